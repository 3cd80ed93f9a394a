"""`make bench`: Fotnot beside the usual recipe, on the same questions, in one run.

Prints a table, and draws it into docs/bench.svg. Ratios hold where single times do not: both
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
from ingest import folder
from vectorstore.build import Recipe, ingest

ROUNDS = 3
SIDES = ("fotnot", "naive")


def main() -> None:
    with _workplace() as place:
        took = _prepare(place)
        figures = {side: _measure(side, place) for side in SIDES}
        figures["fotnot"] |= took | {
            "page_mb": _run("fotnot", "page", place / "fotnot" / "index")["mb"]
        }
        floor = _run("fotnot", "floor", place / "fotnot")
        figures["floor"] = {"median_ms": median(floor["times"])}
        rows = growth.measure(place / "growth", (1, 10, 100, 1000))
    console = Console()
    console.print(_table(figures))
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
    times = []
    for _ in range(2):
        start = time.perf_counter()
        ingest(place / "fotnot" / "index", folder.discover(Path("articles")), Recipe())
        times.append(time.perf_counter() - start)
    _run("naive", "first", place / "naive" / "index")
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
    }


def _run(side: str, task: str, data: Path) -> dict:  # type: ignore[type-arg]
    command = [sys.executable, "-m", worker.__name__, side, task, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[2:])} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _table(figures: dict[str, dict[str, float]]) -> Table:
    table = Table("figure", "Fotnot", "usual recipe", "ratio", title="Swedish questions in no bank")
    ours, naive = figures["fotnot"], figures["naive"]
    names = {
        "in_1": "right passage first", "in_3": "in three", "in_5": "in five",
        "median_ms": "a question, median (ms)", "p95_ms": "a question, 95th percentile (ms)",
        "first_s": "process start to first answer (s)", "mb": "memory (MB)",
    }  # fmt: skip
    for key, name in names.items():
        table.add_row(
            name, f"{ours[key]:.3g}", f"{naive[key]:.3g}", f"{ours[key] / naive[key]:.2f}"
        )
    ratio = f"{ours['page_mb'] / naive['mb']:.2f}"
    table.add_row(
        "memory with the page (MB)", f"{ours['page_mb']:.3g}", f"{naive['mb']:.3g}", ratio
    )
    table.add_row("first ingest, with training (s)", f"{ours['ingest_s']:.3g}", "", "")
    table.add_row("ingest again, nothing changed (s)", f"{ours['again_s']:.3g}", "", "")
    table.add_row("floor: encode and query (ms)", f"{figures['floor']['median_ms']:.3g}", "", "")
    return table


if __name__ == "__main__":
    main()
