"""The title of an HTML page: its real heading, not the shop's logo, agreeing with its metadata."""

import re
from bisect import bisect_left

from bs4 import BeautifulSoup, Tag

from ingest.capture.html_tree import tags_named

_LOGO = re.compile(
    r"(?:^|[-_\s])(?:logo\w*|brand|branding|site-?title|site-?name|masthead)", re.IGNORECASE
)
_HOME = re.compile(
    r"^(?:/|/[a-z]{2}(?:-[a-z]{2})?/?|https?://[^/]+/?|index\.html?)$", re.IGNORECASE
)
_BAR = re.compile(r"(?<!\s)\s++[|–—·:»-]\s+")


def title_of(soup: BeautifulSoup) -> str | None:
    """The first heading that the page's metadata names too; else its h1; else the metadata."""
    named, site = _metadata_titles(soup), _site_name(soup)
    tops = [tag for tag in _tops(soup) if not _is_logo(tag, site)]
    keys = sorted(map(_key, named))
    if agreeing := next((tag for tag in tops if _agrees(words(tag), keys)), None):
        return words(agreeing)
    if tops:
        return words(tops[0])
    others = [tag for tag in tags_named(soup, "h2", "h3") if not _is_logo(tag, site)]
    first = [_key(title) for title in named[:1]]
    if agreeing := next((tag for tag in others if _agrees(words(tag), first)), None):
        return words(agreeing)
    return _without_site(named[0], site) if named else None


def words(tag: Tag) -> str:
    """The text of an element on one line, without invisible characters."""
    return clean(tag.get_text(" "))


def clean(text: str) -> str:
    """Single spaces, and no characters that take no room."""
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip()


def _tops(soup: BeautifulSoup) -> list[Tag]:
    found = [*tags_named(soup, "h1"), *filter(_is_top, tags_named(soup))]
    return [tag for tag in found if words(tag)]


def _is_top(tag: Tag) -> bool:
    return tag.get("role") == "heading" and tag.get("aria-level") == "1"


def _metadata_titles(soup: BeautifulSoup) -> list[str]:
    """The titles that the page's metadata gives, those made for sharing before the tab's."""
    metas = [meta for meta in tags_named(soup, "meta") if meta.has_attr("content")]
    found = [
        str(meta["content"])
        for name in ("og:title", "twitter:title")
        for meta in metas
        if name in (meta.get("property"), meta.get("name"))
    ]
    if soup.title:
        found.append(words(soup.title))
    return [title for title in map(clean, found) if title]


def _site_name(soup: BeautifulSoup) -> str:
    meta = soup.find("meta", property="og:site_name")
    return clean(str(meta.get("content", ""))) if isinstance(meta, Tag) else ""


def _is_logo(tag: Tag, site: str) -> bool:
    """A heading that is the shop's name: called so, or nothing but a link to the first page."""
    if site and words(tag).lower() == site.lower():
        return True
    around = [tag, *list(tag.parents)[:2]]
    names = " ".join(
        " ".join([*node.get_attribute_list("class"), str(node.get("id", ""))])
        for node in around
        if isinstance(node, Tag) and node.attrs
    )
    link = tag.find("a", href=_HOME)
    linked = isinstance(link, Tag) and words(link) in ("", words(tag))
    return linked or (bool(_LOGO.search(names)) and len(words(tag).split()) <= 4)


def _agrees(heading: str, keys: list[str]) -> bool:
    """Whether the metadata gives this heading, the site's name behind it or not.

    `keys` are the metadata's titles as they are compared, in alphabetical order.
    """
    key = _key(heading)
    place = bisect_left(keys, key)
    return len(key) > 8 and place < len(keys) and keys[place].startswith(key)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _without_site(named: str, site: str) -> str:
    """A metadata title without the site's name at its end."""
    pieces = _BAR.split(named)
    if len(pieces) < 2:
        return named
    if "|" in named:
        return re.split(r"\s+\|\s+", named)[0]
    last = pieces[-1]
    is_site = last == site or len(last.split()) <= 3
    return named[: named.rindex(last)].rstrip(" –—·:»-|") if is_site else named
