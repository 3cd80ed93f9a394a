"""Takes out of an HTML page what is no article, by tags, names, and small boxes with a button."""

import re

from bs4 import BeautifulSoup, Comment, Doctype, Tag

from ingest import furniture
from ingest.html_title import clean, words

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
_TITLED = ["h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"]
_BOX = 300  # characters: a box of the shop's is shorter, a part of the article is longer


def prune(soup: BeautifulSoup) -> list[str]:
    """Remove what is no article, and tell what was removed; script and style leave no line."""
    for comment in soup.find_all(string=lambda s: isinstance(s, Comment | Doctype)):
        comment.extract()
    for tag in soup.find_all(["script", "style", "noscript", "template", "svg", "head"]):
        tag.decompose()
    _free_headings(soup)
    dropped: list[str] = []
    for box in [_box(tag) for tag in soup.find_all(["form", "input", "button", "a"])]:
        if box is not None and not box.decomposed:
            dropped += _drop(box)
    for tag in soup.find_all(True):
        if not tag.decomposed and _is_furniture(tag):
            dropped += _drop(tag)
    return dropped


def _drop(tag: Tag) -> list[str]:
    lines = [line for line in (clean(s) for s in tag.stripped_strings) if line]
    tag.decompose()
    return lines


def _free_headings(soup: BeautifulSoup) -> None:
    """An accordion's heading is a button: keep its words, and make a heading of a bare question."""
    for button in soup.find_all(["button", "summary"]):
        if button.name == "button" and button.find_parent(_TITLED):
            button.unwrap()
        elif _is_question(words(button)) and not button.find(_TITLED):
            button.name = "h3"


def _is_question(text: str) -> bool:
    """A question that heads an answer, and does not ask what the reader thinks of the page."""
    asks = text.endswith("?") and len(text.split()) >= 3
    return asks and not furniture.is_heading_of("after", text)


def _box(tag: Tag) -> Tag | None:
    """The largest small element around a button to buy or a form for an address, or None."""
    fields = tag.name in ("form", "input") and _asks_for_address(tag)
    if not fields and not (tag.name in ("a", "button") and furniture.is_offer(words(tag))):
        return None
    found = None
    for parent in tag.parents:
        if parent.name not in ("div", "section", "ul", "li", "aside", "td"):
            break
        if len(words(parent)) > _BOX or parent.find(["h1", "h2"]):
            break
        found = parent
    return found


def _asks_for_address(tag: Tag) -> bool:
    fields = [tag] if tag.name == "input" else tag.find_all("input")
    return any(
        field.get("type") == "email"
        or re.search(r"e-?(?:mail|post)", str(field.attrs), re.IGNORECASE)
        for field in fields
    )


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("body", "html", "main", "article", "h1"):
        return False
    if tag.name == "figure" and tag.find("table"):  # so do the makers of pages wrap their tables
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
    if tag.name == "form" and tag.find("h1"):
        return bool(tag.find("p"))  # some shops' pages are one form throughout
    if tag.name in _DROPPED_TAGS:
        return False
    if tag.find(["h1", "ol"]) and len(tag.get_text()) > 1500:
        return True
    return bool(tag.find("h2")) and len(tag.find_all("p")) >= 8
