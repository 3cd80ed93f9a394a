"""How triage hears messages that are written otherwise: `python -m benchmarks.rewritings`.

Every alarm and every harmless line of the sets in evals/, as it stands and in seven rewritings: with
typos, without diacritics, in capitals, behind a greeting, behind an order question, in a long story,
and as what somebody else wrote. Prints, for each, how many alarms are answered as none (and without
a helpline), and how many harmless lines are answered as an alarm or begin with a helpline.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from bot.intent.triage import danger
from bot.intent.triage.triage import possible_alarm, triage
from bot.kinds import ALARMS
from bot.settings import settings
from languages.folding import fold
from training.rewritten import SHORTEST_WORD, with_a_letter_wrong
from vectorstore import encoder
from vectorstore.encoder.e5 import pretrained

SETS = ("alarms", "safety", "hard/messages", "hard/everyday-messages")
AROUND = Path(__file__).with_name("rewritings.yaml")
TYPOS = 0.12  # of the words of four letters and more

Rewrite = Callable[[str, str, random.Random], str]


def main() -> None:
    """Rewrite, ask triage and print."""
    hear = danger.hearing(encoder.model(pretrained.NAME, settings().model_cache))
    lines = list(_lines())
    print(f"{sum(alarm for *_, alarm in lines)} alarms, {sum(not a for *_, a in lines)} harmless")
    print(f"{'':16}{'missed':>8}{'no line':>8}{'false':>8}{'line':>8}")
    for name, rewrite in REWRITINGS.items():
        found: Counter[str] = Counter()
        for text, language, alarm in lines:
            said = rewrite(text, language, random.Random(text))
            heard = triage(said, (), hear).kind in ALARMS
            line = not heard and possible_alarm(said, hear) is not None
            found["missed"] += alarm and not heard
            found["no line"] += alarm and not heard and not line
            found["false"] += heard and not alarm
            found["line"] += line and not alarm
        print(
            f"{name:16}"
            + "".join(f"{found[key]:8}" for key in ("missed", "no line", "false", "line"))
        )


def _lines() -> Iterator[tuple[str, str, bool]]:
    for name in SETS:
        for line in map(json.loads, Path(f"evals/{name}.jsonl").read_text("utf-8").splitlines()):
            if "question" in line and "kind" in line["expect"]:
                yield line["question"], line["language"], line["expect"]["kind"] in ALARMS


def _typos(text: str, _language: str, chance: random.Random) -> str:
    """Letters that changed places, were lost or doubled; always at least one where a word is long."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= SHORTEST_WORD]
    wanted = max(1, round(TYPOS * len(long)))
    for i in chance.sample(long, min(wanted, len(long))):
        words[i] = with_a_letter_wrong(words[i], chance)
    return " ".join(words)


def _around(name: str) -> Rewrite:
    surroundings = yaml.safe_load(AROUND.read_text(encoding="utf-8"))

    def rewrite(text: str, language: str, chance: random.Random) -> str:
        before, after = chance.choice(surroundings[language][name])
        return (
            f"{before} {text.rstrip()}{'' if text.rstrip()[-1:] in '.!?' else '.'} {after}".strip()
        )

    return rewrite


REWRITINGS: Mapping[str, Rewrite] = {
    "as it stands": lambda text, _language, _chance: text,
    "typos": _typos,
    "no diacritics": lambda text, _language, _chance: fold(text),
    "capitals": lambda text, _language, _chance: text.upper(),
    "greeting": _around("greeting"),
    "order": _around("order"),
    "story": _around("story"),
    "told on": _around("told_on"),
}

if __name__ == "__main__":
    main()
