"""A message → what it asks of the reference list, before any list is looked at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot import lookup_words as words
from bot.lookup_years import years
from ingest.article import StudyKind
from vectorstore.ngrams import fold

WORD = re.compile(r"[^\W_]+")
LAST = -1  # stands for the last entry, whatever its number
_GLUED = re.compile(
    r"\b(refs?|referens\w*|källa|kalla|source|quelle|kilde|viite|nr)(\d+)\b", re.IGNORECASE
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?]+")
_BRACKETED = re.compile(
    r"\[\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]|#\s?(\d{1,4})\b|^\((\d{1,3})\)$"
)
_RANGE = re.compile(r"(\d{1,3})\s?(?:-|–|till|to|til|bis)\s?(\d{1,3})\b")
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

    `raw` holds its words as written and `folded` the same words folded; `numbers` are entry
    numbers (`LAST`: the last entry) and `sure` says that they can be nothing else. `reference`
    and `study` tell whether such a word stands in it, `bare` that the only one is a lone singular.
    `years` are inclusive ranges, `flags` the list words found (the keys of `words.FLAGS`), and
    `rest` the folded words that no rule explains.
    """

    raw: tuple[str, ...]
    folded: tuple[str, ...]
    doi: str | None
    numbers: tuple[int, ...]
    sure: bool
    reference: bool
    study: bool
    bare: bool
    kinds: tuple[StudyKind, ...]
    years: tuple[tuple[int, int], ...]
    flags: frozenset[str]
    rest: tuple[str, ...]


def parse(question: str) -> Asked:
    """Understand a message; one that asks nothing of a list comes out without marks."""
    doi = _DOI.search(question)
    if doi:
        question = question.replace(doi.group(), " ")
    question = _GLUED.sub(r"\1 \2", question)
    raw = tuple(WORD.findall(question))
    folded = tuple(_mended(_DOTTED.get(word.lower()) or fold(word)) for word in raw)
    line = " ".join(folded)
    numbers, sure, left = _numbers(question, line)
    spans, left = years(left, question)
    found = re.findall(rf"\b{_ANY}\b", left)
    other = bool(_compiled(words.OTHER_SENSE).search(left)) or _is_cold(question, found)
    kinds, left = kinds_in(left)
    study = bool(_search(words.STUDY, left))
    return Asked(
        raw, folded, doi.group().rstrip(".,;)") if doi else None, numbers, sure,
        bool(found) and not other, study and not other,
        bool(found) and all(re.fullmatch(words.ONE, word) for word in found), kinds, spans,
        _flags(left), _rest(left),
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
    return _compiled(rf"\b{words_pattern}\b").sub(" ", line)


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


def _numbers(question: str, line: str) -> tuple[tuple[int, ...], bool, str]:
    """The entry numbers, whether they are sure, and the line without them."""
    more = rf"((?: {words.AND})?(?: \d{{1,3}}\b))*"
    cardinals = "|".join(words.CARDINALS)
    for pattern, sure in (
        (rf"\b(?:{_ANY}|{words.NOTE})(?: {words.NUMBER})? \d{{1,4}}\b{more}", True),
        (rf"\b(?:{words.ONE}|{words.NOTE})(?: {words.NUMBER})? (?:{cardinals})\b", True),
        (rf"\b{words.STUDY}(?: {words.NUMBER})? \d{{1,3}}$", False),
        (rf"\b{words.NUMBER} \d{{1,3}}\b{more}", False),
        (rf"\b(?:{words.FLAGS['written']}|{words.FLAGS['cited']}) \d{{1,3}}$", False),
    ):
        match = _compiled(pattern).search(line)
        if match and (found := _listed(question, match.group())):
            return found, sure, line.replace(match.group(), " ")
    if match := _BRACKETED.search(question.strip(" ?.!")):
        return _listed(match.group(), " ".join(WORD.findall(match.group()))), True, line
    return _ordinal(question, line)


def _listed(question: str, span: str) -> tuple[int, ...]:
    """The numbers in a matched span, ranges filled in; years are not entry numbers."""
    found = [int(number) for number in re.findall(r"\b\d+\b", span)]
    found = [number for number in found if not 1900 <= number < 2100]
    if not found and (word := span.split()[-1]) in words.CARDINALS:
        found = [words.CARDINALS[word]]
    if len(found) == 2 and (match := _RANGE.search(question)):
        first, last = int(match.group(1)), int(match.group(2))
        if [first, last] == found and first < last:
            found = list(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def _ordinal(question: str, line: str) -> tuple[tuple[int, ...], bool, str]:
    pattern = rf"\b(\d{{1,3}})(?::[aens]+|st|nd|rd|th|\.)\s({words.ONE})\b"
    if match := _compiled(pattern).search(fold(question)):
        ordinal = rf"\b{match.group(1)}\w* (?:\w )?{match.group(2)}"
        return (int(match.group(1)),), True, re.sub(ordinal, " ", line)
    match = _compiled(rf"\b({'|'.join(words.ORDINALS)}) {words.ONE}\b").search(line)
    if match:
        number = words.ORDINALS[match.group(1)] or LAST
        return (number,), True, line.replace(match.group(), " ")
    return (), False, line


def kinds_in(line: str) -> tuple[tuple[StudyKind, ...], str]:
    """The kinds of study named in a folded line, and the line without them."""
    found: list[StudyKind] = []
    for kind, pattern in words.KINDS:
        if _search(pattern, line):
            found.append(kind)
            line = _blank(pattern, line)
    return tuple(found), line


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
