"""What checking a written sentence lets by, keeps, and costs beside an extractive answer.

Run with `python -m benchmarks.verification` on an index that `fotnot ingest` made.
"""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bot.bot import Bot
from bot.fact_check.check import Checker
from bot.fact_check.evidence import Knowledge, SentenceEvidence
from bot.fact_check.similarity import Meaning
from bot.fact_check.verify import TextToVerify, Verifier
from bot.fact_check.written import Written
from bot.intent.asked_about import Looking, looking
from bot.request import Request
from bot.settings import Settings, settings
from ingest import folder
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import Index, open_index

SETS = (
    "tests/data/statements-chosen.jsonl",
    "tests/data/statements.jsonl",
    "tests/data/statements-unseen.jsonl",
    "training/retellings.jsonl",  # learnt from
    "benchmarks/retellings.jsonl",  # not learnt from
    "benchmarks/retellings-blind.jsonl",  # by who had seen no check; counted, never read
)
RETOLD_PAGES = Path("benchmarks/retellings-pages.jsonl")  # by others still, as a user would verify
OTHER_PAGES = Path("benchmarks/pages")
Case = tuple[dict, str, tuple[SentenceEvidence, ...]]  # type: ignore[type-arg]


def main() -> None:
    index = open_index(settings().index_root)
    knowledge = Knowledge(index.source(index.slugs[0]), suggested=True)
    bot, meaning = Bot(index, settings()), Meaning(index.encoder)
    names = looking(settings().model_cache)
    table = Table("set", "true that stand", "near misses that fall", title="Written sentences")
    checks: list[float] = []
    for name in SETS:
        cases = list(_cases(name, index, bot, knowledge))
        for _ in range(2):  # a second time with everything loaded
            counted, times = _checked(cases, knowledge, meaning, names)
        checks += times
        stand, fall = (f"{counted[kind, True]} of {sum(counted[kind, ok] for ok in (True, False))}"
                       for kind in (True, False))  # fmt: skip
        table.add_row(Path(name).with_suffix("").as_posix(), stand, fall)
    for where, (stand, fall) in zip(("the article", "pages"), _on_pages(settings()), strict=True):
        table.add_row(f"{RETOLD_PAGES.with_suffix('').as_posix()}: {where}", stand, fall)
    Console().print(table)
    answers = _answers(bot, [case[0] for case in cases])
    ratio = median(checks) / median(answers)
    print(
        f"a sentence's checks {1000 * median(checks):.2f} ms, an extractive answer "
        f"{1000 * median(answers):.2f} ms, ratio {ratio:.2f}"
    )


def _on_pages(chosen: Settings) -> Iterator[tuple[str, str]]:
    """True that stand and near misses that fall, of the first article's sentences and of other pages'."""
    sources = [*folder.discover(chosen.articles), *folder.discover(OTHER_PAGES)]
    with tempfile.TemporaryDirectory() as place:
        ingest(Path(place) / "index", sources, Recipe(model_cache=chosen.model_cache))
        index = open_index(Path(place) / "index", chosen.model_cache)
        first, *_ = (folder.load(path).article.slug for path in folder.discover(chosen.articles))
        slugs = {s.text: slug for slug in index.slugs for s in index.source(slug).article.sentences}
        verifier = Verifier(index, chosen.model_cache, suggested_links=True)
        counted: Counter[tuple[bool, bool, bool]] = Counter()
        for each in map(json.loads, RETOLD_PAGES.read_text(encoding="utf-8").splitlines()):
            slug = slugs[each["sentence"]]
            stands = verifier.verify(TextToVerify(each["statement"], each["sentence"], slug)).stands
            counted[slug == first, each["stands"], stands == each["stands"]] += 1
    for own in (True, False):
        stand, fall = (
            f"{counted[own, kind, True]} of {counted[own, kind, True] + counted[own, kind, False]}"
            for kind in (True, False)
        )
        yield stand, fall


def _cases(name: str, index: Index, bot: Bot, knowledge: Knowledge) -> Iterator[Case]:
    ids = {s.text: s.id for s in index.source(index.slugs[0]).article.sentences}
    lines = Path(name).read_text(encoding="utf-8").splitlines()
    for each in map(json.loads, lines):
        about = ids[each["sentence"]]
        near = [p.sentence.id for p in bot.retriever.search([each["statement"]]).passages]
        yield each, about, knowledge.gather([about, *near], each["language"])


def _checked(
    cases: list[Case], knowledge: Knowledge, meaning: Meaning, names: Looking
) -> tuple[Counter[tuple[bool, bool]], list[float]]:
    """(whether true, whether told right) → count; and seconds a check."""
    counted: Counter[tuple[bool, bool]] = Counter()
    times = []
    for each, about, evidence in cases:
        checker = Checker(evidence, each["language"], knowledge, meaning, names)
        start = time.perf_counter()
        stands = checker.check(Written(each["statement"], (about,))).statement is not None
        times.append(time.perf_counter() - start)
        counted[each["stands"], stands == each["stands"]] += 1
    return counted, times


def _answers(bot: Bot, cases: list[dict]) -> list[float]:  # type: ignore[type-arg]
    times = []
    for each in cases:
        request = Request(each["statement"], language=each["language"])
        start = time.perf_counter()
        bot.ask(request)
        times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
