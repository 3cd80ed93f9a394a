"""A message → what it asks of the reference list, before any list is looked at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.references import words
from bot.references.numbers import lone, numbers, unglued
from bot.references.years import years
from ingest.article import StudyKind
from languages.folding import fold

WORD = re.compile(r"[^\W_]+")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?]+")
_CODE = re.compile(r"(?<![\w.])(?=\S*\d{4})[\w(][\w./():-]{4,}[\w)]")
_SECTIONS = re.compile(  # 'depressionsavsnittet'
    r"(\w{4,}?)-?(avsnitt\w*|kapit(?:el|let)|afsnit\w*|abschnitt\w*|kapitlet)\b", re.IGNORECASE
)
_ANY = rf"(?:{words.REFERENCE}|{words.SOURCE})"
_DOTTED = {"før": "fore"}  # without its stroke it would be 'for'
_CANONICAL_ROWS = """
    referens referenser referensen referenserna reference references referanse referanser referansen
    referencer referenz referenzen
"""
_CANONICAL = _CANONICAL_ROWS.split()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks for.

    `raw` holds its words as written and `folded` the same words folded; `codes` are words with
    so many digits that they may be a DOI's end or a PMID; `numbers` are entry
    numbers (below zero: from the end) and `sure` says that they can be nothing else; `lone` are
    numbers that no word points at. `reference` and `study` tell whether such a word stands in it,
    `bare` that the only one is a lone singular. `kinds` of study have `marks` (a key of
    `words.MARKS`) and entries `forms` (of `words.FORMS`). `years` are inclusive ranges, `flags`
    the list words found (the keys of `words.FLAGS`), and `rest` the folded words that no rule
    explains.
    """

    raw: tuple[str, ...]
    folded: tuple[str, ...]
    doi: str | None
    codes: tuple[str, ...]
    numbers: tuple[int, ...]
    sure: bool
    lone: tuple[int, ...]
    reference: bool
    study: bool
    bare: bool
    kinds: tuple[StudyKind, ...]
    marks: tuple[str, ...]
    forms: tuple[str, ...]
    years: tuple[tuple[int, int], ...]
    flags: frozenset[str]
    rest: tuple[str, ...]


def parse(question: str) -> Asked:
    """Understand a message; one that asks nothing of a list comes out without marks."""
    doi = _DOI.search(question)
    if doi:
        question = question.replace(doi.group(), " ")
    codes = tuple(match.group() for match in _CODE.finditer(question))
    question = _SECTIONS.sub(r"\1 \2", unglued(question))
    raw = tuple(WORD.findall(question))
    folded = tuple(_mended(_DOTTED.get(word.lower()) or fold(word)) for word in raw)
    given = numbers(question, folded)
    spans, left = years(given.left, question)
    alone = () if given.values else lone(left).values
    found = re.findall(rf"\b{_ANY}\b", left)
    other = bool(_compiled(words.OTHER_SENSE).search(left)) or _is_cold(question, found)
    listed = bool(_search(words.LISTED, left))
    left = _blank(words.LISTED, left)
    marks = _named_in(words.MARKS, left)
    kinds, left = kinds_in(left)
    forms, left = _named_in(words.FORMS, left), _blank("|".join(words.FORMS.values()), left)
    study = bool(_search(words.STUDY, left))
    return Asked(
        raw, folded, doi.group().rstrip(".,;)") if doi else None, codes, given.values, given.sure, alone,
        (bool(found) or listed) and not other, study and not other,
        bool(found) and all(re.fullmatch(words.ONE, word) for word in found), kinds, marks, forms,
        spans, _flags(left), _rest(left),
    )  # fmt: skip


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def has(words_pattern: str, folded: Sequence[str]) -> bool:
    """Whether words stand among a message's folded words."""
    return bool(_search(words_pattern, " ".join(folded)))


def _search(words_pattern: str, line: str) -> re.Match[str] | None:
    return _compiled(rf"\b{words_pattern}\b").search(line)


def _blank(words_pattern: str, line: str) -> str:
    return _compiled(rf"\b(?:{words_pattern})\b").sub(" ", line)


def _mended(word: str) -> str:
    """A misspelt 'referens' in any of its forms, mended; other words as they are."""
    if not word.startswith(("re", "rf")) or len(word) < 7 or re.fullmatch(words.REFERENCE, word):
        return word
    if "f" not in word:
        return word
    return next((form for form in _CANONICAL if near(word, form)), word)


def near(word: str, form: str) -> bool:
    """Whether one letter more, less, other or swapped makes one word of the other."""
    if abs(len(word) - len(form)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = word[start:], form[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])


def _is_cold(question: str, found: list[str]) -> bool:
    """'kalla' without its dots is a source after 'vilken' and the like; else it means cold."""
    if set(found) != {"kalla"} or "kalla" not in question.lower():
        return False
    return not re.search(r"\b(?:vilken|någon|nagon|ngn|samma|denna) kalla\b", question.lower())


def kinds_in(line: str) -> tuple[tuple[StudyKind, ...], str]:
    """The kinds of study named in a folded line, and the line without them."""
    found: list[StudyKind] = []
    for kind, pattern in words.KINDS:
        if _search(pattern, line):
            found.append(kind)
            line = _blank(pattern, line)
    return tuple(found), line


def _named_in(patterns: Mapping[str, str], line: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in patterns.items() if _search(pattern, line))


def _flags(line: str) -> frozenset[str]:
    found = {name for name, pattern in words.FLAGS.items() if _search(pattern, line)}
    if _search(rf"(?:{_ANY}|{words.STUDY}) (?:on|pa)", line):  # 'on' alone is Finnish for 'is'
        found.add("about")
    return frozenset(found)


def _rest(line: str) -> tuple[str, ...]:
    """The words that are no list words; a letter counts after a word ('vitamin D')."""
    for pattern in (_ANY, words.STUDY, *words.FLAGS.values()):
        line = _blank(pattern, line)
    kept: list[str] = []
    previous = ""
    for word in line.split():
        is_letter = len(word) == 1 and word.isalpha()
        if (is_letter and previous == "vitamin") or (not is_letter and word not in words.STOP):
            kept.append(word)
        previous = word
    return tuple(kept)
