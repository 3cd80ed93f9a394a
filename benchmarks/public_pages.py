"""Main text and reference lists of public pages: `python -m benchmarks.public_pages FOLDER`.

The folder holds `extraction/` (gzipped pages and ground-truth.json of Scrapinghub's article
extraction benchmark, {id: {"articleBody"}}) and `references/` (gzipped pages and counts.json,
{name: entries}). Prints precision, recall and F1 as that benchmark defines them: texts as bags of
4-grams of tokens, the averages over pages, F1 of the two averages. The sentences of a table's row
name each column; they are measured by their cells, since a page prints its headers once.
"""

import gzip
import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from ingest.capture import saved_page
from ingest.parsing.outline import Outline, outline
from ingest.text.sentences import MARK_CLOSE, MARK_OPEN

LOW = 0.5  # recall of a page that was missed
_HEADER = re.compile(r"(?:^|(?<=; ))[^;:]{1,60}: (?=[^;]*(?:;|$))")


def main(folder: Path) -> int:
    """Measure both parts; 0 always, since no minimum is held here."""
    with tempfile.TemporaryDirectory() as scratch:
        _extraction(folder / "extraction", Path(scratch))
        _references(folder / "references", Path(scratch))
    return 0


def _extraction(folder: Path, scratch: Path) -> None:
    wanted = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    start = time.process_time()
    rows = {}
    for name, page in wanted.items():
        found = _read(folder / f"{name}.html.gz", scratch)
        rows[name] = _scores(_text(found), page["articleBody"])
    seconds = time.process_time() - start
    precision, recall = (sum(row[i] for row in rows.values()) / len(rows) for i in (0, 1))
    print(
        f"main text, {len(rows)} pages: F1 {2 * precision * recall / (precision + recall):.3f}, "
        f"precision {precision:.3f}, recall {recall:.3f}; {1000 * seconds / len(rows):.0f} ms a page"
    )
    for name, (_, found_share) in rows.items():
        if found_share < LOW:
            print(f"  {name}: recall {found_share:.2f}")


def _references(folder: Path, scratch: Path) -> None:
    wanted = json.loads((folder / "counts.json").read_text(encoding="utf-8"))
    right = 0
    for name, count in wanted.items():
        found = len(_read(folder / f"{name}.html.gz", scratch).entries)
        right += found == count
        print(f"  {name}: {found} of {count} entries")
    print(f"reference lists, {len(wanted)} pages: {right} with as many entries as they have")


def _read(page: Path, scratch: Path) -> Outline:
    path = scratch / page.stem
    path.write_bytes(gzip.decompress(page.read_bytes()))
    return outline(saved_page.read(path))


def _text(found: Outline) -> str:
    """Headings below the title, and paragraphs, as the page prints them."""
    lines = []
    for part in found.parts:
        lines += [part.heading] if part.heading != found.title else []
        for paragraph in part.paragraphs:
            lines += [_cells(line) for line in paragraph.split("\n")]
    return "\n".join(lines).replace(MARK_OPEN, "").replace(MARK_CLOSE, "")


def _cells(line: str) -> str:
    """A table's row without the names of its columns."""
    told = len(_HEADER.findall(line)) > 1 and "; " in line
    return _HEADER.sub("", line).replace("; ", " ") if told else line


def _scores(found: str, wanted: str) -> tuple[float, float]:
    ours, theirs = _grams(found), _grams(wanted)
    common = sum((ours & theirs).values())
    return common / max(1, sum(ours.values())), common / max(1, sum(theirs.values()))


def _grams(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
