"""A run as one HTML file that needs no network: figures, plots, every failed question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.figures import Figure, by_group, confusion
from bot.evaluation.outcome import Outcome
from bot.evaluation.run import Run

TEMPLATE = Path(__file__).with_name("report.html.jinja")
BINS = 10
STEPS = 50


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of one range of confidence: the mean confidence and the share that was right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Trade:
    """At a threshold: the share of answerable questions kept, of unanswerable ones declined."""

    threshold: float
    kept: float
    declined: float


def write_report(found: Run, path: Path) -> None:
    """Write the report."""
    path.write_text(render(found), encoding="utf-8")


def render(found: Run) -> str:
    """The report's HTML; all text of questions and answers is escaped."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent), autoescape=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    groups = by_group(found.outcomes)
    return environment.get_template(TEMPLATE.name).render(
        run=found,
        groups=groups,
        names=_names(groups["all"]),
        judged=[name for name in ("faithful", "relevant") if name in groups["all"]],
        kinds=confusion(found.outcomes),
        bins=calibration(found.outcomes),
        trades=trades(found.outcomes),
        failed=[outcome for outcome in found.outcomes if outcome.failures],
        reasons=Counter(
            reason.split(":")[0] for outcome in found.outcomes for reason in outcome.failures
        ),
    )


def _names(all_figures: dict[str, Figure]) -> list[str]:
    return [name for name in all_figures if name not in ("faithful", "relevant")]


def calibration(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Questions from the article by the bot's confidence, and how often its best passage was right.

    An unanswerable question has no right passage, whatever the confidence. The reliability diagram
    of Guo et al., 2017, "On Calibration of Modern Neural Networks".
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for each in outcomes:
        if _answerable(each) is not None:
            place = min(BINS - 1, int(each.confidence * BINS))
            bins[place].append((each.confidence, each.rank == 1))
    return [
        Bin(sum(c for c, _ in held) / len(held), sum(r for _, r in held) / len(held), len(held))
        for held in bins
        if held
    ]


def trades(outcomes: Sequence[Outcome]) -> list[Trade]:
    """What each threshold would keep and decline."""
    yes = [o.confidence for o in outcomes if _answerable(o) is True]
    no = [o.confidence for o in outcomes if _answerable(o) is False]
    if not yes or not no:
        return []
    thresholds = [step / STEPS for step in range(STEPS + 1)]
    return [
        Trade(t, sum(c >= t for c in yes) / len(yes), sum(c < t for c in no) / len(no))
        for t in thresholds
    ]


def _answerable(each: Outcome) -> bool | None:
    """Whether the article answers it; None where the confidence did not decide."""
    if each.kind not in ("answer", "decline"):
        return None
    known: dict[tuple[str, ...], bool] = {("answer",): True, ("decline",): False}
    return known.get(each.expected)
