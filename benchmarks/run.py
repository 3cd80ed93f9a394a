"""`make bench`: Fotnot beside two usual recipes, on the same questions, in one run.

Prints a table, and draws it into docs/bench.svg; with `--1000` an index grows to a thousand
articles, too. Ratios hold where single times do not: both
sides are measured in turn on the same machine.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import growth, plot, worker
from bot.settings import settings
from ingest import folder
from vectorstore.building.build import Recipe, ingest
from vectorstore.encoder.e5 import pretrained

ROUNDS = 3
SIDES = ("fotnot", "naive", "same")
SIZES, THOUSAND = (1, 10, 100), (1000,)  # articles; the encoder takes half an hour for a thousand


def main() -> None:
    with _workplace() as place:
        took = _prepare(place)
        figures = {side: _measure(side, place) for side in SIDES}
        figures["fotnot"] |= took | {
            "page_mb": _run("fotnot", "page", place / "fotnot" / "index")["mb"]
        }
        floor = _run("fotnot", "floor", place / "fotnot")
        figures["floor"] = {"median_ms": median(floor["times"])}
        console = Console()
        console.print(_table(figures))
        rows = growth.measure(place / "growth", SIZES + (THOUSAND if "--1000" in sys.argv else ()))
    console.print(growth.table(rows))
    plot.draw(figures, rows, Path("docs/bench.svg"))


@contextmanager
def _workplace() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="fotnot-bench-"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _prepare(place: Path) -> dict[str, float]:
    """Build both indexes; gives how long Fotnot's first and second ingest took."""
    lines = [
        line
        for line in Path("evals/answers.jsonl").read_text(encoding="utf-8").splitlines()
        if json.loads(line)["language"] == "sv"
    ]
    for side in SIDES:
        (place / side).mkdir(parents=True)
        (place / side / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    made = pretrained.served_folder(settings().model_cache)
    recipe = Recipe(model_cache=place / "cache")  # where no vector is remembered
    shutil.copytree(made, place / "cache" / made.name)
    times = []
    for _ in range(2):
        start = time.perf_counter()
        ingest(place / "fotnot" / "index", folder.discover(Path("articles")), recipe)
        times.append(time.perf_counter() - start)
    for side in SIDES[1:]:
        _run(side, "first", place / side / "index")
    return {"ingest_s": times[0], "again_s": times[1]}


def _measure(side: str, place: Path) -> dict[str, float]:
    starts = [_run(side, "first", place / side / "index") for _ in range(ROUNDS)]
    asked = _run(side, "questions", place / side)
    ranks = np.array(asked["ranks"])
    return {
        **{f"in_{k}": float(np.mean(ranks < k)) for k in (1, 3, 5)},
        "median_ms": float(np.median(asked["times"])),
        "p95_ms": float(np.percentile(asked["times"], 95)),
        "first_s": median(start["seconds"] for start in starts),
        "mb": asked["mb"],
        **_run(side, "long", place / side),
    }


def _run(side: str, task: str, data: Path) -> dict:  # type: ignore[type-arg]
    command = [sys.executable, "-m", worker.__name__, side, task, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[2:])} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _table(figures: dict[str, dict[str, float]]) -> Table:
    table = Table(
        "figure", "Fotnot", "usual recipe", "ratio", "same encoder in torch", "ratio",
        title="Swedish questions in no bank",
    )  # fmt: skip
    ours, others = figures["fotnot"], (figures["naive"], figures["same"])
    names = {
        "in_1": "right passage first", "in_3": "in three", "in_5": "in five",
        "median_ms": "a question, median (ms)", "p95_ms": "a question, 95th percentile (ms)",
        "first_s": "process start to first answer (s)", "mb": "memory (MB)",
        "chars_500_ms": "500 characters (ms)", "chars_2000_ms": "2,000 characters (ms)",
    }  # fmt: skip
    for key, name in names.items():
        table.add_row(name, *_beside(ours[key], [other[key] for other in others]))
    table.add_row(
        "memory with the page (MB)", *_beside(ours["page_mb"], [other["mb"] for other in others])
    )
    for name, value in (
        ("the last of 20 turns (ms)", ours["turns_20_ms"]),
        ("first ingest, nothing remembered (s)", ours["ingest_s"]),
        ("ingest again, nothing changed (s)", ours["again_s"]),
        ("floor: encode and query (ms)", figures["floor"]["median_ms"]),
    ):
        table.add_row(name, f"{value:.3g}", "", "", "", "")
    return table


def _beside(ours: float, others: list[float]) -> list[str]:
    """A figure, and each of the others with how much ours is of it."""
    return [f"{ours:.3g}", *(text for o in others for text in (f"{o:.3g}", f"{ours / o:.2f}"))]


if __name__ == "__main__":
    main()
