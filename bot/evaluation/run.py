"""Ask every test and keep what came of it; a run is written to and read from run.json."""

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.bot import Bot
from bot.evaluation.figures import by_group
from bot.evaluation.outcome import Outcome, from_json, outcome, to_json
from bot.evaluation.tests_file import Test
from bot.request import Request
from ingest import json_text
from ingest.article import Article
from ingest.errors import InputError

Ask = Callable[[Request], Answer]
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Run:
    """All outcomes of one evaluation, in the tests' order, and the articles they were asked of."""

    outcomes: tuple[Outcome, ...]
    articles: dict[str, str]
    threshold: float


def run(
    bot: Bot,
    tests: Sequence[Test],
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Run:
    """Ask all tests, `workers` at a time."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for done, found in enumerate(pool.map(lambda test: _asked(bot, test), tests), 1):
            outcomes.append(found)
            progress(done, len(tests))
    articles = {entry.slug: entry.sha256 for entry in bot.index.manifest.sources}
    return Run(tuple(outcomes), articles, bot.threshold)


def _asked(bot: Bot, test: Test) -> Outcome:
    start = time.perf_counter()
    answer = bot.ask(test.request)
    elapsed = (time.perf_counter() - start) * 1000
    return outcome(test, answer, _article(bot, answer), elapsed)


def _article(bot: Bot, answer: Answer) -> Article | None:
    return bot.index.source(answer.article).article if answer.article else None


def write_run(found: Run, path: Path) -> None:
    """Write run.json: the figures by group, and every outcome."""
    groups = by_group(found.outcomes)
    value = {
        "format": FORMAT,
        "articles": found.articles,
        "threshold": found.threshold,
        "figures": {
            group: {name: asdict(figure) for name, figure in figures.items()}
            for group, figures in groups.items()
        },
        "outcomes": [to_json(each) for each in found.outcomes],
    }
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def read_run(path: Path) -> Run:
    """Read run.json.

    Raises:
        InputError: it can't be read, or is no run.
    """
    try:
        value: dict[str, Any] = json_text.loads(path.read_bytes())
        outcomes = tuple(from_json(each) for each in value["outcomes"])
        return Run(outcomes, value["articles"], value["threshold"])
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}: is no run of `fotnot eval --report` ({type(error).__name__})"
        ) from None
