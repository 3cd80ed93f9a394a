"""Elements of a list of references → its entries: each one's number and its text, whole.

No part of the text: links to databases behind it, arrows back to the article, printed numbers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import CData, NavigableString

from ingest.bibliography.names import names_at_start
from ingest.block import Block
from ingest.capture.html_title import clean

_UNREAD = frozenset("script style noscript template svg img button input select form".split())
_BLOCKS = frozenset(
    "p div section article header ul ol dl dt dd table tbody tr br h1 h2 h3 h4 h5 h6".split()
)
_ITEMS = ("li", "td", "th")
_SERVICES = frozenset(
    """view go to find order search direct full free open get check article articles publisher
    abstract abstracts text link links via in at on for the this and by up jump back pdf html crossref
    pubmed ncbi pmc europe central medline infotrieve openurl google scholar scopus web of science isi
    cas ads inspec mathscinet zentralblatt embase adsabs sfx worldcat jstor sciencedirect wiley
    springer publication download reference references source citation time times cited paper ref doi
    external resource resources library access record semantic export bibtex ris endnote k mb""".split()
)
_IN_LINE = frozenset(  # parts of a reference in the tag set of journals, JATS, as classes
    """person-group author name string-name surname given-names year volume issue fpage lpage source
    article-title pub-id collab elocation-id edition publisher-name publisher-loc""".split()
)
_RECORD = re.compile(r"10\.\d{4,9}/|https?:|www\.|pmid|\bPMC ?\d|arxiv:|\.\w{2,4}/", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>&?#;]+")
_BEHIND_DOI = re.compile(  # in a publisher's addresses
    r"(?:/(?:full|pdf|epdf|abstract|meta|html?|fulltext[^/]*)|\.pdf|\.html?)+/?$", re.IGNORECASE
)
_LINE = "\n"  # what parts two blocks, and what parts two items, in the pieces of an entry
_ITEM = "\v"
_RULE = re.compile(r"[\s|·•,;:/\[\](){}<>–—-]*")
_OPENING = re.compile(r"[\s\[(|·•–—,;]*")
_OPEN = re.compile(r"(?<![\s\[(|·•–—])[\s\[(|·•–—]+$")  # what opens or parts links
_LEADING = re.compile(r"^[\s↵↑↩⇑^*•]+")
_NUMBER = re.compile(r"[\[(]?(\d{1,3})(?:[\])]\s*[.:]?|[.:](?!\d)|(?=\s|$))\s*")
_NUMBERED = 0.8  # of the entries have a printed number that is one higher than the last
_OFTEN = 0.25  # of the entries have a link of the same words
_SHORT = 40  # characters of a link to a database


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of an entry's text, a link throughout or not; or what parts two lines of it."""

    text: str
    link: bool = False


def read(tags: Sequence[Tag]) -> tuple[Block, ...]:
    """The entries in order, numbered as the page prints or counts them; empty ones left out."""
    pieces = [_with_label(tag, list(_pieces(tag))) for tag in tags]
    often = _repeated(pieces)
    texts = [_joined(_without_services(each, often)) for each in pieces]
    numbers = _printed(texts)
    if numbers:
        texts = [_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text for text in texts]
    numbers = numbers or _counted(tags)
    return tuple(
        Block(text, item=number, entry=True, doi=doi)
        for doi, text, number in zip(_linked_dois(tags), texts, numbers, strict=True)
        if re.search(r"\w", text)
    )


def _linked_dois(tags: Sequence[Tag]) -> list[str | None]:
    """The one DOI that each entry's links lead to; None where they lead to none, or to several.

    What several entries lead to is the page's own. A resolver's address has a DOI as it is; others may
    have something behind it.
    """
    resolved, others = ([_dois(tag, resolvers=each) for tag in tags] for each in (True, False))
    linked = [a | b for a, b in zip(resolved, others, strict=True)]
    entries = Counter(key for each in linked for key in each)
    own = [
        [doi for key, doi in each.items() if entries[key] == 1]
        for pair in zip(resolved, linked, strict=True)
        for each in pair
    ]
    return [_only(a) or _only(b) for a, b in zip(own[::2], own[1::2], strict=True)]


