"""The list of references of an HTML page, found by what its entries look like and where it stands.

Publishers print it in many ways: as items of a list, as rows, as boxes among others; in a tab, below
a menu of the same name, with or without a heading. What they share: elements of one kind that repeat,
most of which look like references, under a heading that says so or in an element that is called so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from ingest.bibliography import html_entry
from ingest.bibliography.place import says_references
from ingest.bibliography.signs import LONGEST, looks_like_reference
from ingest.block import Block
from ingest.capture import html_tree
from ingest.capture.html_title import clean, words
from ingest.capture.html_tree import HEADINGS, Held

_ENTRY_TAGS = frozenset("li div p tr dd article section span cite".split())
_NAMED = re.compile(
    r"(?:^|[-_\s]|(?<=[a-z])(?=[A-Z]))(?i:refs?|references?|ref-?lists?|bib(?:l|lio|liography)?"
    r"|cit(?:ation|e)?s?|cr|literature-?cited|cited-?refs?|end-?notes?|foot-?notes?)"
    r"(?:$|[-_\s\d]|(?i:list|items?)|(?=[A-Z]))"
)
_LEAST = 4  # characters: a heading is longer
_SHARE = 0.6  # of a list's elements look like references
_FEW = 3  # entries: a list without a heading has no fewer
_ALIKE = 0.8  # of the entries have a class in common
_WHOLE = ("li", "tr")  # what is in one parent is one list
_LINED = ("p", "div", "td", "dd")  # what may hold a list line by line
_MOST = 20  # headings that are looked below, the last ones
_TITLES = ("li", "tr", "dd", "article")  # a heading inside of one titles an entry
_LOWEST = 3  # the level of a heading that no tag tells


@dataclass(slots=True)
class _Group:
    """Elements of one name in one parent that may be entries, and how many look like it."""

    members: list[Tag] = field(default_factory=list)
    alike: int = 0
    headed: bool = False

    def rank(self) -> float:
        """How sure it is that this is the list, or 0."""
        few = 1 if self.headed and self.members[0].name == "li" else 2 if self.headed else _FEW
        if self.alike < few or self.alike < _SHARE * len(self.members):
            return 0
        return self.alike * (2 if self.headed else 1)


@dataclass(frozen=True, slots=True)
class TakenList:
    """A list that was taken out of a tree: its entries, and the empty element left in its place."""

    entries: tuple[Block, ...]
    place: Tag


def take(soup: BeautifulSoup) -> TakenList | None:
    """Take the page's list of references out of its tree; None where none is known as such."""
    heads, named = _signposts(soup)
    if not heads and not named:
        return None
    heads = heads[-_MOST:]
    _part_lines(soup, heads)
    holds = html_tree.held(soup)
    regions = [_groups(_below(head), holds, headed=True) for head in heads]
    regions.append(_groups(_inside(named), holds, headed=False))
    listed = [(found, region) for region in regions if (found := _first(region)) is not None]
    if not listed:
        return None
    members = _with_parts(*max(listed, key=lambda pair: pair[0].rank()))
    taken = TakenList(html_entry.read(members), soup.new_tag("ol"))
    members[0].insert_before(taken.place)
    html_tree.rewrite(soup, {id(tag): () for tag in members})
    return taken


def _first(region: Sequence[_Group]) -> _Group | None:
    """The first list of a region below a heading: what cites the article may follow; else the largest."""
    sure = [group for group in region if group.rank()]
    likely = [group for group in sure if group.headed and group.alike >= _FEW]
    nested = [g for g in likely if g is not likely[0] and _nested(g, likely[0])]
    if likely:
        return max([likely[0], *nested], key=_Group.rank)
    return max(sure, key=_Group.rank, default=None)


def _signposts(soup: BeautifulSoup) -> tuple[list[NavigableString], list[Tag]]:
    """The strings that head a list of references, and the elements that are called so."""
    heads: list[NavigableString] = []
    named: list[Tag] = []
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.attrs and _NAMED.search(_names(node)):
                named.append(node)
        elif isinstance(node, NavigableString) and len(node) > _LEAST and says_references(node):
            heads.append(node)
    return heads, named


def _names(tag: Tag) -> str:
    return " ".join([*_classes(tag), str(tag.get("id", ""))])


def _below(head: NavigableString) -> Iterator[Tag]:
    """The elements between a heading and the next that is no lower."""
    own = head.find_parent(HEADINGS)
    level = int(own.name[1]) if own is not None else _LOWEST
    for node in head.next_elements:
        if not isinstance(node, Tag):
            continue
        if node.name in HEADINGS and int(node.name[1]) <= level and not node.find_parent(_TITLES):
            return
        yield node


def _inside(named: Sequence[Tag]) -> Iterator[Tag]:
    """Elements that are called after references, and all that is in them, each once."""
    seen: set[int] = set()
    for tag in named:
        if id(tag) in seen:
            continue
        for node in (tag, *tag.descendants):
            if isinstance(node, Tag) and id(node) not in seen:
                seen.add(id(node))
                yield node


