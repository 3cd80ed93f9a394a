"""An HTML capture → blocks: the article's own headings, paragraphs and lists, nothing else."""

import re
import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement

from ingest import furniture
from ingest.block import Block
from ingest.html_boxes import move_boxes
from ingest.html_prune import prune
from ingest.html_tables import tell_tables
from ingest.html_title import clean, title_of, words
from ingest.sentences import MARK_CLOSE, MARK_OPEN
from ingest.text_lines import looks_like_heading

_BLOCK_TAGS = frozenset(
    "p div section article main header li ul ol dl dt dd blockquote table tr td th body pre "
    "address details summary center h1 h2 h3 h4 h5 h6 hr br html".split()
)
_IN_PAGE = re.compile("#.")
_BOLD = ("strong", "b")
_ENTRY_LINK = re.compile(r"#.*(?:ref|cite|fn|foot|note|bib|kalla|källa|source)", re.IGNORECASE)


def parse(text: str) -> tuple[tuple[Block, ...], str | None, tuple[str, ...], tuple[str, ...]]:
    """Blocks of an HTML page, the title that it names, the dropped lines, and warnings."""
    with (
        warnings.catch_warnings()
    ):  # an old page may call itself XML; it is read as HTML all the same
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "lxml")
    title = title_of(soup)
    furniture_lines = prune(soup)
    _mark_superscripts(soup)
    _free_bold_headings(soup)
    move_boxes(soup)
    said = tell_tables(soup)
    collector = _Collector()
    collector.walk(soup.body or soup)
    collector.flush(None)
    blocks = [
        Block(block.text, label=True)
        if block.item is None and furniture.is_label(block.text)
        else block
        for block in collector.blocks
    ]
    return tuple(_with_headings(blocks)), title, tuple(furniture_lines), tuple(said)


def _mark_superscripts(soup: BeautifulSoup) -> None:
    """Frame <sup>3</sup> and links to entries, so that markers.py can judge them in their text."""
    for tag in soup.find_all("sup"):
        number = clean(tag.get_text())
        if (tag.find("a", href=_IN_PAGE) or tag.find_parent("a", href=_IN_PAGE)) and number:
            number = f"[{number.strip('[]()')}]"  # no exponent leads anywhere
        tag.replace_with(f"{MARK_OPEN}{number}{MARK_CLOSE}")
    for tag in soup.find_all("a", href=_ENTRY_LINK):
        label = clean(tag.get_text()).strip("[]()")
        if re.fullmatch(r"\d{1,3}", label) and MARK_OPEN not in tag.get_text():
            before = str(tag.previous_sibling or "").rstrip()
            inside = before.endswith(("[", "(", ",", "–", "-"))
            tag.replace_with(label if inside else f"[{label}]")


def _free_bold_headings(soup: BeautifulSoup) -> None:
    """A bold line above its text in one paragraph heads it: <p><b>Why?</b><br>Because …</p>."""
    for bold in soup.find_all(_BOLD):
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


class _Collector:
    """Walks the tree in reading order and gathers one block a block-level element."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._buffer: list[str] = []

    def walk(self, node: Tag, item: int | None = None, listed: bool = False) -> None:
        counter = _first_number(node)
        for child in node.children:
            if isinstance(child, NavigableString):
                self._buffer.append(str(child))
            elif not isinstance(child, Tag):
                continue
            elif child.name not in _BLOCK_TAGS:
                self.walk(child, item, listed)
            else:
                self.flush(None, item, listed)
                if child.name == "li" and node.name == "ol":
                    counter = _value(child, counter)
                    self._child(child, counter, True)
                    counter += 1
                else:
                    self._child(child, item, listed or _is_told_item(child))

    def _child(self, child: Tag, item: int | None, listed: bool) -> None:
        level = int(child.name[1]) if re.fullmatch(r"h[1-6]", child.name) else _classed_level(child)
        if level is None:
            self.walk(child, item, listed)
            self.flush(None, item, listed)
        else:
            self._buffer.append(child.get_text(" "))
            self.flush(level)

    def flush(self, level: int | None, item: int | None = None, listed: bool = False) -> None:
        text = clean("".join(self._buffer))
        self._buffer = []
        if not text:
            return
        last = self.blocks[-1] if self.blocks else None
        if item is not None and last is not None and last.item == item:
            self.blocks[-1] = Block(f"{last.text} {text}", item=item, listed=listed)
        else:
            self.blocks.append(Block(text, level=level, item=item, listed=listed))


def _is_told_item(tag: Tag) -> bool:
    """An item that tells something; one that is a link throughout leads to another page."""
    link = tag.find("a")
    linked = isinstance(link, Tag) and words(link) == words(tag)
    return tag.name == "li" and not linked


def _first_number(node: Tag) -> int:
    start = str(node.get("start", "1")) if node.name == "ol" else "1"
    return int(start) if start.isdigit() else 1


def _value(item: Tag, counter: int) -> int:
    value = str(item.get("value", ""))
    return int(value) if value.isdigit() else counter


def _classed_level(tag: Tag) -> int | None:
    """A heading written as <div class="heading"> or as a paragraph that is bold throughout."""
    text = words(tag)
    if tag.find(list(_BLOCK_TAGS - {"br"})) or not looks_like_heading(text):
        return None
    if tag.get("role") == "heading" and str(tag.get("aria-level", "2")).isdigit():
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
    """Guess headings as in a text capture where the page has none of its own."""
    if sum(block.level is not None and block.level > 1 for block in blocks) >= 2:
        return blocks
    return [
        Block(block.text, level=2)
        if block.level is None
        and block.item is None
        and not (block.label or block.listed)
        and looks_like_heading(block.text)
        else block
        for block in blocks
    ]
