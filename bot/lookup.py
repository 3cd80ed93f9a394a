"""Questions about the references themselves, answered from the list and not by similarity.

`look_up` takes a message and an article and gives the entries that were asked for, or None when
the message is no question about the list: then the article's text answers it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from bot.lookup_authors import named
from bot.lookup_filters import TopicSearch, filters, in_words, is_from
from bot.lookup_list import Catalogue, catalogue
from bot.lookup_question import LAST, Asked, parse
from bot.lookup_years import spans_text
from ingest.article import Article, Section

Kind = Literal[
    "number", "missing_number", "author", "year", "journal", "topic", "doi", "count", "oldest",
    "newest", "section", "claims", "without_doi", "kind", "all", "not_found",
]  # fmt: skip
_EXTREMES: tuple[tuple[Literal["oldest", "newest"], Callable[[list[int]], int]], ...] = (
    ("oldest", min),
    ("newest", max),
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the list answers.

    `numbers` are the entries to show, in list order; an entry that the page tore in two stands
    there once, by the number of its head, whose reference names its tail in `continued_by`; so
    asking for the tail's number gives the head, and `asked` the number that was asked for.
    `sentences` are the ids of the sentences with a link to the entries, for "claims" alone, and
    `asked` is the value asked for: a number, a name, years, a topic; several with commas. A
    "count" of the whole list has neither `asked` nor numbers: it is `highest`.
    """

    kind: Kind
    numbers: tuple[int, ...]
    sentences: tuple[str, ...]
    asked: str
    highest: int


def look_up(
    question: str, article: Article, topic_search: TopicSearch | None = None
) -> Lookup | None:
    """What the reference list answers to a message; None when the message does not ask it.

    `topic_search` gives reference numbers for a topic by similarity; it is asked only when no
    title has the topic's words.
    """
    if not article.references:
        return None
    asked, found = parse(question), catalogue(article)
    for step in (_by_doi, _by_number, _by_author, _by_presence_of_doi, _by_section):
        if (answer := step(asked, found)) is not None:
            return answer
    return _by_filters(asked, found, topic_search)


def _made(found: Catalogue, kind: Kind, numbers: Iterable[int], asked: str) -> Lookup:
    """A look-up; with no entries it is "not_found"."""
    shown = found.in_order(numbers)
    return Lookup(kind if shown else "not_found", shown, (), asked, found.highest)


def _by_doi(asked: Asked, found: Catalogue) -> Lookup | None:
    if asked.doi is None:
        return None
    doi = asked.doi.lower()
    whole = [r.number for r in found.heads if (r.doi or "").lower() == doi]
    begun = [r.number for r in found.heads if (r.doi or "").lower().startswith(doi)]
    return _made(found, "doi", whole or begun, asked.doi)


def _by_number(asked: Asked, found: Catalogue) -> Lookup | None:
    if not asked.numbers or not (asked.sure or not asked.rest):
        return None
    wanted = [found.highest if number == LAST else number for number in asked.numbers]
    shown = ", ".join(map(str, wanted))
    existing = [number for number in wanted if number in found.head_of]
    if not existing:
        return Lookup("missing_number", (), (), shown, found.highest)
    if asked.flags & {"claims", "cited"}:
        return _claims(found, existing, shown)
    return _made(found, "number", existing, shown)


def _claims(found: Catalogue, numbers: Iterable[int], shown: str) -> Lookup:
    heads = found.in_order(numbers)
    sought = {number for number, head in found.head_of.items() if head in heads}
    sentences = tuple(
        sentence.id
        for sentence in found.article.sentences
        if any(link.number in sought for link in sentence.links)
    )
    return Lookup("claims", heads, sentences, shown, found.highest)


def _by_author(asked: Asked, found: Catalogue) -> Lookup | None:
    author = named(asked, found)
    if author is None:
        return None
    entries = [r for r in found.heads if r.number in author.numbers]
    shown = author.name
    if asked.years:
        entries = [r for r in entries if is_from(r, asked.years)]
        shown = f"{shown} {spans_text(asked.years)}"
    entries = [r for r in entries if r.kind in asked.kinds] or entries
    numbers = [r.number for r in entries]
    if numbers and "claims" in asked.flags and "written" not in asked.flags:
        return _claims(found, numbers, shown)
    return _made(found, "author", numbers, shown)


def _by_presence_of_doi(asked: Asked, found: Catalogue) -> Lookup | None:
    pointed = asked.reference or asked.study or "which" in asked.flags
    if "doi" not in asked.flags or asked.rest or not (pointed or "lacking" in asked.flags):
        return None
    without = "lacking" in asked.flags
    numbers = [r.number for r in found.heads if bool(r.doi) != without]
    return _made(found, "without_doi" if without else "doi", numbers, "")


def _by_section(asked: Asked, found: Catalogue) -> Lookup | None:
    """The entries linked from a section and from the sections below it."""
    if not asked.reference or "section" not in asked.flags or not asked.rest:
        return None
    places, used = found.headings.find(asked.rest, together=True)
    if not places or len(used) < len(asked.rest):
        return Lookup("not_found", (), (), in_words(asked, asked.rest), found.highest)
    sections = found.article.sections
    numbers: set[int] = set()
    for place in places:
        inner = _until_level(sections[place + 1 :], sections[place].level)
        for section in (sections[place], *inner):
            numbers |= {link.number for s in section.sentences for link in s.links}
    headings = ", ".join(sections[place].heading for place in sorted(places))
    return Lookup("section", found.in_order(numbers), (), headings, found.highest)


def _until_level(sections: Sequence[Section], level: int) -> Iterable[Section]:
    return takewhile(lambda section: section.level > level, sections)


def _by_filters(asked: Asked, found: Catalogue, topic_search: TopicSearch | None) -> Lookup | None:
    """Years, kinds, journal and topic together; then a count or the newest of them."""
    parts = filters(asked, found, topic_search)
    if parts is None:
        return None
    entries = [r for r in found.heads if all(r.number in part.numbers for part in parts)]
    shown = ", ".join(part.asked for part in parts)
    if "count" in asked.flags:
        if not parts:
            return Lookup("count", (), (), "", found.highest)
        return _made(found, "count", [r.number for r in entries], shown)
    for kind, choose in _EXTREMES:
        dated = [r.year for r in entries if r.year]
        if kind in asked.flags and dated:
            chosen = [r.number for r in entries if r.year == choose(dated)]
            return _made(found, kind, chosen, shown)
    return _made(found, parts[0].kind if parts else "all", [r.number for r in entries], shown)
