"""Takes out of an HTML page what is no article, by tags, names, and small boxes with a button."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from ingest.capture import boilerplate, html_tree
from ingest.capture.html_title import clean, words
from ingest.capture.html_tree import Held

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
    unread = html_tree.tags_named(soup, "script", "style", "noscript", "template", "svg", "head")
    html_tree.rewrite(soup, {id(tag): () for tag in unread})
    _free_headings(soup)
    dropped = _drop(soup, _boxes(soup))
    holds = html_tree.held(soup)
    half = holds[id(soup)].text / 2
    tags = html_tree.tags_named(soup)
    return dropped + _drop(soup, [t for t in tags if _is_furniture(t, holds, half)])


def without_teasers(soup: BeautifulSoup) -> BeautifulSoup:
    """The extractor's main text without lines that are links throughout, two or more in a row."""
    lines = html_tree.tags_named(soup, "p", "li")
    led = {id(tag) for tag in lines if _leads_away(tag)}
    gone = set()
    for tag in lines:
        following = tag.find_next_sibling()
        if id(tag) in led and following is not None and id(following) in led:
            gone |= {id(tag), id(following)}
    html_tree.rewrite(soup, dict.fromkeys(gone, ()))
    return soup


def _leads_away(tag: Tag) -> bool:
    link = tag.find("a", href=True)
    if not isinstance(link, Tag) or str(link["href"]).startswith("#"):
        return False
    return words(link).strip(" .|[]") == words(tag).strip(" .|[]")


def _drop(soup: BeautifulSoup, tags: list[Tag]) -> list[str]:
    """Take elements out of the page; the lines of those that are not in an earlier one of them."""
    lines: list[str] = []
    gone: set[int] = set()
    for tag in tags:
        if id(tag) not in gone:
            gone |= html_tree.inside([tag])
            lines += [line for line in (clean(s) for s in tag.stripped_strings) if line]
    html_tree.rewrite(soup, {id(tag): () for tag in tags})
    return lines


def _free_headings(soup: BeautifulSoup) -> None:
    """An accordion's heading is a button: keep its words, and make a heading of a bare question."""
    freed: dict[int, list[PageElement]] = {}
    for button in html_tree.tags_named(soup, "button", "summary"):
        if button.name == "button" and button.find_parent(_TITLED):
            freed[id(button)] = button.contents
        elif _is_question(words(button)) and not button.find(_TITLED):
            button.name = "h3"
    html_tree.rewrite(soup, freed)


def _is_question(text: str) -> bool:
    """A question that heads an answer, and does not ask what the reader thinks of the page."""
    asks = text.endswith("?") and len(text.split()) >= 3
    return asks and not boilerplate.is_heading_of("after", text)


def _boxes(soup: BeautifulSoup) -> list[Tag]:
    tags = [
        tag for tag in html_tree.tags_named(soup, "form", "input", "button", "a") if _is_shops(tag)
    ]
    holds = html_tree.held(soup) if tags else {}
    large: dict[int, bool] = {}
    return [box for box in (_box(tag, holds, large) for tag in tags) if box is not None]


def _is_shops(tag: Tag) -> bool:
    """Whether an element buys, or asks for an address."""
    if tag.name in ("form", "input") and _asks_for_address(tag):
        return True
    return tag.name in ("a", "button") and boilerplate.is_offer(words(tag))


def _box(tag: Tag, holds: dict[int, Held], large: dict[int, bool]) -> Tag | None:
    """The largest small element around a button to buy or a form for an address, or None."""
    found = None
    for parent in tag.parents:
        if parent.name not in ("div", "section", "ul", "li", "aside", "td"):
            break
        if id(parent) not in large:
            large[id(parent)] = bool(holds[id(parent)].tops) or len(words(parent)) > _BOX
        if large[id(parent)]:
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


def _is_furniture(tag: Tag, holds: dict[int, Held], half: float) -> bool:
    if tag.name in ("body", "html", "main", "article", "h1"):
        return False
    if (
        tag.name == "figure" and holds[id(tag)].tables
    ):  # so do the makers of pages wrap their tables
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
    return named and not _holds_article(tag, holds[id(tag)], half)


def _holds_article(tag: Tag, inside: Held, half: float) -> bool:
    """A wrapper with a telling class name may still hold the page's text or its references.

    `half` of the page's text under headings is no furniture, whatever its name.
    """
    if tag.name == "form" and inside.h1:
        return bool(inside.paragraphs)  # some shops' pages are one form throughout
    if tag.name in _DROPPED_TAGS:
        return False
    if (inside.h1 or inside.lists) and inside.text > 1500:
        return True
    return bool(inside.h2) and (inside.paragraphs >= 8 or inside.text > half)
