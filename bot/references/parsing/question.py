"""A message → what it asks of the reference list, before any list is looked at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.references.parsing import words
from bot.references.parsing.numbers import lone, numbers, unglued
from bot.references.parsing.years import years
from ingest.article import StudyKind
from languages.cues import alternatives, of_all
from languages.folding import fold

WORD = re.compile(r"[^\W_]+")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?]+")
_CODE = re.compile(r"(?<![\w.])(?=\S*\d{4})[\w(][\w./():-]{4,}[\w)]")
_BEFORE = "fore"


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """What a message asks for.

    `raw` holds its words as written and `folded` the same words folded; `codes` are words with
    so many digits that they may be a DOI's end or a PMID; `numbers` are entry
    numbers (below zero: from the end) and `sure` says that they can be nothing else; `lone` are
    numbers that no word points at. `reference` and `study` tell whether such a word stands in it,
    `bare` that the only one is a lone singular. `kinds` of study have `marks` (a key of
    `words.MARKS`) and entries `forms` (of `words.forms()`). `years` are inclusive ranges, `flags`
    the list words found (of `words.FLAGS`), and `rest` the folded words that no rule
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


def parse(question: str) -> ListQuestion:
    """Understand a message; one that asks nothing of a list comes out without marks."""
    doi = _DOI.search(question)
    if doi:
        question = question.replace(doi.group(), " ")
    codes = tuple(match.group() for match in _CODE.finditer(question))
    question = _sections().sub(r"\1 \2", unglued(question))
    raw = tuple(WORD.findall(question))
    folded = tuple(map(_folded, raw))
    given = numbers(question, folded)
    spans, left = years(given.left, question)
    alone = () if given.values else lone(left).values
    found = re.findall(rf"\b{words.any_reference()}\b", left)
    other = bool(words.other_sense().search(left)) or _is_cold(question, found)
    listed = bool(_search(words.listed(), left))
    left = _blank(words.listed(), left)
    marks = _named_in({name: words.mark(name) for name in words.MARKS}, left)
    kinds, left = kinds_in(left)
    forms, left = _named_in(words.forms(), left), _blank("|".join(words.forms().values()), left)
    study = bool(_search(words.of("study"), left))
    return ListQuestion(
        raw, folded, doi.group().rstrip(".,;)") if doi else None, codes, given.values, given.sure, alone,
        (bool(found) or (listed and _is_pointed(left, given.values))) and not other, study and not other,
        bool(found) and all(re.fullmatch(words.of("one"), word) for word in found), kinds, marks, forms,
        spans, _flags(left), _rest(left),
    )  # fmt: skip


def _is_pointed(left: str, values: Sequence[int]) -> bool:
    """Whether 'in the list' is that of references: with a number, or with what its entries are about.

    'Was anxiety in that list?' goes on about one that was just told.
    """
    return bool(values) or bool(_search(words.of("about"), left))


def _folded(word: str) -> str:
    """A word without its marks, but 'før', which would be 'for', and mended."""
    return _mended(_BEFORE if word.lower() in _marked() else fold(word))


@cache
def _marked() -> frozenset[str]:
    return frozenset(of_all("list_before_marked"))


@cache
def _sections() -> re.Pattern[str]:
    """A heading in one word with its section: 'depressionsavsnittet'."""
    section = alternatives(of_all("list_section_joined"))
    return re.compile(rf"(\w{{4,}}?)-?({section})\b", re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def has(words_pattern: str, folded: Sequence[str]) -> bool:
    """Whether words stand among a message's folded words."""
    return bool(_search(words_pattern, " ".join(folded)))


def _search(words_pattern: str, line: str) -> re.Match[str] | None:
    return _compiled(rf"\b(?:{words_pattern})\b").search(line)


def _blank(words_pattern: str, line: str) -> str:
    return _compiled(rf"\b(?:{words_pattern})\b").sub(" ", line)


def _mended(word: str) -> str:
    """A misspelt 'referens' in any of its forms, mended; other words as they are."""
    if (
        not word.startswith(("re", "rf"))
        or len(word) < 7
        or re.fullmatch(words.of("reference"), word)
    ):
        return word
    if "f" not in word:
        return word
    spelt = of_all("list_spelt")
    return next((form for form in spelt if near(word, form)), word)


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
    cold, asked = of_all("list_cold"), question.lower()
    if not set(found) <= set(cold) or not any(word in asked for word in found):
        return False
    before = alternatives(of_all("list_before_cold"))
    return not re.search(rf"\b(?:{before}) (?:{alternatives(cold)})\b", asked)


def kinds_in(line: str) -> tuple[tuple[StudyKind, ...], str]:
    """The kinds of study named in a folded line, and the line without them."""
    found: list[StudyKind] = []
    for kind, pattern in words.kinds():
        if _search(pattern, line):
            found.append(kind)
            line = _blank(pattern, line)
    return tuple(found), line


def _named_in(patterns: Mapping[str, str], line: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in patterns.items() if _search(pattern, line))


def _flags(line: str) -> frozenset[str]:
    found = {name for name in words.FLAGS if _search(words.flag(name), line)}
    entry = words.of("reference", "source", "study")
    if _search(rf"{entry} {words.of('on_topic')}", line):  # 'on' alone is Finnish for 'is'
        found.add("about")
    return frozenset(found)


def _rest(line: str) -> tuple[str, ...]:
    """The words that are no list words; a letter counts after a word ('vitamin D')."""
    for pattern in (words.any_reference(), words.of("study"), *map(words.flag, words.FLAGS)):
        line = _blank(pattern, line)
    kept: list[str] = []
    previous, stop = "", words.set_of("stop_words")
    for word in line.split():
        is_letter = len(word) == 1 and word.isalpha()
        told = previous in words.set_of("lettered") if is_letter else word not in stop
        if told:
            kept.append(word)
        previous = word
    return tuple(kept)
