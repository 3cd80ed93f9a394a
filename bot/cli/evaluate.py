"""`fotnot eval`: run tests or compare two runs, print the figures, hold them to minimums."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.console import a_path, bot, progress_bar, say
from ingest.errors import FotnotError, InputError

if TYPE_CHECKING:
    from bot.evaluation.run import Run

Files = Annotated[
    list[Path] | None, typer.Argument(parser=a_path, help="Test files, YAML or JSON Lines")
]
Minimums = Annotated[
    list[str] | None, typer.Option("--min", help="NAME=VALUE: status 1 when a figure is below it")
]


BY_GROUP = ("passed", "kind", "in_1", "in_3", "in_5", "to_the_point", "language")


class BelowMinimumError(FotnotError):
    """A figure is below the minimum that it was held to."""


def evaluate(
    tests: Files = None,
    report: Annotated[
        Path | None, typer.Option(parser=a_path, help="Folder for report.html and run.json")
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(parser=a_path, help="File for a JUnit report")
    ] = None,
    ragas: Annotated[
        Path | None, typer.Option(parser=a_path, help="File for Ragas' samples")
    ] = None,
    deepeval: Annotated[
        Path | None, typer.Option(parser=a_path, help="File for DeepEval's cases")
    ] = None,
    minimum: Minimums = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Questions at a time")] = 1,
    compare: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Two run.json, old and new, instead of tests")
    ] = None,
    judge: Annotated[bool, typer.Option(help="Have the model in FOTNOT_JUDGE judge, too")] = False,
) -> None:
    """Run scripted tests; or compare two runs of them."""
    if compare is not None:
        _compare(*compare)
        return
    if not tests:
        raise InputError("name at least one file of tests, or --compare OLD.json NEW.json")
    wanted = _minimums(minimum or ())
    found = _run(tests, workers, judge)
    _print_figures(found)
    if report is not None:
        from bot.evaluation.report import write_report
        from bot.evaluation.run import write_run

        report.mkdir(parents=True, exist_ok=True)
        write_run(found, report / "run.json")
        write_report(found, report / "report.html")
        say(f"report: {report / 'report.html'}")
    _export(found, junit, ragas, deepeval)
    _hold(found, wanted)


def _run(tests: Sequence[Path], workers: int, judged: bool) -> "Run":
    from bot.evaluation import judge as judging
    from bot.evaluation.run import run
    from bot.settings import settings

    named = settings().judge
    if judged and not named:
        raise InputError("--judge needs a model: set FOTNOT_JUDGE=provider:model")
    from bot.evaluation.tests_file import read_tests

    asked = read_tests(tests)
    model = judging.model_named(named) if judged and named else None
    answering = bot()
    for test in asked:
        if test.article is not None and test.article not in answering.index.slugs:
            raise InputError(f"test {test.id}: no article {test.article!r} in the index")
    with progress_bar() as progress:
        found = run(answering, asked, workers, lambda d, t: progress("ask", d, t))
        if model is not None:
            found = judging.judge(found, model, lambda d, t: progress("judge", d, t))
    return found


def _export(found: "Run", junit: Path | None, ragas: Path | None, deepeval: Path | None) -> None:
    from bot.evaluation import export

    for write, path in (
        (export.write_junit, junit),
        (export.write_ragas, ragas),
        (export.write_deepeval, deepeval),
    ):
        if path is not None:
            write(found, path)


def _minimums(written: Sequence[str]) -> dict[str, float]:
    from bot.evaluation.figures import MEASURES

    wanted = {}
    for each in written:
        name, _, value = each.partition("=")
        if name not in MEASURES:
            raise InputError(f"--min {each}: no figure {name!r}; there are {', '.join(MEASURES)}")
        try:
            wanted[name] = float(value)
        except ValueError:
            raise InputError(f"--min {each}: {value!r} is no number; write {name}=0.9") from None
    return wanted


def _hold(found: "Run", wanted: dict[str, float]) -> None:
    from bot.evaluation.figures import figures

    got = figures(found.outcomes)
    low = [
        f"{name} is {got[name].value:.3f}, below {least:g}" if name in got
        else f"{name} has nothing to count"
        for name, least in wanted.items()
        if name not in got or got[name].value < least
    ]  # fmt: skip
    if low:
        raise BelowMinimumError("; ".join(low))


def _print_figures(found: "Run") -> None:
    from rich.console import Console
    from rich.table import Table

    from bot.evaluation.figures import by_group

    groups = by_group(found.outcomes)
    everything = Table("figure", "value", "95 %", "n")
    for name, figure in groups["all"].items():
        interval = f"{figure.low:.3f}–{figure.high:.3f}"
        everything.add_row(name, f"{figure.value:.3f}", interval, str(figure.count))
    names = [name for name in BY_GROUP if name in groups["all"]]
    table = Table("group", "n", *names)
    for group, figures in groups.items():
        cells = [f"{figures[name].value:.3f}" if name in figures else "–" for name in names]
        table.add_row(group, str(figures["passed"].count), *cells)
    console = Console(stderr=True)
    console.print(everything)
    console.print(table)


def _compare(old: Path, new: Path) -> None:
    from bot.cli.console import show
    from bot.evaluation.compare import compare
    from bot.evaluation.run import read_run

    found = compare(read_run(old), read_run(new))
    for name, ids in (("better", found.better), ("worse", found.worse)):
        show(f"{name}: {len(ids)}")
        for identity in ids:
            show(f"  {identity}")
    for name, ids in (("only in the old run", found.only_old), ("only in the new", found.only_new)):
        if ids:
            show(f"{name}: {len(ids)}")
    verdict = "more than noise" if found.beyond_noise else "no more than noise"
    show(f"{found.both} tests in both; the difference is {verdict} (p = {found.chance:.3f})")
