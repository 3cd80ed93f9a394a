"""`make bench-parsing`: what parsing costs as a page of each shape doubles, in processor time.

Prints a row a shape, and exits with 1 where a doubling costs more than MOST times as much. What is
measured is all of `fotnot parse`: capture, outline, sentences, references, links; and the chunks.
A page that is refused, as one nested too deep is, is told so and counted as the time it took.
"""

import itertools
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.shapes import SHAPES, Shape
from ingest import chunks, links, pipeline
from ingest.errors import CaptureError

MOST = 2.4  # times as much a doubling; linear is 2
RUNS = 5
DOUBLINGS = 3
ABOVE_NOISE = 0.02  # seconds: growth is told from here on
FIRST, LARGEST = 4_000, 130_000  # characters of the smallest page


def main(names: Sequence[str] = ()) -> int:
    """Measure every shape, or those whose name holds one of `names`; 1 if any grows too fast."""
    chosen = [s for s in SHAPES if not names or any(name in s.name for name in names)]
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        parse(_write(Path(folder), chosen[0], FIRST))  # models and patterns are loaded once
        for shape in chosen:
            over += _measure(Path(folder), shape)
    print(f"{len(chosen)} shapes, {over} over {MOST} a doubling")
    return 1 if over else 0


def parse(path: Path) -> None:
    """All that is done to one page before it is indexed."""
    article = links.link(pipeline.parse(path))
    chunks.chunk(article, 2000, chunks.counter())


def _measure(folder: Path, shape: Shape) -> bool:
    size = FIRST
    while size < LARGEST and _seconds(folder, shape, size, 1)[0] < ABOVE_NOISE:
        size *= 2
    measured = [_seconds(folder, shape, size << step, RUNS) for step in range(DOUBLINGS + 1)]
    times = [seconds for seconds, _ in measured]
    told = [before >= ABOVE_NOISE / 2 for before in times[:-1]]
    growth = [after / before for before, after in itertools.pairwise(times)]
    over = any(ratio > MOST for ratio, counts in zip(growth, told, strict=True) if counts)
    print(
        f"{shape.name:44} {size // 1000:5} k  "
        + " ".join(f"{seconds * 1000:8.0f}" for seconds in times)
        + "  "
        + " ".join(f"{ratio:5.2f}" if counts else "    -" for ratio, counts in zip(growth, told, strict=True))
        + ("  OVER" if over else "")
        + ("  refused" if measured[-1][1] else ""),
        flush=True,
    )  # fmt: skip
    return over


def _seconds(folder: Path, shape: Shape, size: int, runs: int) -> tuple[float, bool]:
    """The least processor time of some runs, and whether the page was refused."""
    path = _write(folder, shape, size)
    times, refused = [], False
    for _ in range(runs):
        start = time.process_time()
        try:
            parse(path)
        except CaptureError:
            refused = True
        times.append(time.process_time() - start)
    return min(times), refused


def _write(folder: Path, shape: Shape, size: int) -> Path:
    path = folder / f"page.{shape.ending}"
    path.write_text(shape.page(size), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
