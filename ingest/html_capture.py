"""An HTML capture → blocks: the article's own headings, paragraphs and lists, nothing else."""

import re

from bs4 import BeautifulSoup, Comment, Doctype, Tag
from bs4.element import NavigableString

from ingest import furniture
from ingest.capture import Block
from ingest.sentences import MARK_CLOSE, MARK_OPEN
from ingest.text_capture import looks_like_heading

_DROPPED_TAGS = (
    "script style noscript template svg nav footer aside form button iframe input select textarea "
    "figcaption figure picture video audio canvas object dialog head"
).split()
_DROPPED_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alert".split()
)
_DROPPED_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|consent|gdpr|share|sharing|social"
    r"|related|recommend(?:ed|ations)?|comments?|newsletter|subscribe|sidebar|footer|promo(?:tion)?"
    r"|product(?:s|-card|box)?|cart|toc|table-of-contents|contents|advert\w*|ads?|banner|byline|author"
    r"|popup|modal|views|meta|rating|reviews|tags|skip|sr-only|visually-hidden|topbar|usp)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BLOCK_TAGS = frozenset(
    "p div section article main header li ul ol dl dt dd blockquote table tr td th body pre "
    "address details summary center h1 h2 h3 h4 h5 h6 hr br html".split()
)
_ENTRY_LINK = re.compile(r"#.*(?:ref|cite|fn|foot|note|bib|kalla|källa|source)", re.IGNORECASE)


def parse(text: str) -> tuple[tuple[Block, ...], str | None, tuple[str, ...]]:
    """Blocks of an HTML page, the title that it names, and the dropped lines."""
    soup = BeautifulSoup(text, "lxml")
    title = _title(soup)
    furniture_lines = _prune(soup)
    _mark_superscripts(soup)
    collector = _Collector()
    collector.walk(soup.body or soup)
    collector.flush(None)
    blocks = [
        Block(block.text, label=True)
        if block.item is None and furniture.is_label(block.text)
        else block
        for block in collector.blocks
    ]
    return tuple(_with_headings(blocks)), title, tuple(furniture_lines)


def _title(soup: BeautifulSoup) -> str | None:
    heading = soup.find("h1") or soup.select_one("[role=heading][aria-level='1']")
    if isinstance(heading, Tag) and (text := _words(heading)):
        return text
    meta = soup.find("meta", property="og:title")
    if isinstance(meta, Tag) and meta.get("content"):
        return str(meta["content"]).strip()
    if soup.title and (text := _words(soup.title)):
        return re.split(r"\s+[|–—·-]\s+", text)[0]
    return None


def _prune(soup: BeautifulSoup) -> list[str]:
    """Remove what is no article, and tell what was removed; script and style leave no line."""
    dropped: list[str] = []
    for comment in soup.find_all(string=lambda s: isinstance(s, Comment | Doctype)):
        comment.extract()
    for tag in soup.find_all(["script", "style", "noscript", "template", "svg", "head"]):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.decomposed or not _is_furniture(tag):
            continue
        dropped += [line for line in (_clean(s) for s in tag.stripped_strings) if line]
        tag.decompose()
    return dropped


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("body", "html", "main", "article", "h1"):
        return False
    hidden = tag.has_attr("hidden") or "display:none" in str(tag.get("style", "")).replace(" ", "")
    names = " ".join(
        [*tag.get_attribute_list("class"), str(tag.get("id", ""))] if tag.attrs else []
    )
    named = (
        tag.name in _DROPPED_TAGS
        or hidden
        or tag.get("aria-hidden") == "true"
        or tag.get("role") in _DROPPED_ROLES
        or bool(names.strip() and _DROPPED_NAMES.search(names))
    )
    return named and not _holds_article(tag)


def _holds_article(tag: Tag) -> bool:
    """A wrapper with a telling class name may still hold the page's text or its references."""
    if tag.name in _DROPPED_TAGS:
        return False
    if tag.find(["h1", "ol"]) and len(tag.get_text()) > 1500:
        return True
    return bool(tag.find("h2")) and len(tag.find_all("p")) >= 8