def _only(found: Sequence[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _dois(tag: Tag, *, resolvers: bool) -> dict[str, str]:
    """Each DOI that an entry's links have, by itself in lower case."""
    addresses = (unquote(str(link["href"])) for link in tag.find_all("a", href=True))
    found = (
        _BEHIND_DOI.sub("", doi).rstrip(".,;)")
        for address in addresses
        if ("doi.org/" in address) is resolvers
        for doi in _DOI.findall(address)
    )
    return {doi.lower(): doi for doi in found}


def _with_label(tag: Tag, pieces: list[_Piece]) -> list[_Piece]:
    """A definition's pieces behind the number or the names that it defines."""
    label = tag.find_previous_sibling() if tag.name == "dd" else None
    if label is None or label.name != "dt":
        return pieces
    text = clean(label.get_text())
    if not (_NUMBER.fullmatch(text) or names_at_start(text)):
        return pieces
    return [_Piece(label.get_text()), _Piece(_LINE), *pieces]


def _pieces(tag: Tag) -> Iterator[_Piece]:
    """The text of an element in stretches, without what is hidden in it or leads back."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in _UNREAD or _is_hidden(child) or _leads_back(child):
                continue
            parting = _parting(child)
            if parting:
                yield _Piece(parting)
            yield from [_Piece(child.get_text(), True)] if child.name == "a" else _pieces(child)
            if parting:
                yield _Piece(parting)
        elif type(child) in (NavigableString, CData):
            yield _Piece(str(child))


def _parting(tag: Tag) -> str:
    """What parts an element from the text around it; its class may say that it is part of a line."""
    if tag.name in _ITEMS:
        return _ITEM
    if tag.name not in _BLOCKS or _IN_LINE & {
        str(name) for name in tag.get_attribute_list("class")
    }:
        return ""
    return _LINE


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or "display:none" in str(tag.get("style", "")).replace(" ", "")


def _leads_back(tag: Tag) -> bool:
    """An arrow or a letter that leads to where the article cites the entry."""
    if tag.name != "a" or "#" not in str(tag.get("href", "")):
        return False
    text = clean(tag.get_text())
    return len(text) <= 3 and not re.search(r"\d", text)


def _repeated(entries: Sequence[Sequence[_Piece]]) -> set[str]:
    """The words of links that stand in many entries."""
    counts = Counter(
        name for pieces in entries for name in {_name(p.text) for p in pieces if p.link}
    )
    return {name for name, count in counts.items() if count >= max(3, _OFTEN * len(entries))}


def _name(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def _without_services(pieces: Sequence[_Piece], often: set[str]) -> list[_Piece]:
    """The pieces but for the links to databases and the like at both ends; a record's number stays."""
    tail = first = len(
        pieces
    )  # where nothing but links and lines between them is left; the first link to go
    while tail and (kind := _tail_kind(pieces[tail - 1], often)):
        tail -= 1
        first = tail if kind == "service" else first
    behind = [p for p in pieces[first:] if _tail_kind(p, often) == "record"]
    kept = list(pieces[:first])
    while first < len(pieces) and kept and _OPENING.fullmatch(kept[-1].text):
        kept.pop()
    if first < len(pieces) and kept:
        kept[-1] = replace(kept[-1], text=_OPEN.sub("", kept[-1].text))
    while kept and (not kept[0].text.strip() or (kept[0].link and _is_service(kept[0], set()))):
        kept.pop(0)
    return [*kept, *(piece for record in behind for piece in (_Piece(_LINE), record))]


def _tail_kind(piece: _Piece, often: set[str]) -> str:
    """What a piece at the end of an entry is: a record's number, a line or bracket, a service; or "" for text."""
    if piece.link and _RECORD.search(piece.text):
        return "record"
    if _RULE.fullmatch(piece.text):
        return "rule"
    return "service" if _is_service(piece, often) else ""


def _is_service(piece: _Piece, often: set[str]) -> bool:
    """Whether a piece leads to the work elsewhere: it has the words of such links, or often repeats."""
    name = _name(piece.text)
    if len(clean(piece.text)) > _SHORT or not name:
        return False
    known = all(word in _SERVICES for word in name.split())
    return (known and (piece.link or " " in name)) or (piece.link and name in often)


def _joined(pieces: Sequence[_Piece]) -> str:
    """One line: blocks that end without a stop get one, so that they stay apart."""
    said, parting = "", ""
    for piece in pieces:
        if piece.text in (_LINE, _ITEM):
            parting = piece.text if parting != _LINE else parting
            continue
        text = re.sub(r"\s+", " ", piece.text)
        if not text.strip():
            said += "" if parting else " "
            continue
        if parting:
            said = said.rstrip() + _between(said, text, parting) + text.lstrip()
        else:
            said += _beside(said, text)
        parting = ""
    return _LEADING.sub("", clean(said))


def _between(said: str, text: str, parting: str) -> str:
    """What stands between two lines of an entry."""
    before, after = said.rstrip(), text.lstrip()
    if re.match(r"[.,;:)\]]", after):
        return ""
    bare = not before or _NUMBER.fullmatch(_LEADING.sub("", before)) or before[-1] in ".,;:?!…–-("
    if bare or after[0].islower():
        return " " if before else ""
    return ". " if parting == _LINE else ", "


def _beside(said: str, text: str) -> str:
    """A piece, behind a space where its style alone parts it from the one before."""
    dated = re.search(r"[^\W\d_]$", said) and re.match(r"(?:1[6-9]|20)\d\d", text)
    named = re.search(r"[a-zåäöøæüé]{2}[.,;:?!]?$", said) and re.match(r"[A-ZÅÄÖØÆÜÉ]", text)
    return f" {text}" if dated or named else text


def _printed(texts: Sequence[str]) -> list[int]:
    """The numbers that the entries begin with, or none where they do not count up."""
    found = [int(m.group(1)) if (m := _NUMBER.match(text)) else 0 for text in texts]
    steps = sum(b == a + 1 for a, b in pairwise(found))
    if not any(found) or steps < _NUMBERED * (len(found) - 1):
        return []
    if len(found) == 1 and not re.match(r"[\[(]|\d+[.)\]]", texts[0]):
        return []
    numbers: list[int] = []
    for number in found:
        last = numbers[-1] if numbers else (number or 1) - 1
        numbers.append(number if last < number <= last + 3 else last + 1)
    return numbers


def _counted(tags: Sequence[Tag]) -> list[int]:
    """The numbers that a browser gives the items of a numbered list, or how many there are so far."""
    numbers: list[int] = []
    for tag in tags:
        around = tag.parent
        value = str(tag.get("value", "")) if tag.name == "li" else ""
        if not numbers and around is not None and around.name == "ol" and not value:
            value = str(around.get("start", ""))
        following = numbers[-1] + 1 if numbers else 1
        numbers.append(
            int(value)
            if re.fullmatch(r"[0-9]{1,4}", value) and int(value) >= following
            else following
        )
    return numbers
