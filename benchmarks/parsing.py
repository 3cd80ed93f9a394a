"""`make bench-parsing`: what parsing costs as a page of each shape doubles, in processor time.

Prints a row a shape, and exits with 1 where a doubling costs more than MOST times as much. What is
measured is all of `fotnot parse`: capture, outline, sentences, references, links; and the chunks.
A page that is refused, as one nested too deep is, is told so and counted as the time it took. Where both sentences
and references grow, the linker compares them in pairs up to a bound; such a shape is only shown.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.shapes import SHAPES, PageShape
from ingest import chunks, pipeline
from ingest.errors import CaptureError
from ingest.linking import links
from ingest.text import tokens

MOST = 2.4  # times as much a doubling; linear is 2
RUNS = 5
BUDGET = 50  # tokens of a chunk: the least that may be set, so that all sizes are cut, not the large alone
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
    chunks.chunk(article, BUDGET, tokens.counter())


def _measure(folder: Path, shape: PageShape) -> bool:
    size = FIRST
    while size < LARGEST and _seconds(_write(folder, shape, size))[0] < ABOVE_NOISE:
        size *= 2
    pages = [_write(folder, shape, size << step) for step in range(DOUBLINGS + 1)]
    least, refused = _least(pages)
    growth = _growth(least)
    if max(growth, default=0) > MOST and not shape.product:  # another program may have come between
        least = [min(pair) for pair in zip(least, _least(pages)[0], strict=True)]
        growth = _growth(least)
    over = max(growth, default=0) > MOST and not shape.product
    print(
        f"{shape.name:44} {size // 1000:5} k  "
        + " ".join(f"{seconds * 1000:8.0f} ms" for seconds in least)
        + "  "
        + " ".join(f"{ratio:5.2f}" for ratio in growth)
        + ("  OVER" if over else "")
        + ("  refused" if refused else "")
        + ("  a product, bounded" if shape.product else ""),
        flush=True,
    )
    return over


def _least(pages: Sequence[Path]) -> tuple[list[float], bool]:
    """The least time of each page in some rounds, and whether the largest was refused."""
    rounds = [[_seconds(page) for page in pages] for _ in range(RUNS)]
    return [min(s for s, _ in times) for times in zip(*rounds, strict=True)], rounds[0][-1][1]


def _growth(least: Sequence[float]) -> list[float]:
    """How many times as much each doubling costs, where that is above the noise."""
    return [after / before for before, after in pairwise(least) if before >= ABOVE_NOISE]


def _seconds(page: Path) -> tuple[float, bool]:
    """Processor time of one run, and whether the page was refused."""
    start, refused = time.process_time(), False
    try:
        parse(page)
    except CaptureError:
        refused = True
    return time.process_time() - start, refused


def _write(folder: Path, shape: PageShape, size: int) -> Path:
    path = folder / f"page-{size}.{shape.ending}"
    path.write_text(shape.page(size), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
