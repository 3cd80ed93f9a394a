"""Boxes that sum a page up above its introduction: what follows them is none of their text."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from ingest.capture import html_tree
from ingest.capture.html_title import words
from ingest.capture.html_tree import HEADINGS, Held

_LONGEST = 2000  # characters: what sums up is shorter
_NAMED = re.compile(
    r"(?:key|main)?[-_ ]?take-?aways?|key[-_ ](?:points|facts)|summary|at[-_ ]a[-_ ]glance|highlights"
    r"|quick[-_ ]facts|fact[-_ ]?box|info[-_ ]?box|call-?out|tl;?dr|sammanfattning|kort[-_ ]om"
    r"|snabbfakta|fakta-?ruta|i[-_ ]korthet|(?:det[-_ ])?viktigaste",
    re.IGNORECASE,
)


def move_boxes(soup: BeautifulSoup) -> None:
    """Let a box with its own heading stand behind the text that follows it without a heading.

    In the order of the page that text would fall into the box's section.
    """
    holds = html_tree.held(soup)
    for box in html_tree.tags_named(soup, "div", "section"):
        if holds[id(box)].headings != 1 or not _sums_up(box, holds):
            continue
        behind = _without_heading(box, holds)
        if any(isinstance(node, Tag) and words(node) for node in behind):
            behind[-1].insert_after(box.extract())


def _sums_up(box: Tag, holds: dict[int, Held]) -> bool:
    heading = box.find(HEADINGS)
    names = " ".join(
        [*box.get_attribute_list("class"), str(box.get("id", ""))] if box.attrs else []
    )
    told = isinstance(heading, Tag) and (_NAMED.match(words(heading)) or _NAMED.search(names))
    return bool(told) and _first(box, holds) is heading and len(words(box)) < _LONGEST


def _first(box: Tag, holds: dict[int, Held]) -> Tag | None:
    """The first element in a box that has words, and no heading inside."""
    inside = (tag for tag in box.descendants if isinstance(tag, Tag))
    return next((tag for tag in inside if not holds[id(tag)].headings and words(tag)), None)


def _without_heading(box: Tag, holds: dict[int, Held]) -> list[PageElement]:
    """What follows a box beside it, up to the next heading."""
    found: list[PageElement] = []
    for node in box.next_siblings:
        if isinstance(node, Tag) and (node.name in HEADINGS or holds[id(node)].headings):
            break
        found.append(node)
    return found
