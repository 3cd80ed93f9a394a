"""What a shop's page puts around an article: how to know such a line, in any article.

The words are in the languages' files, under `page`; here are the shapes of lines that they stand in.
"""

import re
from functools import cache, partial

from languages.expressions import entries, finding, joined, named

_find = partial(finding, "page")
_HEADING = (
    r"(?:(?:[\w]+-)+icon\s+)?(?:\d+\.\s*)?{heading}(?:\s+(?:[\w]+-)+icon)?\s*+(?::|…|\.{{3}})?"
    r"(?:\s*+[\[(]?\s?{button}\s?[\])]?|\s*+\(\d{{1,3}}\))?"
)
_DISCLAIMER = r"(?:<disclaimer_of>\s+)?<disclaimer_labels>\b\s*:?\s*"
_WRITER = r"(?:<titles>\b\.?|<qualified>|[^\W\d_]*<professions>)"
_METADATA = (
    rf"<reviewed>\b:?\s+<by>\s+{_WRITER}(?:[\s,]+{_WRITER}){{0,4}}"
    r"(?:[\s,]+(?-i:[A-ZÅÄÖ])\S*(?:\s+\S+){0,8})?\.?",
    rf"<credited>\b:?\s+(?:<by>\s+)?(?:{_WRITER}[\s,]+){{1,5}}(?-i:[A-ZÅÄÖ])\S*(?:\s+\S+){{0,8}}"
    r"(?<![a-zåäö]{3}\.)",
    r"[\d\s.,\u00a0\u202f]++[kK]?\s*<counted>\b.*",
    r"<views>\s*+:?\s*+[\d\s.,]++",
    r"<reading_times>",
    r"<bylines>\b:?\s+(?:<by>\s+)?(?:<before_editors>\s+)?(?:(?-i:[A-ZÅÄÖ])\S*|<editors>)"
    r"(?:\s+\S+){0,8}(?<![a-zåäö]{3}\.)",
    r"<dated>\b(?:[^.]|(?<=\b[^\W\d_]{3})\.){0,60}\d{2,4}[^.]{0,40}",
    r"\d{1,2}[./\s]\s?(?:\d{1,2}|[a-zåäö]{3,9})[./\s]\s?\d{4}",
    r"\d{4}-\d{2}-\d{2}",
    r"\d{1,2}\s[^\W\d]{3,9}\s\d{4}\s*[|·•].*",
    r"[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}",
)
_LABEL = (
    r"(?:<buttons>|facebook|instagram|twitter|pinterest|linkedin|youtube|x)[\s:!.»›>→…]*",
    r"<buttons_begin>\b[^.!?]{0,60}[»›>→…]?",
    r"<lines>",
    r".*\b\d[\d\s]{0,9}(?:[.,]\d{2})?\s?(?:kr|sek|:-|€|eur|usd|nok|dkk)\b\.?(?:\s*/\s*\w+)?",
    r".*[$£€]\s?\d+(?:[.,]\d{2})?\b.{0,20}",
    r"[^.!?]{1,80}\s?(?:>>?|[»›→➔➜])",
    r"[★☆⭐]+.*",
    r"\d[.,]\d\s*/\s*5\b.*",
    r"[^.!?]{1,80}\s[>›»]\s[^.!?]{1,80}",
    r"(?:[^.!?/]{1,40}\s/\s){2,}[^.!?]{1,80}",
    r"(?:[\w&åäöÅÄÖ]+\s*[|•·]\s*){2,}.*",
    r">\s.*|©.*",
    r"(?:\S*(?:[a-z]-icon|[a-z]arrow|icon-[a-z]|chevron|hamburger)\S*\s*.*)",
    r"(?:(?:[a-z]+\d*-[a-z]+|pageview|[a-z]+\d)(?:\s+|$)){2,}",
)
_LABEL_LENGTH = 160  # characters: what is longer is prose that ends in a price
_MORE = r"(?<!\s)\s*+<read_more>\W*$"
_BARS = re.compile(r"(?<!\s)\s++[|·•]\s+")
_POINTER = r"<pointers>\b"
_OFFER = (r"\d\s?(?:kr|sek|:-|€|eur|nok|dkk)\b|[$£€]\s?\d", r"<offers>")
_SHOP, _SHOP_TOO = r"\b<shop>\b", r"\b<shop_too>\b"


def is_heading_of(name: str, line: str) -> bool:
    """Whether the line heads the page's `references`, its `contents` or what comes `after`."""
    return bool(_headings()[name].fullmatch(line.strip()))


def is_label(line: str) -> bool:
    """A button, menu entry, price, icon name, breadcrumb, byline, date, view count or the like."""
    line = line.strip()
    return (len(line) <= _LABEL_LENGTH and bool(_find(*_LABEL).fullmatch(line))) or is_metadata(
        line
    )


def is_metadata(line: str) -> bool:
    """A line that stands right under a title: views, byline, date, reading time.

    Several on one line, with bars or dots between: short pieces, one of which is known.
    """
    pieces = [piece.strip() for piece in _BARS.split(line.strip())]
    if any(len(piece.split()) > 9 or re.search(r"[^\W\d_]{3}\.$", piece) for piece in pieces[1:]):
        return False
    return any(_find(*_METADATA).fullmatch(piece) for piece in pieces)


def points_elsewhere(line: str) -> bool:
    """A line that sends the reader to another page: 'Läs mer om …', 'Read more about …'."""
    return bool(_find(_POINTER).match(line.strip()))


def is_offer(line: str) -> bool:
    """A price or a button to buy: what stands above it, up to its heading, is a product."""
    return len(line) < 80 and bool(_find(*_OFFER).search(line))


def is_shop_talk(line: str) -> bool:
    """A sentence about the shop, not the subject: it has the trade's own words, or several."""
    own = {match.group().lower() for match in _find(_SHOP).finditer(line)}
    too = {match.group().lower() for match in _find(_SHOP_TOO).finditer(line)}
    words = len(line.split())
    return bool(own and (len(own | too) >= 2 or words <= 8)) or (len(too) >= 2 and words <= 12)


def disclaimer(line: str) -> str | None:
    """What a disclaimer's line says (without label or closing 'Läs mer'), or None if it is none.

    A line that is the label alone gives the empty string: the text follows on the next line.
    """
    line = line.strip()
    labelled = _find(_DISCLAIMER).match(line)
    if not labelled and not _disclaims(line):
        return None
    if labelled and not line[labelled.end() :].strip():
        return ""
    said = line[labelled.end() :] if labelled else _find(r"^[*†‡\s]*(?:<note>\W+)?").sub("", line)
    return _find(_MORE).sub("", said)


def _disclaims(line: str) -> bool:
    """Whether a line says so in a sentence: the sentence's first such beginning tells."""
    if _find(r"<disclaimers>").search(line):
        return True
    return any(
        (begun := begins.search(sentence)) and names.search(sentence, begun.end())
        for begins, names in _disclaimer_sentences()
        if begins.search(line)
        for sentence in line.split(".")
    )


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    button = joined("page", "beside_headings")
    return {
        name: re.compile(_HEADING.format(heading=heading, button=button), re.IGNORECASE)
        for name, heading in named("page", "headings").items()
    }


@cache
def _disclaimer_sentences() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What begins a disclaimer, and what its sentence goes on to name."""
    return tuple(
        (re.compile(each["begins"], re.IGNORECASE), re.compile(each["goes_on"], re.IGNORECASE))
        for each in entries("page", "disclaimer_sentences")
    )
