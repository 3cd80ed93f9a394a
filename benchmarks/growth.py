"""How an index grows: articles made up here, ingested without a bank, and asked."""

import random
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.table import Table

from ingest.pipeline import parse
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import open_index
from vectorstore.retriever import Retriever

QUESTIONS = 50


@dataclass(frozen=True, slots=True)
class Size:
    """What an index of so many articles costs."""

    articles: int
    ingest_s: float
    size_mb: float
    median_ms: float


def measure(place: Path, counts: tuple[int, ...]) -> list[Size]:
    """One index that grows to each count in turn; its ingest time is that of the whole growth."""
    chance = random.Random(0)
    words = _words(chance)
    paths: list[Path] = []
    sizes = []
    spent = 0.0
    (place / "captures").mkdir(parents=True)
    for count in counts:
        while len(paths) < count:
            path = place / "captures" / f"made-{len(paths):04}.txt"
            path.write_text(_capture(len(paths), words, chance), encoding="utf-8")
            paths.append(path)
        start = time.perf_counter()
        ingest(place / "index", paths, Recipe())
        spent += time.perf_counter() - start
        sizes.append(
            Size(count, spent, _size(place / "index"), _ask(place / "index", words, chance))
        )
    return sizes


def table(sizes: list[Size]) -> Table:
    """The sizes as a table for the terminal."""
    shown = Table(
        "articles", "ingest (s)", "on disk (MB)", "a question, median (ms)", title="growth"
    )
    for size in sizes:
        shown.add_row(
            str(size.articles),
            f"{size.ingest_s:.1f}",
            f"{size.size_mb:.0f}",
            f"{size.median_ms:.1f}",
        )
    return shown


def _words(chance: random.Random) -> list[str]:
    """The real article's words, and as many made from their halves, so that articles differ."""
    article = parse(Path("articles/magnesium-hjarnan/page.sv.txt"))
    real = sorted(
        {w for s in article.sentences for w in s.text.split() if w.isalpha() and len(w) > 3}
    )
    halves = [(a[: len(a) // 2], a[len(a) // 2 :]) for a in real]
    made = [chance.choice(halves)[0] + chance.choice(halves)[1] for _ in range(20 * len(real))]
    return real + made


def _capture(number: int, words: list[str], chance: random.Random) -> str:
    own = chance.sample(words, 400)
    lines = [f"Nummer {number} om {own[0]} och {own[1]}", ""]
    for section in range(8):
        lines += [f"{own[2 + section].capitalize()} i kroppen", ""]
        sentences = (
            f"{' '.join(chance.choices(own, k=14)).capitalize()} [{chance.randint(1, 20)}]."
            for _ in range(10)
        )
        lines += [" ".join(sentences), ""]
    lines += ["Referenser:", ""]
    for n in range(1, 21):
        title = " ".join(chance.choices(own, k=8)).capitalize()
        lines.append(f"  {n}. Berg A, Lind C. {title}. Tidskrift. {2000 + n}; {n} (1): 1-9.")
    return "\n".join(lines) + "\n"


def _ask(root: Path, words: list[str], chance: random.Random) -> float:
    retriever = Retriever(open_index(root))
    times = []
    for _ in range(QUESTIONS):
        question = " ".join(chance.choices(words, k=6))
        start = time.perf_counter()
        retriever.search((question,))
        times.append((time.perf_counter() - start) * 1000)
    return median(times[5:])


def _size(root: Path) -> float:
    newest = root / (root / "current").read_text().strip()
    return sum(f.stat().st_size for f in newest.rglob("*") if f.is_file()) / 1e6
