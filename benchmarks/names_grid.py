"""Questions on things that an article names or does not: names put into templates, six languages.

`benchmarks/names/` has names and templates that people wrote who knew neither code nor lists of names.
Half of the names with half of the templates are worked on (`--worked-on`); the other half of both is
measured with `make eval-names`.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).with_name("names")
WORKED_ON, MEASURED = 0, 1
LANGUAGES = ("sv", "no", "da", "de", "fi", "en")
ARTICLES = {
    "magnesium": "magnesium-hjarnan", "nypon": "nyponpulver", "baldrian": "baldrian",
}  # fmt: skip
_FINNISH = ("_part", "_gen", "")
_LETTERS = {"agent": "A", "target": "T", "group": "G"}

Expected = Literal["answer", "decline", "both"]
Name = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """A question, and what is expected: `both` is to be answered in part, the rest said to be missing.

    `known` is `common`, or `rare` for a name that hardly any list has.
    """

    article: str
    language: str
    question: str
    expected: Expected
    missing: str
    known: str
    slots: str


def grid(half: int, most: int | None = None) -> list[GridQuestion]:
    """All questions of a half; with `most`, as many of them, picked by chance and always the same."""
    names = [n for n in _read("names") if _of_half(n["en"]) == half]
    templates = [t for language in LANGUAGES for t in _every_other(language, half)]
    asked = [one for slug in ARTICLES for t in templates for one in _filled(slug, t, names)]
    random.Random(0).shuffle(asked)
    return asked[:most]


def _read(name: str) -> list[dict[str, Any]]:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _of_half(text: str) -> int:
    return _number(text) % 2


def _number(text: str) -> int:
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16)


def _every_other(language: str, half: int) -> list[dict[str, str]]:
    return [t for t in _read("templates") if t["language"] == language][half::2]


def _filled(slug: str, template: dict[str, str], names: Sequence[Name]) -> Iterator[GridQuestion]:
    subject = next(s for s in _read("subjects") if s["article"] == slug)
    mine = [n for n in names if n["article"] == slug]
    slots = template["slots"]
    for varied, others, named, expected in _plan(slots):
        for name in mine:
            if name["slot"] == varied and name["named"] is named:
                values = {"S": subject, _LETTERS[varied]: name}
                for other in others:
                    there = [n for n in mine if n["slot"] == other and n["named"]]
                    place = _number(name["en"] + template["text"]) % len(there)
                    values[_LETTERS[other]] = there[place]
                text = _put(template["text"], template["language"], values)
                word = "" if named else name[template["language"]]
                yield GridQuestion(
                    slug, template["language"], text, expected, word, name["known"], slots
                )


def _plan(slots: str) -> list[tuple[str, tuple[str, ...], bool, Expected]]:
    """Which name varies, which others stand beside it, whether the article has it, what is right."""
    if slots == "agent+target":
        return [("agent", ("target",), False, "decline"), ("target", ("agent",), True, "answer")]
    if slots == "compare":
        return [("agent", (), False, "decline")]
    if slots == "both":
        return [("agent", ("target",), False, "both")]
    return [(slots, (), False, "decline"), (slots, (), True, "answer")]


def _put(text: str, language: str, values: dict[str, Name]) -> str:
    for letter, name in values.items():
        for form in _FINNISH:
            word = name.get(f"fi{form}", name["fi"]) if language == "fi" else name[language]
            text = text.replace(f"{{{letter}{form}}}", word)
    return text


def main() -> None:
    """Ask the measured half of three articles, and print how often it went wrong."""
    import sys
    import tempfile

    from bot.bot import Bot
    from bot.request import Request
    from bot.settings import settings
    from ingest import folder
    from vectorstore.building.build import Recipe, ingest
    from vectorstore.index import open_index

    half = WORKED_ON if "--worked-on" in sys.argv else MEASURED
    chosen = settings()
    asked, wrong, seen = grid(half, 6000), Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    with tempfile.TemporaryDirectory() as place:
        sources = [
            *folder.discover(chosen.articles),
            *folder.discover(Path("benchmarks/pages")),
        ]
        ingest(Path(place) / "index", sources, Recipe(model_cache=chosen.model_cache))
        bot = Bot(open_index(Path(place) / "index", chosen.model_cache), chosen)
        for one in asked:
            answer = bot.ask(Request(one.question, slug=ARTICLES[one.article]))
            kept = bool(answer.statements)
            said = one.missing.lower() in " ".join(answer.missing).lower() if one.missing else True
            bad = kept if one.expected == "decline" else kept and not said
            if one.expected == "answer":
                bad = not kept
            for key in (
                (one.article, one.expected, one.language),
                (one.article, one.expected, one.known),
            ):
                seen[key] += 1
                wrong[key] += bad
                if one.expected == "decline":
                    seen[(*key, "said")] += 1
                    wrong[(*key, "said")] += not said
    for key in sorted(seen):
        print(" ".join(key), f"{wrong[key]} of {seen[key]}", f"{wrong[key] / seen[key]:.3f}")


if __name__ == "__main__":
    main()
