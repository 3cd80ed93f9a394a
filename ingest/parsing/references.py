"""The numbered list → references; entries that the page tore in two are joined again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.article import Reference
from ingest.bibliography import styles
from ingest.parsing.kinds import kind_of
from languages.expressions import joined

_OWN_NUMBER = re.compile(r"\[?([0-9]+)[.)\]]\s+")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)")
_URL = re.compile(r"https?://[^\s\"<>]+")
_NOTE = re.compile(rf"(?<!\s)\s*+\[{joined('entries', 'notes')}[^\]]{{0,300}}\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of the list as the page has it: its number, its text, the DOI that its links lead to."""

    number: int
    text: str
    doi: str | None = None


def parse(entries: Sequence[ListEntry]) -> tuple[Reference, ...]:
    """References of a list's entries, in order, with torn ones joined by `continued_by`."""
    return tuple(_join_torn([_read(entry) for entry in entries]))


def _read(entry: ListEntry) -> Reference:
    number, text = entry.number, entry.text
    text = re.sub(r"\s+", " ", text).strip()
    if (printed := _OWN_NUMBER.match(text)) and printed.group(1) == str(number):
        text = text[printed.end() :]
    doi = _DOI.search(text)
    url = next((u.rstrip(".,);") for u in _URL.findall(text)), None)
    plain = _NOTE.sub("", _URL.sub("", _DOI.sub("", text)))
    plain = re.sub(r"\bdoi:?\s*\.?", "", plain, flags=re.IGNORECASE)
    read = styles.read(plain)
    return Reference(
        number, text, read.authors, read.year, read.title, read.journal,
        doi.group(1).rstrip(".,;)") if doi else entry.doi, url, kind_of(read.title or text, text),
    )  # fmt: skip


def _join_torn(references: list[Reference]) -> list[Reference]:
    """Join an entry that ends after its title with one that is only a journal, year and pages."""
    tails = [r for r in references if not r.authors and not r.title and r.year]
    heads = [
        r
        for r in references
        if r.authors and r.title and not (r.year or r.journal or r.url or _DOI.search(r.text))
    ]
    pairs = {}
    if len(heads) == len(tails) == 1:
        pairs = {heads[0].number: tails[0]}
    else:
        by_number = {tail.number: tail for tail in tails}
        pairs = {h.number: by_number[h.number + 1] for h in heads if h.number + 1 in by_number}
    return [
        replace(
            r, year=t.year, journal=t.journal, doi=t.doi or r.doi, url=t.url, continued_by=t.number
        )
        if (t := pairs.get(r.number))
        else r
        for r in references
    ]
