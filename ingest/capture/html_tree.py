"""The tree of an HTML page, so that what is done to it stays linear in its size.

Beautiful Soup finds a child's place by counting from the first one, and mends its links at each
edit; a page of ten thousand raised numbers in one paragraph needs both in one go.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import CData, NavigableString, PageElement

from ingest.errors import CaptureError

MAX_DEPTH = 250  # elements in each other: pages have up to some fifty, browsers stop at 512
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_READ = (NavigableString, CData)  # strings that are text: no comment, no declaration


class _Builder(LXMLTreeBuilder):
    """Builds the tree without comments and declarations; they part the text around them."""

    def comment(self, text: str | bytes) -> None:  # noqa: ARG002
        self._part()

    def doctype(self, name: str, pubid: str, system: str) -> None:  # noqa: ARG002
        self._part()

    def _part(self) -> None:
        if self.soup is not None:
            self.soup.endData()


class _Node(Tag):
    """An element that looks for a child near the one that it found last."""

    _finger = 0

    def index(self, element: PageElement) -> int:
        """The place of a child, by identity.

        Raises:
            ValueError: it is no child.
        """
        size = len(self.contents)
        below, above = min(self._finger, size) - 1, min(self._finger, size)
        while below >= 0 or above < size:
            for place in (above, below):
                if 0 <= place < size and self.contents[place] is element:
                    self._finger = place
                    return place
            below, above = below - 1, above + 1
        raise ValueError("no child of this element")


@dataclass(slots=True)
class Held:
    """What an element holds: characters of text, and how many elements of some names."""

    text: int = 0
    paragraphs: int = 0
    headings: int = 0
    tops: int = 0  # h1 and h2
    h1: int = 0
    h2: int = 0
    lists: int = 0  # ol
    tables: int = 0
    blocks: int = 0


def read(text: str) -> BeautifulSoup:
    """The tree of a page.

    Raises:
        CaptureError: its elements are nested deeper than any page's.
    """
    with warnings.catch_warnings():  # an old page may call itself XML; it is read as HTML
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, builder=_Builder(), element_classes={Tag: _Node})
    deepest = max((depth, tag.name) for tag, depth in _depths(soup))
    if deepest[0] > MAX_DEPTH:
        raise CaptureError(
            f"its elements are nested {deepest[0]} deep, the innermost <{deepest[1]}>; the most is "
            f"{MAX_DEPTH}: close what is left open, or save the page's text"
        )
    return soup


def _depths(soup: BeautifulSoup) -> Iterator[tuple[Tag, int]]:
    stack: list[tuple[Tag, int]] = [(soup, 0)]
    while stack:
        tag, depth = stack.pop()
        yield tag, depth
        stack += [(child, depth + 1) for child in tag.contents if isinstance(child, Tag)]


def rewrite(soup: BeautifulSoup, instead: Mapping[int, Sequence[PageElement]]) -> None:
    """Put other nodes, or none, in the place of those whose `id` is a key; in one pass.

    What is put in is looked through as well: its own children may be replaced, too.
    """
    if not instead:
        return
    parents: list[Tag] = [soup]
    while parents:
        parent = parents.pop()
        if any(id(child) in instead for child in parent.contents):
            parent.contents = list(_replaced(parent.contents, instead))
        parents += [child for child in parent.contents if isinstance(child, Tag)]
    relink(soup)


def _replaced(
    nodes: Sequence[PageElement], instead: Mapping[int, Sequence[PageElement]]
) -> Iterator[PageElement]:
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        new = instead.get(id(node))
        if new is None:
            yield node
        elif len(new) == 1 and not isinstance(new[0], Tag):
            yield new[0]
        else:
            waiting += reversed(new)


def relink(soup: BeautifulSoup) -> None:
    """Set parents, siblings and the order of reading as the lists of children say."""
    last: PageElement = soup
    stack: list[Iterator[PageElement]] = [iter(_adopted(soup))]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        last.next_element, node.previous_element = node, last
        last = node
        if isinstance(node, Tag):
            stack.append(iter(_adopted(node)))
    last.next_element = None


def _adopted(parent: Tag) -> list[PageElement]:
    before: PageElement | None = None
    for child in parent.contents:
        child.parent, child.previous_sibling, child.next_sibling = parent, before, None
        if before is not None:
            before.next_sibling = child
        before = child
    return parent.contents


def held(soup: BeautifulSoup, blocks: frozenset[str] = frozenset()) -> dict[int, Held]:
    """`id` of each element → what it holds below itself, all told in one pass."""
    found: dict[int, Held] = {id(soup): Held()}
    order: list[Tag] = [soup]
    for node in soup.descendants:
        if isinstance(node, Tag):
            found[id(node)] = Held()
            order.append(node)
        elif isinstance(node, NavigableString) and type(node) in _READ and node.parent is not None:
            found[id(node.parent)].text += len(node)
    for tag in reversed(order):
        if tag.parent is not None:
            _add(found[id(tag.parent)], found[id(tag)], tag.name, tag.name in blocks)
    return found


def _add(whole: Held, part: Held, name: str, block: bool) -> None:
    whole.text += part.text
    whole.paragraphs += part.paragraphs + (name == "p")
    whole.headings += part.headings + (name in HEADINGS)
    whole.tops += part.tops + (name in ("h1", "h2"))
    whole.h1 += part.h1 + (name == "h1")
    whole.h2 += part.h2 + (name == "h2")
    whole.lists += part.lists + (name == "ol")
    whole.tables += part.tables + (name == "table")
    whole.blocks += part.blocks + block


def tags_named(root: Tag, *names: str) -> list[Tag]:
    """All elements of some names below another, or of any name where none is given, in order.

    What `find_all` gives, in a fifth of its time: it judges each element by rules that we don't need.
    """
    wanted = frozenset(names)
    tags = (node for node in root.descendants if isinstance(node, Tag))
    return [tag for tag in tags if not wanted or tag.name in wanted]


def inside(tags: Sequence[Tag]) -> set[int]:
    """The `id`s of some elements and of all that is in them."""
    return {id(node) for tag in tags for node in (tag, *tag.descendants)}
