"""How pages without a bank are answered that nothing was chosen on: `make eval-hard` prints it.

They were written by people who saw neither the code nor other questions, and are in no calibration.
"""

import tempfile
from pathlib import Path

import numpy as np

from bot.answer import Answer
from bot.bot import Bot
from bot.evaluation.checks import is_quoted
from bot.evaluation.tests_file import Test, read_tests
from bot.kinds import ALARMS, FROM_ARTICLE
from bot.settings import settings
from ingest import folder
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import open_index

PAGES = Path(__file__).with_name("blind_pages")


def main() -> None:
    chosen = settings()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "index"
        ingest(root, folder.discover(PAGES), Recipe(model_cache=chosen.model_cache))
        bot = Bot(open_index(root, chosen.model_cache), chosen)
        tests = [
            test for path in folder.discover(PAGES) for test in read_tests([path / "tests.yaml"])
        ]
        answers = [bot.ask(test.request) for test in tests]
    pairs = list(zip(tests, answers, strict=True))
    _tell("answerable", [pair for pair in pairs if pair[0].expect.kinds == ("answer",)])
    others = [answer.kind for test, answer in pairs if test.expect.kinds == ("decline",)]
    print(
        f"not answerable: {len(others)}, declined {np.mean([k not in FROM_ARTICLE for k in others]):.3f}"
    )
    ordinary = [answer.kind in ALARMS for test, answer in pairs if len(test.expect.kinds) > 1]
    print(f"ordinary messages: {len(ordinary)}, taken for an alarm {sum(ordinary)}")


def _tell(name: str, pairs: list[tuple[Test, Answer]]) -> None:
    ranks = [
        next((i for i, found in enumerate(answer.passages) if _right(test, found.quote)), 99)
        for test, answer in pairs
    ]
    shown = [(test, answer) for test, answer in pairs if answer.kind in FROM_ARTICLE]
    first = [_right(test, a.statements[0].source.quote) for test, a in shown if a.statements]
    searched = [rank for rank, (_, answer) in zip(ranks, pairs, strict=True) if answer.passages]
    places = "/".join(f"{np.mean([rank < k for rank in searched]):.3f}" for k in (1, 3, 5))
    print(
        f"{name}: {len(pairs)}, searched {len(searched)}, right sentence first/3/5 {places}, "
        f"answered {len(shown) / len(pairs):.3f}, the first statement right in {np.mean(first):.3f}"
    )


def _right(test: Test, quote: str) -> bool:
    expect = test.expect
    return any(is_quoted(each, quote) for each in (*expect.quotes, *expect.quotes_any))


if __name__ == "__main__":
    main()
