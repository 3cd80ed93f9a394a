"""The tables of an HTML page → lists of sentences, a row each: 'header: cell; header: cell'."""

import re
from collections import deque

from bs4 import BeautifulSoup, Tag

from ingest.capture import boilerplate, html_tree
from ingest.capture.html_title import words
from ingest.capture.html_tree import HEADINGS
from ingest.text.sentences import split

_LONGEST = 400  # characters: a cell of data is shorter, a column of a page's layout is longer
_MOST = 20_000  # places: a cell may span 20 × 20 of them
_Grid = list[list[Tag]]


def tell_tables(soup: BeautifulSoup) -> list[str]:
    """Put a list in the place of every table of data, and warn of those that can't be read.

    Tables that lay out the page, sell, or number a list stay as they are.
    """
    warnings = []
    for table in html_tree.tags_named(soup, "table"):
        if _holds_others(table):
            continue
        rows = _grid(table)
        if rows is not None and _is_layout(table, rows):
            continue
        told = _told(rows) if rows is not None else None
        if told is None:
            warnings.append(
                "a table can't be read: give it a row of <th> headers and rows of equal length, and no "
                f"more than {_MOST} cells "
                f"({words(table)[:60]}…)"
            )
            continue
        holder = soup.new_tag("ul")
        for line in told:
            item = soup.new_tag("li")
            item.string = line
            holder.append(item)
        if isinstance(caption := table.find("caption"), Tag):
            caption.name = "p"
            table.insert_before(caption.extract())
        table.replace_with(holder)
    return warnings


def _holds_others(table: Tag) -> bool:
    """Whether a table is there for its looks, as its role, its headings or other tables tell."""
    if table.get("role") in ("presentation", "none") or table.find(["table", *HEADINGS]):
        return True
    return table.find_parent("table") is not None


def _grid(table: Tag) -> _Grid | None:
    """The cells of each row, one that spans several places in each of them; None if too many."""
    rows: _Grid = []
    places = 0
    above: dict[int, tuple[int, Tag]] = {}
    for line in table.find_all("tr"):
        row: list[Tag] = []
        below: dict[int, tuple[int, Tag]] = {}
        cells = deque(line.find_all(["td", "th"], recursive=False))
        while cells or len(row) in above:
            left, cell = above[len(row)] if len(row) in above else (0, cells.popleft())
            new = not left
            left = left or _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan") if new else 1):
                if left > 1:
                    below[len(row)] = (left - 1, cell)
                row.append(cell)
        above = below
        rows.append(row)
        places += len(row)
        if places > _MOST:
            return None
    return [row for row in rows if any(words(cell) for cell in row)]


def _span(cell: Tag, way: str) -> int:
    value = str(cell.get(way, "1"))
    return min(int(value), 20) if re.fullmatch("[0-9]{1,6}", value) and int(value) else 1


def _is_layout(table: Tag, rows: _Grid) -> bool:
    """Whether a table only places things: no data, goods for sale, links, or a numbered list."""
    if len(rows) < 2:
        return True
    cells = [cell for row in rows for cell in row]
    linked = [cell for cell in cells if _is_link(cell)]
    numbered = all(re.fullmatch(r"\W?\d{1,3}\W?", words(row[0])) for row in rows if row)
    return (
        max(map(len, rows)) < 2
        or (numbered and not table.find("th"))
        or len(linked) > len(cells) / 2
        or any(boilerplate.is_offer(words(c)) or len(words(c)) > _LONGEST for c in cells)
        or any(len(cell.find_all("p")) > 1 for cell in cells)
    )


def _is_link(cell: Tag) -> bool:
    link = cell.find("a")
    return isinstance(link, Tag) and words(link) == words(cell)


def _told(rows: _Grid) -> list[str] | None:
    """A sentence a row, or None where it is not known what a column is."""
    if len({len(row) for row in rows}) > 1:
        return None
    headers = [words(cell).rstrip(" :") for cell in rows[0]]
    if not _heads(rows):
        if len(rows[0]) != 2:
            return None
        return [f"{_cell(name).rstrip(' :')}: {_cell(value)}" for name, value in rows]
    told, group = [], ""
    for row in rows[1:]:
        if len({id(cell) for cell in row}) == 1:
            group = f"{_cell(row[0]).rstrip(' :')}; "
        else:
            told += [group + line for line in _row(headers, [_cell(cell) for cell in row])]
    return told


def _heads(rows: _Grid) -> bool:
    """Whether the first row names the columns: by its tags, its bold type, or as alone in words."""
    first, others = rows[0], rows[1:]
    if all(cell.name == "th" or not words(cell) for cell in first):
        return True
    if first[0].find_parent("thead") is not None:
        return True
    bold = [cell.find(["strong", "b"]) for cell in first]
    if all(isinstance(b, Tag) and words(b) == words(c) for b, c in zip(bold, first, strict=True)):
        return True
    named = all(words(c) and len(words(c)) < 40 and not re.search(r"\d", words(c)) for c in first)
    numeric = sum(bool(re.match(r"\W*\d", words(row[-1]))) for row in others)
    return len(first) > 2 and named and numeric > len(others) / 2


def _row(headers: list[str], cells: list[str]) -> list[str]:
    """One sentence; but a cell of several sentences stands apart, the row's name before it."""
    pairs = [
        f"{header}: {cell}" if header else cell
        for header, cell in zip(headers, cells, strict=True)
        if cell
    ]
    if not any(len(split(cell)) > 1 for cell in cells) or len(pairs) < 2:
        return ["; ".join(pairs)] if pairs else []
    return [f"{pairs[0]}; {pair}" for pair in pairs[1:]]


def _cell(cell: Tag) -> str:
    """A cell's words without a closing full stop, which would end the row."""
    text = words(cell)
    return text[:-1] if text.endswith(".") and len(split(text)) == 1 else text
