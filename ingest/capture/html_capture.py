"""An HTML capture → blocks: the article's own headings, paragraphs and lists, nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from ingest.bibliography import html_list
from ingest.bibliography.html_list import TakenList
from ingest.block import Block
from ingest.capture import boilerplate, html_extractor, html_tree
from ingest.capture.html_boxes import move_boxes
from ingest.capture.html_choice import keeps_structure, with_list
from ingest.capture.html_markers import mark_superscripts
from ingest.capture.html_prune import prune, without_teasers
from ingest.capture.html_tables import tell_tables
from ingest.capture.html_title import clean, title_of, words
from ingest.capture.html_tree import Held
from ingest.capture.text.lines import ends_like_prose, looks_like_heading

_BLOCK_TAGS = frozenset(
    "p div section article main header li ul ol dl dt dd blockquote table tr td th body pre "
    "address details summary center h1 h2 h3 h4 h5 h6 hr br html".split()
)
_NUMBER = re.compile(r"[0-9]{1,6}")  # as an attribute: a longer one numbers nothing
_BOLD = ("strong", "b")
_SMALL = 1000  # characters of text: the extractor's measures do not suit what is shorter


def parse(text: str) -> tuple[tuple[Block, ...], str | None, tuple[str, ...], tuple[str, ...]]:
    """Blocks of an HTML page, the title that it names, the dropped lines, and warnings.

    Raises:
        CaptureError: the page's elements are nested too deep.
    """
    soup = html_tree.read(text)
    title = title_of(soup)
    taken = html_list.take(soup)
    furniture_lines = prune(soup)
    own, said = _blocks(soup, taken)
    words_told = sum(len(line) for line in (*furniture_lines, *(block.text for block in own)))
    if words_told >= _SMALL and (extracted := html_extractor.main_text(text)) is not None:
        theirs, said_there = _blocks(without_teasers(html_tree.read(extracted)))
        if not keeps_structure(own, theirs):
            own, said = with_list(own, _told_lines(theirs)), said_there
    return own, title, tuple(furniture_lines), said


def _blocks(
    soup: BeautifulSoup, taken: TakenList | None = None
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a tree in reading order, and warnings of what can't be read in it.

    `taken` is the list of references that was taken out of it; it stands in its place again, or at
    the end where that is gone.
    """
    mark_superscripts(soup)
    _free_bold_headings(soup)
    move_boxes(soup)
    said = tell_tables(soup)
    collector = _Collector(html_tree.held(soup, _BLOCK_TAGS - {"br"}), taken)
    collector.walk(soup.body or soup)
    blocks = [
        Block(block.text, label=True)
        if block.item is None and boilerplate.is_label(block.text)
        else block
        for block in collector.blocks()
    ]
    return tuple(_with_headings(blocks)), tuple(said)


def _free_bold_headings(soup: BeautifulSoup) -> None:
    """A bold line above its text in one paragraph heads it: <p><b>Why?</b><br>Because …</p>."""
    for bold in html_tree.tags_named(soup, *_BOLD):
        parent = bold.parent
        if parent is None or parent.name not in ("p", "div") or not looks_like_heading(words(bold)):
            continue
        if bold.contents and isinstance(bold.contents[-1], Tag) and bold.contents[-1].name == "br":
            bold.insert_after(bold.contents[-1].extract())
        before, after = _beside(bold, "previous"), _beside(bold, "next")
        ends = isinstance(after, Tag) and after.name == "br" and _beside(after, "next") is not None
        if ends and (before is None or (isinstance(before, Tag) and before.name == "br")):
            bold.name = "h3"


def _beside(tag: Tag, way: str) -> PageElement | None:
    """The nearest sibling that is not blank, `previous` or `next`."""
    siblings = tag.next_siblings if way == "next" else tag.previous_siblings
    return next((s for s in siblings if isinstance(s, Tag) or str(s).strip()), None)


@dataclass(slots=True)
class _Open:
    """An element that is being walked: what is left of it, and what its text belongs to."""

    tag: Tag
    left: Iterator[PageElement]
    counter: int
    item: int | None = None
    listed: bool = False
    block: bool = True


@dataclass(slots=True)
class _Draft:
    """A block to be, in pieces: a list's item may have thousands."""

    pieces: list[str]
    level: int | None
    item: int | None
    listed: bool


