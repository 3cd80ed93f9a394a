"""Printed markers in the tags of a page, framed so that markers.py can judge them in their text."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from lxml.html import HtmlElement

from ingest.capture import html_tree
from ingest.capture.html_title import clean
from ingest.text.sentences import MARK_CLOSE, MARK_OPEN

IN_PAGE = re.compile("#.")
_ENTRY_LINK = re.compile(r"#.*(?:ref|cite|fn|foot|note|bib|kalla|källa|source)", re.IGNORECASE)


def mark_superscripts(soup: BeautifulSoup) -> None:
    """Frame <sup>3</sup> and put links to entries into brackets."""
    instead: dict[int, list[NavigableString]] = {}
    for tag in html_tree.tags_named(soup, "sup"):
        linked = tag.find("a", href=IN_PAGE) or tag.find_parent("a", href=IN_PAGE)
        instead[id(tag)] = [NavigableString(_raised(tag.get_text(), bool(linked)))]
    html_tree.rewrite(soup, instead)
    instead = {}
    for tag in html_tree.tags_named(soup, "a"):
        if not _ENTRY_LINK.search(str(tag.get("href", ""))):
            continue
        before = tag.previous_sibling
        before = instead[id(before)][0] if id(before) in instead else before
        if (label := _linked(tag.get_text(), str(before or ""))) is not None:
            instead[id(tag)] = [NavigableString(label)]
    html_tree.rewrite(soup, instead)


def mark_in_tree(root: HtmlElement) -> None:
    """The same in a tree of lxml, as the extractor reads it; it would drop them."""
    for tag in list(root.iter("sup")):
        links = [*tag.iter("a"), *tag.iterancestors("a")]
        linked = any(IN_PAGE.search(link.get("href", "")) for link in links)
        _replace(tag, _raised(tag.text_content(), linked))
    for tag in list(root.iter("a")):
        if _ENTRY_LINK.search(tag.get("href", "")):
            before, parent = tag.getprevious(), tag.getparent()
            said = before.tail if before is not None else getattr(parent, "text", "")
            if (label := _linked(tag.text_content(), said or "")) is not None:
                _replace(tag, label)


def _raised(printed: str, linked: bool) -> str:
    """A raised number in its frame; one that leads to an entry is no exponent: in brackets."""
    number = clean(printed)
    if linked and number:
        number = f"[{number.strip('[]()')}]"
    return f"{MARK_OPEN}{number}{MARK_CLOSE}"


def _linked(printed: str, before: str) -> str | None:
    """A number that leads to an entry, in brackets unless it stands in some; None for other links."""
    label = clean(printed).strip("[]()")
    if not re.fullmatch(r"\d{1,3}", label) or MARK_OPEN in printed:
        return None
    inside = before.rstrip().endswith(("[", "(", ",", "–", "-"))
    return label if inside else f"[{label}]"


def _replace(tag: HtmlElement, text: str) -> None:
    """Let an element be its text alone, in a tag that means nothing."""
    behind = tag.tail
    tag.clear()
    tag.tag, tag.text, tag.tail = "span", text, behind
