"""Printed citation markers: [3], (4, 5), [7–9] and superscripts, told apart from other numbers."""

import re
from dataclasses import dataclass

from ingest.sentences import MARK_CLOSE, MARK_OPEN

_NUMBERS = r"\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*"
_BRACKET = re.compile(rf"\s?\[({_NUMBERS})\]")
_PARENTHESIS = re.compile(rf"\s?\(({_NUMBERS})\)")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹](?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|[⁻˒,–-](?=[⁰¹²³⁴⁵⁶⁷⁸⁹]))*(?![⁺⁻])")
_FRAMED = re.compile(f"\\s?{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")
_UNIT = re.compile(r"(?:\d|(?<![^\W\d_])(?:[kcdmµn]?m|[kmµ]?g|s|ft|in|[A-Z][a-z]?))$")
_TO_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


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
    paragraph = _FRAMED.sub(lambda m: _judge_superscript(m, paragraph), paragraph)
    paragraph = _SUPERSCRIPT.sub(lambda m: _judge_unicode(m, paragraph), paragraph)
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
        numbers += [n for n in expand(match.group(1)) if n not in numbers]
    text = re.sub(r"\s+([.,;:!?])", r"\1", _FRAMED.sub("", sentence)).strip()
    good = tuple(n for n in numbers if 1 <= n <= highest)
    return Marked(text, good, tuple(n for n in numbers if n not in good))


def expand(numbers: str) -> list[int]:
    """'4, 7–9' → [4, 7, 8, 9]; a range that runs backwards or over 50 gives its two ends."""
    found: list[int] = []
    for part in re.split(r"\s*[,;]\s*", numbers.strip()):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + 50:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return found


def _framed(match: re.Match[str]) -> str:
    return f"{MARK_OPEN}{match.group(1)}{MARK_CLOSE}"


def _judge_superscript(match: re.Match[str], paragraph: str) -> str:
    content = match.group(1).strip().strip("[]()")
    spaced = match.group()[0].isspace()
    if re.fullmatch(_NUMBERS, content) and (spaced or not _UNIT.search(paragraph[: match.start()])):
        return f"{MARK_OPEN}{content}{MARK_CLOSE}"
    return content.translate(_TO_SUPERSCRIPT)


def _judge_unicode(match: re.Match[str], paragraph: str) -> str:
    if _UNIT.search(paragraph[: match.start()]) or match.start() == 0:
        return match.group()
    return f"{MARK_OPEN}{match.group().translate(_SUPERSCRIPT_DIGITS)}{MARK_CLOSE}"