def _mark_superscripts(soup: BeautifulSoup) -> None:
    """Frame <sup>3</sup> and links to entries, so that markers.py can judge them in their text."""
    for tag in soup.find_all("sup"):
        tag.replace_with(f"{MARK_OPEN}{_clean(tag.get_text())}{MARK_CLOSE}")
    for tag in soup.find_all("a", href=_ENTRY_LINK):
        label = _clean(tag.get_text()).strip("[]()")
        if re.fullmatch(r"\d{1,3}", label) and MARK_OPEN not in tag.get_text():
            before = str(tag.previous_sibling or "").rstrip()
            inside = before.endswith(("[", "(", ",", "–", "-"))
            tag.replace_with(label if inside else f"[{label}]")


class _Collector:
    """Walks the tree in reading order and gathers one block a block-level element."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._buffer: list[str] = []

    def walk(self, node: Tag, item: int | None = None) -> None:
        counter = _first_number(node)
        for child in node.children:
            if isinstance(child, NavigableString):
                self._buffer.append(str(child))
            elif not isinstance(child, Tag):
                continue
            elif child.name not in _BLOCK_TAGS:
                self.walk(child, item)
            else:
                self.flush(None, item)
                if child.name == "li" and node.name == "ol":
                    counter = _value(child, counter)
                    self._child(child, counter)
                    counter += 1
                else:
                    self._child(child, item)

    def _child(self, child: Tag, item: int | None) -> None:
        level = int(child.name[1]) if re.fullmatch(r"h[1-6]", child.name) else _classed_level(child)
        if level is None:
            self.walk(child, item)
            self.flush(None, item)
        else:
            self._buffer.append(child.get_text(" "))
            self.flush(level, None)

    def flush(self, level: int | None, item: int | None = None) -> None:
        text = _clean("".join(self._buffer))
        self._buffer = []
        if not text:
            return
        last = self.blocks[-1] if self.blocks else None
        if item is not None and last is not None and last.item == item:
            self.blocks[-1] = Block(f"{last.text} {text}", item=item)
        else:
            self.blocks.append(Block(text, level=level, item=item))


def _first_number(node: Tag) -> int:
    start = str(node.get("start", "1")) if node.name == "ol" else "1"
    return int(start) if start.isdigit() else 1


def _value(item: Tag, counter: int) -> int:
    value = str(item.get("value", ""))
    return int(value) if value.isdigit() else counter


def _classed_level(tag: Tag) -> int | None:
    """A heading written as <div class="heading"> or as a paragraph that is bold throughout."""
    text = _words(tag)
    if tag.find(list(_BLOCK_TAGS - {"br"})) or not looks_like_heading(text):
        return None
    if tag.get("role") == "heading" and str(tag.get("aria-level", "2")).isdigit():
        return int(str(tag.get("aria-level", "2")))
    names = " ".join(tag.get_attribute_list("class")) if tag.get("class") else ""
    if level := re.search(r"(?:^|[-_\s])h(?:eading)?-?([1-6])(?:$|[-_\s])", names):
        return int(level.group(1))
    if re.search(r"(?:^|[-_\s])(?:heading|rubrik|subtitle|section-title|headline)", names):
        return 2
    bold = tag.find(["strong", "b"])
    return 3 if isinstance(bold, Tag) and _words(bold) == text and tag.name == "p" else None


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Guess headings as in a text capture where the page has none of its own."""
    if sum(block.level is not None and block.level > 1 for block in blocks) >= 2:
        return blocks
    return [
        Block(block.text, level=2)
        if block.level is None
        and block.item is None
        and not block.label
        and looks_like_heading(block.text)
        else block
        for block in blocks
    ]


def _words(tag: Tag) -> str:
    return _clean(tag.get_text(" "))


def _clean(text: str) -> str:
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip()