def _part_lines(soup: BeautifulSoup, heads: Sequence[NavigableString]) -> None:
    """Put each line of a paragraph that lists references line by line into an element of its own."""
    around = {id(tag): tag for head in heads for tag in head.find_parents(_LINED)}
    below = {id(tag): tag for head in heads for tag in _below(head) if tag.name in _LINED}
    parted = [
        (tag, lines)
        for tag in (around | below).values()
        if len(lines := _lines(tag)) > 1 and _list_references(lines)
    ]
    for tag, lines in parted:
        tag.contents = [_holding(soup, line) for line in lines]
    if parted:
        html_tree.relink(soup)


def _list_references(lines: Sequence[Sequence[PageElement]]) -> bool:
    """Whether lines are references, but for one that may be their heading."""
    told = [text for line in lines if (text := clean("".join(map(_text, line))))]
    alike = sum(map(looks_like_reference, told))
    return alike > 1 and alike >= _SHARE * (len(told) - 1)


def _holding(soup: BeautifulSoup, line: list[PageElement]) -> Tag:
    holder = soup.new_tag("div")
    holder.contents = line
    return holder


def _lines(tag: Tag) -> list[list[PageElement]]:
    """What an element holds between its <br>."""
    lines: list[list[PageElement]] = [[]]
    for child in tag.contents:
        if isinstance(child, Tag) and child.name == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _text(node: PageElement) -> str:
    return node.get_text() if isinstance(node, Tag) else str(node)


def _groups(tags: Iterable[Tag], holds: dict[int, Held], *, headed: bool) -> list[_Group]:
    """Which elements repeat beside each other, in reading order of the first of each."""
    found: dict[tuple[int, str, str], _Group] = {}
    for tag in tags:
        if tag.name not in _ENTRY_TAGS or not holds[id(tag)].text:
            continue
        for kind in dict.fromkeys(("", *_classes(tag)[:1])):
            key = (id(tag.parent), tag.name, kind)
            found.setdefault(key, _Group(headed=headed)).members.append(tag)
    for group in found.values():
        if group.members[0].name in _WHOLE:  # the heading may be a link in one of the entries
            group.members = _all_beside(group.members[0], holds)
    groups = [g for g in found.values() if len(g.members) > 1 or g.members[0].name == "li"]
    for group in groups:
        _measure(group, holds)
    return [group for group in groups if group.members]


def _all_beside(tag: Tag, holds: dict[int, Held]) -> list[Tag]:
    """The elements of the same name in the same parent, but for empty ones."""
    around = tag.parent.contents if tag.parent is not None else [tag]
    return [t for t in around if isinstance(t, Tag) and t.name == tag.name and holds[id(t)].text]


def _measure(group: _Group, holds: dict[int, Held]) -> None:
    """Count what looks like a reference, and cut what stands before and after in the same parent."""
    alike = [
        holds[id(tag)].text <= LONGEST and looks_like_reference(words(tag)) for tag in group.members
    ]
    if group.members[0].name not in _WHOLE:
        shared = _shared_class(
            [tag for tag, like in zip(group.members, alike, strict=True) if like]
        )
        ends = [
            i for i, like in enumerate(alike) if like and shared <= set(_classes(group.members[i]))
        ]
        span = slice(ends[0], ends[-1] + 1) if ends else slice(0)
        group.members, alike = group.members[span], alike[span]
    group.alike = sum(alike)


def _shared_class(tags: Sequence[Tag]) -> set[str]:
    """The class that nearly all of some elements have, if there is one."""
    counts = Counter(name for tag in tags for name in set(_classes(tag)))
    return {name for name, count in counts.most_common(1) if count >= _ALIKE * len(tags)}


def _classes(tag: Tag) -> list[str]:
    return [str(name) for name in tag.get_attribute_list("class") if name]


def _with_parts(found: _Group, region: Sequence[_Group]) -> list[Tag]:
    """The entries of a list, and of those beside it that are made alike: it may be in several parts."""
    parent = found.members[0].parent
    members: list[Tag] = []
    for group in region:
        around = group.members[0].parent
        alike = (
            around is not None
            and parent is not None
            and around is not parent
            and (around.name, _classes(around)) == (parent.name, _classes(parent))
            and (around.parent is parent.parent or bool(_classes(parent)))
            and group.members[0].name == found.members[0].name
        )
        if group is found or (alike and group.rank() and not _nested(group, found)):
            members += group.members
    return members


def _nested(group: _Group, other: _Group) -> bool:
    """Whether one of two groups stands in an element of the other."""
    return _stands_in(group, other) or _stands_in(other, group)


def _stands_in(group: _Group, other: _Group) -> bool:
    ids = {id(tag) for tag in other.members}
    return any(id(parent) in ids for parent in group.members[0].parents)
