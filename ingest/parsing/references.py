"""The numbered list → references; entries that the page tore in two are joined again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from ingest.article import Reference
from ingest.parsing.kinds import kind_of
from languages import expressions
from languages.expressions import finding
from languages.known import particles

_find = partial(finding, "entries")
_OWN_NUMBER = re.compile(r"\[?([0-9]+)[.)\]]\s+")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)")
_URL = re.compile(r"https?://[^\s\"<>]+")
_NOTE = r"(?<!\s)\s*+\[<notes>[^\]]{0,300}\]"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚ"
_APA_YEAR = re.compile(r"\(((?:19|20)\d{2})[a-z]?[^)]*\)\.\s*")
_DATED = (  # "Efsa (2017). Title.", "Berg A, Lind C (2004) Title."
    r"^([^\d(][^(]{1,300}?(?:\([A-ZÅÄÖ]{2,8}\))?)[.,]?\s*"
    r"\((?:((?:19|20)\d{2})[a-z]?(?:,[^)]*)?|<undated>)\)[.:,]?\s+(?=\S)"
)
_CORPORATE = re.compile(r"^([A-ZÅÄÖ][^.:?]{2,80})\.\s+(?=[A-ZÅÄÖ])")
_ISSUE = re.compile(r"((?:19|20)\d{2})(?:\s+[^\W\d_]+\.?(?:\s*\d{1,2})?)?\s*[;:]\s*")
_PUBLISHER = re.compile(r"(?<=[.?])\s+[^.;?]{3,60};\s*(?:19|20)\d{2}\.?\s*$")
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?![\d/-])")
_AFTER_JOURNAL = r"^(?:<follows>|pmid|doi|https?:)"


def parse(entries: Sequence[tuple[int, str]]) -> tuple[Reference, ...]:
    """References of (number, text) pairs, in order, with torn entries joined by `continued_by`."""
    return tuple(_join_torn([_entry(number, text) for number, text in entries]))


def _entry(number: int, text: str) -> Reference:
    text = re.sub(r"\s+", " ", text).strip()
    if (printed := _OWN_NUMBER.match(text)) and printed.group(1) == str(number):
        text = text[printed.end() :]
    doi = _DOI.search(text)
    url = next((u.rstrip(".,);") for u in _URL.findall(text)), None)
    plain = _find(_NOTE).sub("", _URL.sub("", _DOI.sub("", text)))
    plain = re.sub(r"\bdoi:?\s*\.?", "", plain, flags=re.IGNORECASE)
    if apa := _apa(plain):
        year: int | None = apa[1]
        authors = _apa_authors(apa[0])
        title, journal = _apa_title(apa[2])
    elif dated := _dated(plain):
        year = int(dated.group(2)) if dated.group(2) else None
        authors = _dated_authors(dated.group(1))
        title, journal = _apa_title(plain[dated.end() :])
    else:
        authors, rest = _authors(plain)
        title, journal, year = _title_journal_year(rest, bool(authors))
    return Reference(
        number, text, authors, year, title, journal,
        doi.group(1).rstrip(".,;)") if doi else None, url, kind_of(title or text, text),
    )  # fmt: skip


def _apa(text: str) -> tuple[str, int, str] | None:
    """The authors, year and rest of "Berg, A., & Lind, C. (2010). Title. …", or None.

    The year is what the first bracket holds, so that names are read only where there is one.
    """
    year = _APA_YEAR.match(text, bracket) if (bracket := text.find("(")) > 0 else None
    names = _apa_names().fullmatch(text, 0, bracket) if year else None
    return (names.group(1), int(year.group(1)), text[year.end() :]) if names and year else None


def _dated(text: str) -> re.Match[str] | None:
    """Names or an institution and a year in brackets, where no sentence ends among them."""
    found = _find(_DATED, flags=0).match(text)
    return found if found and not re.search(r"[.?!]\s", _plain_names(found.group(1))) else None


def _authors(text: str) -> tuple[tuple[str, ...], str]:
    if match := _vancouver().match(text):
        return _split_names(match.group(1)), text[match.end() :]
    if (match := _CORPORATE.match(text)) and not _ISSUE.match(text[match.end() :]):
        following = text[match.end() :]
        # "Institution. Title. Updated …" has an author; "Title. Journal. 2010;" has none.
        if not re.match(r"[^.?]{1,60}\.?\s*(?:19|20)\d{2}\s*;", following):
            return (match.group(1),), following
    return (), text


def _plain_names(text: str) -> str:
    """Author names without the full stops of 'm.fl.', 'et al.' and initials."""
    return _find(rf"\b(?:<others>|[{_UPPER}])\.", flags=0).sub("", text)


def _dated_authors(text: str) -> tuple[str, ...]:
    """People if the text before the year is a list of them, else one organisation."""
    people = _vancouver().match(f"{text.rstrip('. ')}. -")
    return _split_names(people.group(1)) if people else (text.strip(" .,"),)


def _split_names(text: str) -> tuple[str, ...]:
    names = re.split(r",\s*", _find(r",?\s<others>\.?$", flags=0).sub("", text))
    return tuple(name.strip() for name in names if name.strip())


def _apa_authors(text: str) -> tuple[str, ...]:
    return tuple(name.strip().rstrip(",") for name in re.findall(_apa_name(), text))


def _apa_title(rest: str) -> tuple[str, str | None]:
    title, _, source = rest.partition(". ")
    if not source and "? " in rest:
        title, _, source = rest.partition("? ")
        title += "?"
    journal = re.match(r"([^,\d]+),\s*\d", source)
    return title.strip(" ."), journal.group(1).strip() if journal else None


def _title_journal_year(rest: str, has_authors: bool) -> tuple[str, str | None, int | None]:
    issue = _ISSUE.search(rest)
    year = int(issue.group(1)) if issue else _any_year(rest)
    head = rest[: issue.start()] if issue else _PUBLISHER.sub("", rest)
    pieces = [p.strip() for p in _pieces().split(head.strip()) if p.strip(" .")]
    pieces = pieces[
        : next((i for i, p in enumerate(pieces) if _find(_AFTER_JOURNAL).match(p)), None)
    ]
    if issue and len(pieces) == 1 and not has_authors:
        return "", pieces[0].strip(" .") or None, year  # only the tail of another entry
    if not issue or len(pieces) < 2:
        return " ".join(pieces).strip(" .[]"), None, year
    return " ".join(pieces[:-1]).strip(" .[]"), pieces[-1].strip(" ."), year


def _any_year(text: str) -> int | None:
    found = _YEAR.findall(text)
    return int(found[0]) if found else None


@cache
def _particle() -> str:
    """A word within a name: 'van', 'de la'."""
    return f"(?:{'|'.join(particles())})"


@cache
def _vancouver() -> re.Pattern[str]:
    """Names as 'Berg A, Lind C, et al.'.

    A name is read in one way only, or a long list of them is read in as many as there are lists.
    """
    name = (
        rf"(?:(?:(?:[dl]['’]|al-|el-)?[{_UPPER}][\w'’.-]*|{_particle()})\s){{1,5}}?"
        rf"[{_UPPER}](?:-?[{_UPPER}]){{0,3}}(?:\s(?:I{{2,3}}|<behind_names>))?"
    )
    whole = rf"(?>{name}(?=[,.]|\s<others>))"
    shape = rf"^({whole}(?:,\s{whole})*+(?:,?\s<others>)?)\.\s*(?=\S)"
    return _find(shape, flags=0)


@cache
def _apa_name() -> str:
    return (
        rf"(?:{_particle()}\s|[dl]['’])*[{_UPPER}][\w'’ -]{{1,100}},\s"
        rf"(?:[{_UPPER}]\.[\s-]*){{1,4}}"
    )


@cache
def _apa_names() -> re.Pattern[str]:
    """Names as 'Berg, A., & Lind, C.'; the last of them may be an institution."""
    name = _apa_name()
    shape = (
        rf"({name}(?:,?\s(?:(?:&|…|\.\.\.|<joins>)\s)?{name})*"
        r"(?:,?\s&\s[^(]+?)?(?:,?\s?<others_at_an_end>)?)\s*"
    )
    return _find(shape, flags=0)


@cache
def _pieces() -> re.Pattern[str]:
    """The ends of sentences in an entry, but behind an abbreviation."""
    within = "".join(rf"(?<!{word}\.)" for word in expressions.entries("entries", "within"))
    return re.compile(rf"(?<=[.?!]){within}\s+", re.IGNORECASE)


def _join_torn(references: list[Reference]) -> list[Reference]:
    """Join an entry that ends after its title with one that is only a journal, year and pages."""
    tails = [r for r in references if not r.authors and not r.title and r.year]
    heads = [
        r
        for r in references
        if r.authors and r.title and not (r.year or r.journal or r.doi or r.url)
    ]
    pairs = {}
    if len(heads) == len(tails) == 1:
        pairs = {heads[0].number: tails[0]}
    else:
        by_number = {tail.number: tail for tail in tails}
        pairs = {h.number: by_number[h.number + 1] for h in heads if h.number + 1 in by_number}
    return [
        replace(r, year=t.year, journal=t.journal, doi=t.doi, url=t.url, continued_by=t.number)
        if (t := pairs.get(r.number))
        else r
        for r in references
    ]
