"""The numbered list → references; entries that the page tore in two are joined again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.article import Reference
from ingest.parsing import reference_source
from ingest.parsing.kinds import kind_of
from ingest.parsing.reference_names import (
    MORE,
    PARTICLE,
    UPPER,
    names_at_start,
    names_throughout,
)

_OWN_NUMBER = re.compile(r"\[?([0-9]+)[.)\]]\s+")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)")
_URL = re.compile(r"https?://[^\s\"<>]+")
_NOTE = re.compile(
    r"(?<!\s)\s*+\[(?:publicerad|published|korrig|correct|erratum|rättelse)[^\]]{0,300}\]",
    re.IGNORECASE,
)
_NAME = (
    rf"(?:(?:(?:[dl]['’]|al-|el-)?[{UPPER}][\w'’.-]*|{PARTICLE})\s){{1,5}}?"
    rf"[{UPPER}](?:-?[{UPPER}]){{0,3}}(?:\s(?:Jr|Sr|I{{2,3}}|2nd|3rd|2:a|3:e))?"
)
# A name is read in one way only, or a long list of them is read in as many as there are lists.
_WHOLE_NAME = rf"(?>{_NAME}(?=[,.]|\s{MORE}))"
_VANCOUVER = re.compile(rf"^({_WHOLE_NAME}(?:,\s{_WHOLE_NAME})*+(?:,?\s{MORE}\.?(?=:))?(?:,?\s{MORE})?)[.:]\s*(?=\S)")
_APA_NAME = (
    rf"(?:{PARTICLE}\s|[dl]['’])*[{UPPER}][\w'’ -]{{1,100}},\s(?:[{UPPER}]\.[\s-]*){{1,4}}"
)
_APA_NAMES = re.compile(  # the last of them may be an institution
    rf"({_APA_NAME}(?:,?\s(?:(?:&|och|and|…|\.\.\.)\s)?{_APA_NAME})*"
    r"(?:,?\s&\s[^(]+?)?(?:,?\s?(?:et al\.|m\.\s?fl\.))?)\s*"
)
_APA_YEAR = re.compile(r"\(((?:19|20)\d{2})[a-z]?[^)]*\)\.\s*")
_DATED = re.compile(  # "Efsa (2017). Title.", "Berg A, Lind C (2004) Title."
    r"^([^\d(][^(]{1,300}?(?:\([A-ZÅÄÖ]{2,8}\))?)[.,]?\s*"
    r"\((?:((?:19|20)\d{2})[a-z]?(?:,[^)]*)?|n\.\s?d\.|u\.\s?å\.)\)[.:,]?\s+(?=\S)"
)
_ISSUER = re.compile(r"^([A-ZÅÄÖ][^“\"„]{1,80}?),\s(?=[“\"„])")
_GROUP = re.compile(  # who signs a trial beside its authors
    r"[^.:]{0,80}\b(?:Investigators|(?:Study |Research |Writing )?Group|Committees?|Collaborat\w+|Consortium"
    r"|Team|Network|Trialists|Society|Initiative)\.?"
)
_INITIAL = re.compile(rf"[{UPPER}]\.")
_IN_BOOK = re.compile(r"In:?\s(?!vitro|vivo|situ)")
_FEW_WORDS = 3  # a title has more
_CORPORATE = re.compile(r"^([A-ZÅÄÖ][^.:?]{2,80})\.\s+(?=[A-ZÅÄÖ])")
_ISSUE = re.compile(r"((?:19|20)\d{2})(?:\s+[^\W\d_]+\.?(?:\s*\d{1,2})?)?\s*[;:]\s*")
_PUBLISHER = re.compile(r"(?<=[.?])\s+[^.;?]{3,60};\s*(?:19|20)\d{2}\.?\s*$")
_PIECES = re.compile(r"(?<=[.?!])(?<!vol\.)(?<!\bed\.)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?![\d/-])")
_AFTER_JOURNAL = re.compile(
    r"^(?:publicera\w*|published|epub|uppdatera\w*|updated|öppna\w*|accessed|hämtad|retrieved"
    r"|available|tillgänglig|pmid|doi|https?:)",
    re.IGNORECASE,
)


def parse(entries: Sequence[tuple[int, str]]) -> tuple[Reference, ...]:
    """References of (number, text) pairs, in order, with torn entries joined by `continued_by`."""
    return tuple(_join_torn([_entry(number, text) for number, text in entries]))


def _entry(number: int, text: str) -> Reference:
    text = re.sub(r"\s+", " ", text).strip()
    if (printed := _OWN_NUMBER.match(text)) and printed.group(1) == str(number):
        text = text[printed.end() :]
    doi = _DOI.search(text)
    url = next((u.rstrip(".,);") for u in _URL.findall(text)), None)
    plain = _NOTE.sub("", _URL.sub("", _DOI.sub("", text)))
    plain = re.sub(r"\bdoi:?\s*\.?", "", plain, flags=re.IGNORECASE)
    read = next(found for way in _WAYS if (found := way(plain)))
    return Reference(
        number, text, read.authors, read.year, read.title, read.journal,
        doi.group(1).rstrip(".,;)") if doi else None, url, kind_of(read.title or text, text),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """What one way of reading an entry finds in it."""

    authors: tuple[str, ...]
    title: str
    journal: str | None
    year: int | None


def _by_apa(text: str) -> _Read | None:
    """ "Berg, A., & Lind, C. (2010). Title. …"

    The year is what the first bracket holds, so that names are read only where there is one.
    """
    year = _APA_YEAR.match(text, bracket) if (bracket := text.find("(")) > 0 else None
    names = _APA_NAMES.fullmatch(text, 0, bracket) if year else None
    if not (names and year):
        return None
    title, journal = _dated_title(text[year.end() :])
    return _Read(_apa_authors(names.group(1)), title, journal, int(year.group(1)))


def _by_date(text: str) -> _Read | None:
    """ "Efsa (2017). Title.", "Berg A, Lind C (2004) Title." """
    dated = _DATED.match(text)
    if not dated or re.search(r"[.?!]\s", _plain_names(dated.group(1))):
        return None
    authors = _dated_authors(dated.group(1))
    if not authors:
        return None
    title, journal = _dated_title(text[dated.end() :])
    return _Read(authors, title, journal, int(dated.group(2)) if dated.group(2) else None)


def _by_vancouver(text: str) -> _Read | None:
    """ "Berg A, Lind C. Title. Journal. 2010;5:1-9." """
    names = _VANCOUVER.match(text)
    if names is None or _INITIAL.match(text):
        return None
    rest = _without_group(text[names.end() :]) if names.group(1).endswith("al") else text[names.end() :]
    if reference_source.quoted(rest) or (not _ISSUE.search(rest) and _is_told(rest)):
        found = reference_source.read(rest, commas=False)
        return _Read(_split_names(names.group(1)), found.title, found.journal, found.year)
    return _Read(_split_names(names.group(1)), *_title_journal_year(rest, has_authors=True))


def _by_names(text: str) -> _Read | None:
    """Names in any other form, initials first or last, and what follows them."""
    found = names_at_start(text)
    if found is None:
        return None
    names, rest = found.names, text[found.end :]
    journal = rest.startswith(".") and reference_source.begins_with_journal(text[found.last :])
    if len(names) > 1 and journal:  # "J. Phys. Chem. 2012, 5" begins as a name does
        names, rest = names[:-1], f", {text[found.last :]}"
    elif not (text[found.end - 1] == "." or re.match(r"\s*[.,:;(“\"]", rest)):
        return None
    commas = found.initials_first and not rest.startswith(".")
    source = reference_source.read(rest, commas=commas)
    return _Read(names, source.title, source.journal, source.year)


def _by_title(text: str) -> _Read | None:
    """ "The title. AB Berg, C Lind. Journal, 5, 1-9, 2010" """
    title, rest = reference_source.first_sentence(text)
    names, behind = reference_source.first_sentence(rest)
    authors = names_throughout(names) if behind and len(title.split()) > _FEW_WORDS else ()
    journal = reference_source.journal_of(behind)
    if not authors or not (journal or len(authors) > 1):
        return None
    year = reference_source.year_of(behind)
    return _Read(authors, title.strip(" ."), journal, year)


def _by_institution(text: str) -> _Read:
    """An institution, or none: "Institution. Title. Updated …", "Institution, “Title,” …"."""
    if (match := _ISSUER.match(text)) and not names_throughout(match.group(1)):
        source = reference_source.read(text[match.end() :], commas=True)
        return _Read((match.group(1),), source.title, source.journal, source.year)
    authors, rest = _institution(text)
    return _Read(authors, *_title_journal_year(rest, has_authors=bool(authors)))


_WAYS = (_by_apa, _by_date, _by_vancouver, _by_names, _by_title, _by_institution)


def _institution(text: str) -> tuple[tuple[str, ...], str]:
    if (match := _CORPORATE.match(text)) and not _ISSUE.match(text[match.end() :]):
        following = text[match.end() :]
        # "Institution. Title. Updated …" has an author; "Title. Journal. 2010;" has none.
        if not re.match(r"[^.?]{1,60}\.?\s*(?:19|20)\d{2}\s*;", following):
            return (match.group(1),), following
    return (), text


def _without_group(rest: str) -> str:
    """A title behind "et al." without the group that stands before it."""
    group, behind = reference_source.first_sentence(rest)
    return behind if _GROUP.fullmatch(group) and len(behind.split()) > _FEW_WORDS else rest


def _is_told(rest: str) -> bool:
    """Whether a journal with a volume stands behind the first sentence, or a publisher with a year."""
    behind = reference_source.first_sentence(rest)[1]
    return reference_source.begins_with_journal(behind) or reference_source.is_press(behind)


def _plain_names(text: str) -> str:
    """Author names without the full stops of 'm.fl.', 'et al.' and initials."""
    return re.sub(rf"\b(?:{MORE}|[{UPPER}])\.", "", text)


def _dated_authors(text: str) -> tuple[str, ...]:
    """People if the text before the year is a list of them, else one organisation; none of others."""
    people = _VANCOUVER.match(f"{text.rstrip('. ')}. -")
    if people:
        return _split_names(people.group(1))
    names = names_at_start(text)
    if names is None:
        return (text.strip(" .,"),)
    return names.names if not text[names.end :].strip(" .,") else ()


def _split_names(text: str) -> tuple[str, ...]:
    names = re.split(r",\s*", re.sub(rf",?\s{MORE}\.?$", "", text))
    return tuple(name.strip() for name in names if name.strip())


def _apa_authors(text: str) -> tuple[str, ...]:
    return tuple(name.strip().rstrip(",") for name in re.findall(_APA_NAME, text))


def _dated_title(rest: str) -> tuple[str, str | None]:
    """Title and journal where the year stands before them."""
    if reference_source.quoted(rest):
        source = reference_source.read(rest, commas=False)
        return source.title, source.journal
    title, behind = reference_source.first_sentence(rest)
    journal = re.match(r"([^,\d]+),\s*\d", behind)
    name = journal.group(1).strip() if journal else reference_source.journal_of(behind)
    return title.strip(" ."), name


def _title_journal_year(rest: str, *, has_authors: bool) -> tuple[str, str | None, int | None]:
    issue = _ISSUE.search(rest)
    year = int(issue.group(1)) if issue else _any_year(rest)
    head = rest[: issue.start()] if issue else _PUBLISHER.sub("", rest)
    pieces = [p.strip() for p in _PIECES.split(head.strip()) if p.strip(" .")]
    pieces = pieces[: next((i for i, p in enumerate(pieces) if _AFTER_JOURNAL.match(p)), None)]
    if issue and len(pieces) == 1 and not has_authors:
        return "", pieces[0].strip(" .") or None, year  # only the tail of another entry
    book = next((i for i, piece in enumerate(pieces) if i and _IN_BOOK.match(piece)), None)
    if book is not None:
        return " ".join(pieces[:book]).strip(" .[]"), None, year
    if not issue or len(pieces) < 2:
        return " ".join(pieces).strip(" .[]"), None, year
    return " ".join(pieces[:-1]).strip(" .[]"), pieces[-1].strip(" ."), year


def _any_year(text: str) -> int | None:
    found = _YEAR.findall(text)
    return int(found[0]) if found else None


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
