"""Boxes that sum a page up above its introduction: what follows them is none of their text."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from ingest.html_title import words

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
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
    for box in soup.find_all(["div", "section"]):
        headings = box.find_all(_HEADINGS)
        if len(headings) != 1 or not _sums_up(box, headings[0]):
            continue
        behind = _without_heading(box)
        if any(isinstance(node, Tag) and words(node) for node in behind):
            behind[-1].insert_after(box.extract())


def _sums_up(box: Tag, heading: Tag) -> bool:
    first = next(
        (tag for tag in box.find_all(True) if words(tag) and not tag.find(_HEADINGS)), None
    )
    names = " ".join(
        [*box.get_attribute_list("class"), str(box.get("id", ""))] if box.attrs else []
    )
    told = _NAMED.match(words(heading)) or _NAMED.search(names)
    return first is heading and bool(told) and len(words(box)) < 2000


def _without_heading(box: Tag) -> list[PageElement]:
    """What follows a box beside it, up to the next heading."""
    found: list[PageElement] = []
    for node in box.next_siblings:
        if isinstance(node, Tag) and (node.name in _HEADINGS or node.find(_HEADINGS)):
            break
        found.append(node)
    return found
