"""The text of a reference → its authors, title, journal and year, by the style that it is written in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.bibliography import source
from ingest.bibliography.names import MORE, PARTICLE, UPPER, names_at_start, names_throughout
from languages.expressions import joined, words

_NAME = (
    rf"(?:(?:(?:[dl]['’]|al-|el-)?[{UPPER}][\w'’.-]*|{PARTICLE})\s){{1,5}}?"
    rf"[{UPPER}](?:-?[{UPPER}]){{0,3}}(?:\s(?:I{{2,3}}|{joined('entries', 'behind_names')}))?"
)
# A name is read in one way only, or a long list of them is read in as many as there are lists.
_WHOLE_NAME = rf"(?>{_NAME}(?=[,.:]|\s{MORE}))"
_VANCOUVER = re.compile(
    rf"^({_WHOLE_NAME}(?:,\s{_WHOLE_NAME})*+(?:,?\s{MORE}\.?(?=:))?(?:,?\s{MORE})?)"
    rf"[.:]+(?![,;]|\s(?:&|{joined('entries', 'joins')})\s|\s?[{UPPER}]\.(?!\s[a-z]))\s*(?=\S)"
)
_APA_NAME = rf"(?:{PARTICLE}\s|[dl]['’])*[{UPPER}][\w'’ -]{{1,100}},\s(?:[{UPPER}]\.[\s-]*){{1,4}}"
_APA_NAMES = re.compile(  # the last of them may be an institution
    rf"({_APA_NAME}(?:,?\s(?:(?:&|{joined('entries', 'joins')}|…|\.\.\.)\s)?{_APA_NAME})*"
    rf"(?:,?\s&\s[^(]+?)?(?:,?\s?{joined('entries', 'others_at_an_end')})?)\s*"
)
_APA_YEAR = re.compile(r"\(((?:19|20)\d{2})[a-z]?[^)]*\)\.\s*")
_DATED = re.compile(  # "Efsa (2017). Title.", "Berg A, Lind C (2004) Title."
    r"^([^\d(][^(]{1,300}?(?:\([A-ZÅÄÖ]{2,8}\))?)[.,]?\s*"
    rf"\((?:((?:19|20)\d{{2}})[a-z]?(?:,[^)]*)?|{joined('entries', 'undated')})\)[.:,]?\s+(?=\S)"
)
_ISSUER = re.compile(r"^([A-ZÅÄÖ][^“\"„]{1,80}?)[,.]\s(?=[“\"„])")
_GROUP = re.compile(  # who signs a trial beside its authors
    rf"\W*(?:(?:for|on behalf of)\s)?(?:the\s)?(?:[{UPPER}][\w'’/-]*\s(?:(?:and|of|for|on)\s)?){{1,8}}"
    r"(?:Investigators|Group|Committees?|Collaborat\w+|Consortium|Team|Network|Trialists|Society)"
    r"(?:\s(?:for|of|on)(?:\s\w+){1,4})?(?:\s\([A-Z-]+\))?\W*"
)
_INITIAL = re.compile(rf"[{UPPER}]\.")
_FEW_WORDS = 3  # a title has more
_SENTENCES = 3  # that a title before its authors may have
_CORPORATE = re.compile(r"^([A-ZÅÄÖ][^.:?]{2,80})\.\s+(?=[A-ZÅÄÖ])")
_ISSUE = re.compile(
    r"((?:19|20)\d{2})(?:\s*[;:]|\s+[^\W\d_]+\.?(?:\s*\d{1,2})?\s*(?:;|:(?=\d)))\s*"
)
_PUBLISHER = re.compile(r"(?<=[.?])\s+[^.;?]{3,60};\s*(?:19|20)\d{2}\.?\s*$")
_WITHIN = "".join(rf"(?<!\b{word}\.)" for word in sorted(words("entries", "within")))
_PIECES = re.compile(rf"(?<=[.?!]){_WITHIN}\s+", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"(?:19|20)\d{2}\.?")
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?![\d/-])")
_AFTER_JOURNAL = re.compile(rf"^(?:{joined('entries', 'follows')}|pmid|doi|https?:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """What a style finds in an entry; each part may be missing."""

    authors: tuple[str, ...]
    title: str
    journal: str | None
    year: int | None


def read(text: str) -> Read:
    """The authors, title, journal and year of an entry, by the first style that it fits."""
    ways = (_by_apa, _by_date, _by_vancouver, _by_names, _by_title)
    return next((found for way in ways if (found := way(text))), None) or _by_institution(text)


def _by_apa(text: str) -> Read | None:
    """Read "Berg, A., & Lind, C. (2010). Title. …", or nothing.

    The year is what the first bracket holds, so that names are read only where there is one.
    """
    year = _APA_YEAR.match(text, bracket) if (bracket := text.find("(")) > 0 else None
    names = _APA_NAMES.fullmatch(text, 0, bracket) if year else None
    if not (names and year and text[year.end() :].strip()):
        return None
    title, journal = _dated_title(text[year.end() :])
    return Read(_apa_authors(names.group(1)), title, journal, int(year.group(1)))


def _by_date(text: str) -> Read | None:
    """Read "Efsa (2017). Title" and "Berg A, Lind C (2004) Title", or nothing."""
    dated = _DATED.match(text)
    if not dated or re.search(r"[.?!]\s", _plain_names(dated.group(1))):
        return None
    authors = _dated_authors(text[: dated.start(2) - 1] if dated.group(2) else dated.group(1))
    if not authors:
        return None
    title, journal = _dated_title(text[dated.end() :])
    return Read(authors, title, journal, int(dated.group(2)) if dated.group(2) else None)


def _by_vancouver(text: str) -> Read | None:
    """Read "Berg A, Lind C. Title. Journal. 2010;5:1-9", or nothing."""
    names = _VANCOUVER.match(text)
    if names is None or _INITIAL.match(text):
        return None
    rest = _without_group(text[names.end() :])
    if source.is_apart(rest) or (not _ISSUE.search(rest) and _is_told(rest)):
        found = source.read(rest, commas=False)
        return Read(_split_names(names.group(1)), found.title, found.journal, found.year)
    return Read(_split_names(names.group(1)), *_title_journal_year(rest, has_authors=True))


def _by_names(text: str) -> Read | None:
    """Read names in any other form, initials first or last, and what follows them; or nothing."""
    found = names_at_start(text)
    if found is None:
        return None
    names, rest = found.names, text[found.end :]
    journal = rest.startswith(".") and source.begins_with_journal(text[found.last :])
    if len(names) > 1 and journal:  # "J. Phys. Chem. 2012, 5" begins as a name does
        names, rest = names[:-1], f", {text[found.last :]}"
    if not (
        journal or text[found.end - 1] == "." or re.match(r"\s*[.,:;(“\"]|\s(?:19|20)\d\d", rest)
    ):
        return None
    if rest.startswith((",", ";")):
        rest = _without_group(rest)
    commas = found.initials_first and not rest.startswith(".")
    told = source.read(rest, commas=commas)
    return Read(names, told.title, told.journal, told.year)


def _by_title(text: str) -> Read | None:
    """Read "The title. AB Berg, C Lind. Journal, 5, 1-9, 2010", or nothing."""
    _, rest = source.first_sentence(text)
    for _ in range(_SENTENCES):
        title = text[: len(text) - len(rest)].strip()
        authors, behind = _names_inside(rest)
        journal = source.journal_of(behind)
        sure = len(authors) > 1 or (authors and journal and len(title.split()) > _FEW_WORDS)
        if sure and len(title.split()) >= _FEW_WORDS:
            return Read(authors, title.strip(" ."), journal, source.year_of(behind))
        _, rest = source.first_sentence(rest)
    return None


def _names_inside(rest: str) -> tuple[tuple[str, ...], str]:
    """The names that a part of an entry begins with, up to a full stop, and what follows."""
    if listed := _VANCOUVER.match(rest):
        return _split_names(listed.group(1)), rest[listed.end() :]
    names, behind = source.first_sentence(rest)
    return (names_throughout(names), behind) if behind else ((), "")


def _by_institution(text: str) -> Read:
    """Read "Institution. Title. Updated …" and "Institution, “Title,” …", or a title without authors."""
    if (match := _ISSUER.match(text)) and not names_throughout(match.group(1)):
        told = source.read(text[match.end() :], commas=True)
        return Read((match.group(1),), told.title, told.journal, told.year)
    authors, rest = _institution(text)
    return Read(authors, *_title_journal_year(rest, has_authors=bool(authors)))


def _institution(text: str) -> tuple[tuple[str, ...], str]:
    if (match := _CORPORATE.match(text)) and not _ISSUE.match(text[match.end() :]):
        following = text[match.end() :]
        # "Institution. Title. Updated …" has an author; "Title. Journal. 2010;" has none.
        if not re.match(r"[^.?]{1,60}\.?\s*(?:19|20)\d{2}\s*;", following):
            return (match.group(1),), following
    return (), text


def _without_group(rest: str) -> str:
    """What follows the names, without the group that signs beside them: "… et al. RE-LY Investigators."."""
    group, behind = source.first_sentence(rest)
    title = len(behind.split()) > _FEW_WORDS and not source.begins_with_journal(behind)
    return behind if title and _GROUP.fullmatch(group) else rest


def _is_told(rest: str) -> bool:
    """Whether a journal with a volume stands behind the title, or a publisher with a year."""
    behind = source.first_sentence(rest)[1]
    return source.has_journal(rest) or source.is_press(behind)


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
    if source.is_apart(rest):
        told = source.read(rest, commas=False)
        return told.title, told.journal
    title, behind = source.parted(rest)
    journal = re.match(r"([^,\d]+),\s*\d", behind)
    name = journal.group(1).strip() if journal else source.journal_of(behind)
    return title.strip(" ."), name


def _title_journal_year(rest: str, *, has_authors: bool) -> tuple[str, str | None, int | None]:
    issue = _ISSUE.search(rest)
    year = int(issue.group(1)) if issue else _any_year(rest)
    head = rest[: issue.start()] if issue else _PUBLISHER.sub("", rest)
    pieces = [p.strip() for p in _PIECES.split(head.strip()) if p.strip(" .")]
    pieces = pieces[: next((i for i, p in enumerate(pieces) if _AFTER_JOURNAL.match(p)), None)]
    if issue and len(pieces) == 1 and not has_authors:
        return "", pieces[0].strip(" .") or None, year  # only the tail of another entry
    book = next((i for i, piece in enumerate(pieces) if i and source.is_book(piece)), None)
    if book is not None:
        return " ".join(pieces[:book]).strip(" .[]"), None, year
    if not issue and (told := _dated_behind(pieces)):
        return *told, year
    if not issue or len(pieces) < 2:
        return " ".join(pieces).strip(" .[]"), None, year
    return " ".join(pieces[:-1]).strip(" .[]"), pieces[-1].strip(" .,"), year


def _dated_behind(pieces: Sequence[str]) -> tuple[str, str | None] | None:
    """Title and journal of "Title. J Test. 2010." and "Title. 2010. www.example.org.", or None."""
    dated = next((i for i, piece in enumerate(pieces) if i and _ONLY_YEAR.fullmatch(piece)), None)
    if dated is None:
        return None
    if dated > 1 and source.is_journal(pieces[dated - 1]):
        return " ".join(pieces[: dated - 1]).strip(" .[]"), pieces[dated - 1].strip(" .")
    if dated + 1 < len(pieces):
        return " ".join(pieces[:dated]).strip(" .[]"), None
    return None


def _any_year(text: str) -> int | None:
    found = _YEAR.findall(text)
    return int(found[0]) if found else None
