"""`python -m benchmarks.linking`: what the linker suggests on pages whose links people have said.

Pages below `training/links/` are there to choose by, those below `benchmarks/links/` only to be counted.
Each has a `page` without markers and `links.jsonl`, a line a sentence with the numbers it rests on.
"""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest import pipeline
from ingest.linking.linker import suggest
from ingest.text.sentences import normalise

PLACES = (Path("training/links"), Path("benchmarks/links"))


def main() -> None:
    """Count and print."""
    table = Table("pages", "page", "suggested", "right", "of all", title="Suggested links")
    for place in PLACES:
        summed = [0, 0, 0]
        for folder in sorted(path for path in place.iterdir() if path.is_dir()):
            counts = _counted(folder)
            summed = [a + b for a, b in zip(summed, counts, strict=True)]
            table.add_row(place.as_posix(), folder.name, *_told(counts))
        table.add_row(place.as_posix(), "together", *_told(summed), end_section=True)
    Console().print(table)


def _counted(folder: Path) -> list[int]:
    """How many links are suggested, how many of them are right, and how many there are."""
    article = pipeline.parse(next(folder.glob("page.*")))
    lines = (folder / "links.jsonl").read_text(encoding="utf-8").splitlines()
    told = {normalise(each["sentence"]): set(each["references"]) for each in map(json.loads, lines)}
    known = {s.id: told[normalise(s.text)] for s in article.sentences if normalise(s.text) in told}
    found = suggest(article)
    given = {(i, link.number) for i, links in found.items() for link in links if i in known}
    right = {(i, number) for i, numbers in known.items() for number in numbers}
    return [len(given), len(given & right), len(right)]


def _told(counts: list[int]) -> tuple[str, str, str]:
    given, right, there = counts
    precision = f" ({right / given:.2f})" if given else ""
    return str(given), f"{right}{precision}", f"{right / there:.2f} of {there}"


if __name__ == "__main__":
    main()