class _Collector:
    """Walks the tree in reading order and gathers one block a block-level element."""

    def __init__(self, holds: dict[int, Held], taken: TakenList | None) -> None:
        self._holds = holds
        self._taken = taken
        self._drafts: list[_Draft] = []
        self._buffer: list[str] = []
        self._place: int | None = None

    def blocks(self) -> list[Block]:
        """All that was gathered."""
        found = [Block(" ".join(d.pieces), d.level, d.item, listed=d.listed) for d in self._drafts]
        if self._taken is None:
            return found
        place = len(found) if self._place is None else self._place
        return [*found[:place], *self._taken.entries, *found[place:]]

    def walk(self, root: Tag) -> None:
        """Gather what is below an element."""
        path = [_Open(root, iter(root.contents), _first_number(root))]
        while path:
            here = path[-1]
            child = next(here.left, None)
            if child is None:
                path.pop()
                if here.block:
                    self._flush(None, here.item, here.listed)
            elif isinstance(child, NavigableString):
                self._buffer.append(str(child))
            elif isinstance(child, Tag) and (inner := self._opened(child, here)):
                path.append(inner)

    def _opened(self, tag: Tag, around: _Open) -> _Open | None:
        """An element to be walked in its turn; a heading is taken as a whole."""
        left = iter(tag.contents)
        if tag.name not in _BLOCK_TAGS:
            return _Open(tag, left, _first_number(tag), around.item, around.listed, block=False)
        self._flush(None, around.item, around.listed)
        if self._taken is not None and tag is self._taken.place:
            self._place = len(self._drafts)
            return None
        item, listed = around.item, around.listed
        if tag.name == "li" and around.tag.name == "ol":
            item, listed = _value(tag, around.counter), True
            around.counter = item + 1
        else:
            listed = listed or _is_told_item(tag)
        level = self._level(tag)
        if level is None:
            return _Open(tag, left, _first_number(tag), item, listed)
        self._buffer.append(tag.get_text(" "))
        self._flush(level)
        return None

    def _level(self, tag: Tag) -> int | None:
        if re.fullmatch(r"h[1-6]", tag.name):
            return int(tag.name[1])
        return None if self._holds[id(tag)].blocks else _classed_level(tag)

    def _flush(self, level: int | None, item: int | None = None, listed: bool = False) -> None:
        text = clean("".join(self._buffer))
        self._buffer = []
        if not text:
            return
        last = self._drafts[-1] if self._drafts else None
        if item is not None and last is not None and last.item == item:
            last.pieces.append(text)
            last.level, last.listed = None, listed
        else:
            self._drafts.append(_Draft([text], level, item, listed))


def _is_told_item(tag: Tag) -> bool:
    """An item that tells something; one that is a link throughout leads to another page."""
    if tag.name != "li":
        return False
    link = tag.find("a")
    return not (isinstance(link, Tag) and words(link) == words(tag))


def _first_number(node: Tag) -> int:
    start = str(node.get("start", "1")) if node.name == "ol" else "1"
    return int(start) if _NUMBER.fullmatch(start) else 1


def _value(item: Tag, counter: int) -> int:
    value = str(item.get("value", ""))
    return int(value) if _NUMBER.fullmatch(value) else counter


def _classed_level(tag: Tag) -> int | None:
    """A heading written as <div class="heading"> or as a paragraph that is bold throughout."""
    text = words(tag)
    if not looks_like_heading(text):
        return None
    if tag.get("role") == "heading" and _NUMBER.fullmatch(str(tag.get("aria-level", "2"))):
        return int(str(tag.get("aria-level", "2")))
    names = " ".join(tag.get_attribute_list("class")) if tag.get("class") else ""
    if level := re.search(r"(?:^|[-_\s])h(?:eading)?-?([1-6])(?:$|[-_\s])", names):
        return int(level.group(1))
    if re.search(r"(?:^|[-_\s])(?:heading|rubrik|subtitle|section-title|headline)", names):
        return 2
    if tag.name == "dt" and text.endswith("?"):
        return 3
    bold = tag.find(_BOLD)
    return 3 if isinstance(bold, Tag) and words(bold) == text and tag.name == "p" else None


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Guess headings as in a text capture where the page has none of its own.

    Lines that would all be headings, with nothing beneath any, are the lines of a list.
    """
    if sum(block.level is not None and block.level > 1 for block in blocks) >= 2:
        return blocks
    alike = [_may_head(block) for block in blocks] + [False]
    found = []
    for i, block in enumerate(blocks):
        run = alike[i] and (alike[i + 1] or (i > 1 and alike[i - 1] and alike[i - 2]))
        found.append(Block(block.text, level=2) if alike[i] and not run else block)
    return found


def _may_head(block: Block) -> bool:
    plain = block.level is None and block.item is None and not (block.label or block.listed)
    return plain and looks_like_heading(block.text)


def _told_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks of the main text, in which a line that is no sentence is a line of a list."""
    return tuple(
        Block(block.text, block.level, block.item, listed=True)
        if block.level is None and not (block.label or ends_like_prose(block.text))
        else block
        for block in blocks
    )
