"""Blocks of a page → title, sections, reference entries, disclaimer; and the furniture left."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ingest.bibliography import place
from ingest.block import Block
from ingest.capture import boilerplate
from ingest.capture.saved_page import Capture
from ingest.parsing import bylines
from ingest.parsing.lead_ins import gather
from ingest.parsing.levels import HeadedPart, infer
from ingest.parsing.references import ListEntry
from ingest.text.sentences import normalise

_PRINTED_MARKS = re.compile(
    r"(?:(?:\s?[\[(][\d\s,;–-]+[\])])+|(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]++)\s*$"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A page taken apart; `entries` are those of the reference list."""

    title: str
    parts: tuple[HeadedPart, ...]
    entries: tuple[ListEntry, ...]
    disclaimer: str | None
    furniture: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    parts: list[tuple[str, int, list[str]]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def outline(capture: Capture) -> Outline:
    """Find the article in a capture's blocks."""
    blocks = list(capture.blocks)
    above, listed = place.parted(blocks)
    entries, disclaimer, after = _read_list(
        listed[1:] if listed and place.is_heading(listed[0]) else listed
    )
    body, own_disclaimer = _take_disclaimer(list(above))
    title, start = _find_title(body, capture.title)
    draft = _Draft(dropped=[block.text for block in body[:start] if block.text != title])
    levelled = any(block.level not in (None, 2) for block in body)
    _read_body(gather(_without_contents(body[start:], draft)), title, draft)
    parts = [HeadedPart(h, level, tuple(p)) for h, level, p in draft.parts if p or h != title]
    parts = _without_empty_ends(parts, levelled, draft)
    return Outline(
        title,
        tuple(parts if levelled else infer(parts)),
        tuple(entries),
        disclaimer or own_disclaimer,
        (*capture.furniture, *draft.dropped, *after),
    )


def _read_list(
    blocks: Sequence[Block],
) -> tuple[list[ListEntry], str | None, list[str]]:
    """Entries until the list ends; the disclaimer wherever it stands after it; the rest."""
    entries: list[ListEntry] = []
    disclaimer: list[str] = []
    after: list[str] = []
    known = any(block.entry for block in blocks)
    numbered = any(block.item is not None for block in blocks)
    ended = awaiting = saying = False
    for block in blocks:
        found = boilerplate.disclaimer(block.text) if block.item is None else None
        if awaiting and block.level is None:
            disclaimer, awaiting = [block.text], False
        elif found is not None and not disclaimer:
            disclaimer, awaiting, ended = [found] if found else [], not found, True
        elif found and saying:
            disclaimer.append(found)
        elif not ended and _is_entry(block, known=known, numbered=numbered):
            entries.append(ListEntry(block.item or len(entries) + 1, block.text, block.doi))
        else:
            ended = ended or bool(entries)
            after.append(block.text)
        saying = found is not None
    return entries, " ".join(disclaimer) or None, after


def _is_entry(block: Block, *, known: bool, numbered: bool) -> bool:
    """Whether a block below the heading is an entry, by the surest sign that the list has."""
    if known:
        return block.entry
    if numbered:
        return block.item is not None
    return block.level is None and not block.label


def _take_disclaimer(body: list[Block]) -> tuple[list[Block], str | None]:
    """A labelled disclaimer that stands before the references, as one block or label and text."""
    for i, block in enumerate(body):
        found = boilerplate.disclaimer(block.text)
        if found == "" and i + 1 < len(body):
            return body[:i] + body[i + 2 :], body[i + 1].text
        if found and (i > len(body) * 0.7 or re.match(r"\W*\w+\s*:", block.text)):
            return body[:i] + body[i + 1 :], found
    return body, None


def _find_title(body: Sequence[Block], named: str | None) -> tuple[str, int]:
    """The title and the index of the first block after it."""
    if named:
        for i, block in enumerate(body):
            if block.text == named:
                return named, i + 1
        return named, 0
    limit = _first_paragraphs(body, 3)
    candidates = [i for i in range(limit) if body[i].level is not None]
    if not candidates:
        return "", 0
    words = Counter(_stems(" ".join(block.text for block in body[limit:])))
    best = max(candidates, key=lambda i: (_title_score(body, i, words), -i))
    return body[best].text, best + 1


def _title_score(body: Sequence[Block], index: int, words: Counter[str]) -> float:
    text = body[index].text
    if body[index].level == 1:
        return 10.0
    stems = _stems(text)
    known = sum(words[stem] >= 2 for stem in stems) / max(1, len(stems))
    # A section's heading stands right on its text; a title has views, byline or contents between.
    following = body[index + 1 : index + 4]
    stamped = any(block.label and boilerplate.is_metadata(block.text) for block in following)
    followed = bool(following) and (following[0].level is not None or following[0].label)
    return known + 0.1 * min(len(stems), 4) + 0.3 * followed + 0.6 * stamped + _opens(body, index)


def _opens(body: Sequence[Block], index: int) -> float:
    """How much speaks for a heading as a title, that the page begins with it, and perhaps with its prose."""
    if index > 0:
        return 0.0
    below = takewhile(lambda block: block.level is None, body[1:])
    return 1.0 if any(_is_prose(block) for block in below) else 0.3


def _is_prose(block: Block) -> bool:
    return block.level is None and not (block.listed or block.label) and len(block.text) >= 60


def _first_paragraphs(body: Sequence[Block], count: int) -> int:
    seen = 0
    for i, block in enumerate(body):
        if _is_prose(block) and not boilerplate.is_shop_talk(block.text):
            seen += 1
            if seen == count:
                return i
    return len(body)


def _without_contents(body: Sequence[Block], draft: _Draft) -> list[Block]:
    """Drop the contents' heading and every line that stands again further down as a heading."""
    kept: list[Block] = []
    in_contents = False
    last = {_key(block.text): i for i, block in enumerate(body)}
    for i, block in enumerate(body):
        if boilerplate.is_heading_of("contents", block.text):
            in_contents = True
        elif in_contents:
            in_contents = last[_key(block.text)] > i or _is_contents_line(block)
        if in_contents:
            draft.dropped.append(block.text)
        else:
            kept.append(block)
    return kept


def _is_contents_line(block: Block) -> bool:
    if boilerplate.is_heading_of("references", block.text):
        return True
    sentence = block.text.rstrip().endswith((".", "!")) and not block.listed
    return block.level is None and len(block.text) < 60 and not sentence


def _read_body(blocks: Sequence[Block], title: str, draft: _Draft) -> None:
    draft.parts.append((title, 1, []))
    skipping = False
    offers, key = _offers(blocks), _key(title)
    for i, block in enumerate(blocks):
        if i in offers or block.label:
            skipping = skipping and i not in offers
            draft.dropped.append(block.text)
        elif block.level is not None:
            skipping = boilerplate.is_heading_of("after", block.text)
            if skipping or _key(block.text) == key:
                draft.dropped.append(block.text)
            else:
                draft.parts.append((block.text, block.level, []))
        elif skipping or _is_noise(block):
            draft.dropped.append(block.text)
        else:
            draft.parts[-1][2].append(block.text)


def _offers(blocks: Sequence[Block]) -> set[int]:
    """Indexes of product boxes: from a heading down to the price or button, and its blurb."""
    found: set[int] = set()
    for i, block in enumerate(blocks):
        if not boilerplate.is_offer(block.text):
            continue
        start = i
        while start > 0 and i - start < 6 and _belongs_to_offer(blocks[start - 1]):
            start -= 1
        found.update(range(start, i + 1))
    return found


def _belongs_to_offer(block: Block) -> bool:
    """A label, a heading, or a line without a sentence, right above a price."""
    prose = len(block.text) > 120 or (
        len(block.text.split()) > 3 and block.text.rstrip().endswith((".", "!", "?", "”", '"'))
    )
    listed = block.listed or block.item is not None
    return not listed and (block.label or block.level is not None or not prose)


def _is_noise(block: Block) -> bool:
    """Text under a heading that is no prose: the shop's talk, or a scrap without a sentence."""
    if len(block.text) < 300 and boilerplate.is_shop_talk(block.text):
        return True
    if bylines.names_authors(block.text) or bylines.is_labelled(block.text):
        return True
    plain = _PRINTED_MARKS.sub("", normalise(block.text))
    scrap = len(plain.split()) < 8 and not re.search(r"[.!?…:。！？][\"')」]*$", plain)
    return scrap and not block.listed


def _without_empty_ends(parts: list[HeadedPart], levelled: bool, draft: _Draft) -> list[HeadedPart]:
    """Headings without text stay only where deeper ones follow, or may: plain text tells no levels."""
    kept: list[HeadedPart] = []
    for i, part in enumerate(parts):
        following = parts[i + 1] if i + 1 < len(parts) else None
        deeper = following is not None and (following.level > part.level or not levelled)
        if part.paragraphs or deeper:
            kept.append(part)
        else:
            draft.dropped.append(part.heading)
    return kept


def _stems(text: str) -> list[str]:
    return [word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.lower())]


def _key(text: str) -> str:
    """A heading as it is compared: without its number, its punctuation and its case."""
    return re.sub(r"\W+", " ", re.sub(r"^\d{1,2}[.)]\s+", "", text)).strip().lower()
