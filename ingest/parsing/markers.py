"""Printed citation markers: [3], (4, 5), [7–9] and superscripts, told apart from other numbers."""

import re
from dataclasses import dataclass

from ingest.text.sentences import MARK_CLOSE, MARK_OPEN

_NUMBERS = r"\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*"
_BRACKET = re.compile(rf"\s?\[({_NUMBERS})\]")
_PARENTHESIS = re.compile(rf"\s?\(({_NUMBERS})\)")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_SUPERSCRIPT = re.compile(
    r"(?<![⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹](?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|[⁻˒,–-](?=[⁰¹²³⁴⁵⁶⁷⁸⁹]))*(?![⁺⁻])"
)
_FRAMED = re.compile(f"\\s?{MARK_OPEN}([^{MARK_OPEN}{MARK_CLOSE}]*+){MARK_CLOSE}")
_TEN = re.compile(r"(?<![\w.,])10$")  # the one base that prose raises to a power
# What is squared or cubed, and the gases and water that hasty hands write with a raised digit.
_UNIT = re.compile(r"(?<![^\W_])(?:[kcdmµn]?m|CO|[HON])$|(?:\d\s?|/\s?)(?:[kcdmµn]?m|s|ft|in)$")
_UNIT_ROOM = 12  # characters: more than the longest of them needs
_BEFORE_STOP = re.compile(r"(?<!\s)\s++([.,;:!?])")
_TO_SUPERSCRIPT = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, the numbers they named, and those that name no entry."""

    text: str
    numbers: tuple[int, ...]
    dangling: tuple[int, ...]


def frame(paragraph: str, highest: int, parentheses: bool) -> str:
    """Put every marker of a paragraph into frames, so that splitting keeps it with its sentence.

    `highest` is the list's last number; `parentheses` says whether the page cites as (4, 5).
    Superscripts from HTML come framed already; those that are exponents or units are unframed.
    """
    paragraph = _FRAMED.sub(_judge_superscript, paragraph)
    paragraph = _SUPERSCRIPT.sub(_judge_unicode, paragraph)
    paragraph = _BRACKET.sub(_framed, paragraph)
    if parentheses:
        paragraph = _PARENTHESIS.sub(
            lambda m: _framed(m) if max(expand(m.group(1))) <= highest else m.group(), paragraph
        )
    return paragraph


def cites_in_parentheses(text: str, highest: int) -> bool:
    """Whether a page without other markers uses (4, 5): several, with different numbers."""
    if _BRACKET.search(text) or MARK_OPEN in text:
        return False
    found = [expand(m.group(1)) for m in _PARENTHESIS.finditer(text)]
    plausible = [numbers for numbers in found if numbers and max(numbers) <= highest]
    distinct = {number for numbers in plausible for number in numbers}
    return len(plausible) >= 3 and len(distinct) >= 3 and len(plausible) > len(found) / 2


def read(sentence: str, highest: int) -> Marked:
    """Take the framed markers out of one sentence."""
    numbers: list[int] = []
    for match in _FRAMED.finditer(sentence):
        numbers += expand(match.group(1))
    text = _BEFORE_STOP.sub(r"\1", _FRAMED.sub("", sentence)).strip()
    each = dict.fromkeys(numbers)
    good = tuple(n for n in each if 1 <= n <= highest)
    return Marked(text, good, tuple(n for n in each if not 1 <= n <= highest))


def expand(numbers: str) -> list[int]:
    """'4, 7–9' → [4, 7, 8, 9]; a range that runs backwards or over 50 gives its two ends."""
    found: list[int] = []
    for part in re.split("[,;]", numbers):
        ends = [int(n) for n in re.findall(r"\d{1,9}", part)]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + 50:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return found


def _framed(match: re.Match[str]) -> str:
    return f"{MARK_OPEN}{match.group(1)}{MARK_CLOSE}"


def _judge_superscript(match: re.Match[str]) -> str:
    printed = match.group(1).strip()
    content = printed.strip("[]()")
    apart = match.group()[0].isspace() or content != printed
    if re.fullmatch(_NUMBERS, content) and (apart or not _is_exponent(content, _before(match))):
        return f"{MARK_OPEN}{content}{MARK_CLOSE}"
    return content.translate(_TO_SUPERSCRIPT)


def _judge_unicode(match: re.Match[str]) -> str:
    content = match.group().translate(_SUPERSCRIPT_DIGITS)
    if match.start() == 0 or _is_exponent(content, _before(match)):
        return match.group()
    return f"{MARK_OPEN}{content}{MARK_CLOSE}"


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _UNIT_ROOM) : match.start()]


def _is_exponent(number: str, before: str) -> bool:
    """Whether a raised number is a power of ten, or a square or a cube of a unit."""
    if not number.isdigit():
        return False
    return bool(_TEN.search(before)) or (number in ("2", "3") and bool(_UNIT.search(before)))
