"""Questions about the references themselves, answered from the list and not by similarity.

`look_up` takes a message and an article and gives the entries that were asked for, or None when
the message is no question about the list: then the article's text answers it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from bot.references.list import Catalogue, catalogue
from bot.references.parsing.authors import named
from bot.references.parsing.filters import TopicSearch, filters, in_words, narrowed
from bot.references.parsing.number_words import nouns
from bot.references.parsing.question import ListQuestion, parse
from bot.references.parsing.years import spans_text
from ingest.article import Article, Section

LookupKind = Literal[
    "number", "missing_number", "author", "year", "journal", "topic", "doi", "count", "oldest",
    "newest", "section", "claims", "without_doi", "unused", "kind", "all", "not_found",
]  # fmt: skip
_PUBMED = frozenset({"pmid", "pubmed", "pmcid"})
_OF_ENTRIES = frozenset({"every", "claims", "cited", "journal", "written", "doi", "published"})
_OTHER_NUMBERS = frozenset({"count", "oldest", "newest", "lacking", "found", "section"})
_EXTREMES: tuple[tuple[Literal["oldest", "newest"], Callable[[list[int]], int]], ...] = (
    ("oldest", min),
    ("newest", max),
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the list answers.

    `numbers` are the entries to show, in list order; the tail of an entry that the page tore in
    two comes with its head, whose reference names it in `continued_by`.
    `sentences` are the ids of the sentences with a link to the entries, for "claims" alone, and
    `asked` is the value asked for: a number, a name, years, a topic; several with commas. A
    "count" of the whole list has neither `asked` nor numbers: it is `highest`. `headings` are
    the sections that a "section" asks for.
    """

    kind: LookupKind
    numbers: tuple[int, ...]
    sentences: tuple[str, ...]
    asked: str
    highest: int
    headings: tuple[str, ...] = ()


def look_up(
    question: str, article: Article, topic_search: TopicSearch | None = None
) -> Lookup | None:
    """What the reference list answers to a message; None when the message does not ask it.

    `topic_search` gives the numbers of references on the message's topic by similarity; it is asked
    only when no title has all of the topic's words.
    """
    if not article.references:
        return None
    asked, found = parse(question), catalogue(article)
    for step in (_by_doi, _by_number, _by_author, _by_presence_of_doi, _unused, _by_section):
        if (answer := step(asked, found)) is not None:
            return answer
    return _by_filters(asked, found, topic_search)


def _made(found: Catalogue, kind: LookupKind, numbers: Iterable[int], asked: str) -> Lookup:
    """A look-up; with no entries it is "not_found"."""
    shown = found.in_order(numbers)
    return Lookup(kind if shown else "not_found", shown, (), asked, found.highest)


def _by_doi(asked: ListQuestion, found: Catalogue) -> Lookup | None:
    if asked.doi is None:
        return _by_code(asked, found)
    doi = asked.doi.lower()
    whole = [r.number for r in found.entries if (r.doi or "").lower() == doi]
    begun = [r.number for r in found.entries if (r.doi or "").lower().startswith(doi)]
    return _made(found, "doi", whole or begun, asked.doi)


def _by_code(asked: ListQuestion, found: Catalogue) -> Lookup | None:
    """The entry whose DOI ends in a word of the message, or that prints it as its PMID."""
    for code in asked.codes:
        ending = re.compile(rf"(?<![^./]){re.escape(code.lower())}$")
        numbers = [r.number for r in found.entries if r.doi and ending.search(r.doi.lower())]
        if not numbers and code.isdigit() and _PUBMED & set(asked.folded):
            numbers = [r.number for r in found.entries if re.search(rf"\b{code}\b", r.text)]
            return _made(found, "doi", numbers, code)
        if numbers:
            return _made(found, "doi", numbers, code)
    return None


def _by_number(asked: ListQuestion, found: Catalogue) -> Lookup | None:
    pointed = asked.numbers if asked.sure or not asked.rest else ()
    if not pointed and not _lone_are_meant(asked):
        return None
    given = pointed or asked.lone
    wanted = [number if number >= 0 else found.highest + 1 + number for number in given]
    shown = ", ".join(map(str, wanted))
    existing = [number for number in wanted if number in found.head_of]
    if not existing:
        return Lookup("missing_number", (), (), shown, found.highest)
    if asked.flags & {"claims", "cited"}:
        return _claims(found, existing, shown)
    return _made(found, "number", existing, shown)


def _lone_are_meant(asked: ListQuestion) -> bool:
    """Whether numbers without 'reference' can be nothing else: 'what journal was 18 in?'."""
    explained = all(word.isdigit() or word in nouns() for word in asked.rest)
    if not asked.lone or not explained or asked.kinds or asked.flags & _OTHER_NUMBERS:
        return False
    return asked.reference or bool(asked.flags & _OF_ENTRIES)


def _claims(found: Catalogue, numbers: Iterable[int], shown: str) -> Lookup:
    heads = found.in_order(numbers)
    sought = {number for number, head in found.head_of.items() if head in heads}
    sentences = tuple(
        sentence.id
        for sentence in found.article.sentences
        if any(link.number in sought for link in sentence.links)
    )
    return Lookup("claims", heads, sentences, shown, found.highest)


def _by_author(asked: ListQuestion, found: Catalogue) -> Lookup | None:
    author = named(asked, found)
    if author is None:
        return None
    shown = f"{author.name} {spans_text(asked.years)}" if asked.years else author.name
    numbers = narrowed(asked, found, author.numbers)
    if numbers and "claims" in asked.flags and "written" not in asked.flags:
        return _claims(found, numbers, shown)
    return _made(found, "author", numbers, shown)


def _by_presence_of_doi(asked: ListQuestion, found: Catalogue) -> Lookup | None:
    pointed = asked.reference or asked.study or "which" in asked.flags
    if "doi" not in asked.flags or asked.rest or not (pointed or "lacking" in asked.flags):
        return None
    without = "lacking" in asked.flags
    numbers = [r.number for r in found.entries if bool(r.doi) != without]
    return _made(found, "without_doi" if without else "doi", numbers, "")


def _unused(asked: ListQuestion, found: Catalogue) -> Lookup | None:
    """The entries that no sentence of the article is linked to."""
    used_for = asked.flags & {"claims", "cited"}
    if not (asked.reference and "lacking" in asked.flags and used_for) or asked.rest:
        return None
    linked = {found.head_of.get(k.number) for s in found.article.sentences for k in s.links}
    numbers = [r.number for r in found.heads if r.number not in linked]
    return _made(found, "unused", numbers, "")


def _by_section(asked: ListQuestion, found: Catalogue) -> Lookup | None:
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
    headings = tuple(sections[place].heading for place in sorted(places))
    return Lookup(
        "section", found.in_order(numbers), (), ", ".join(headings), found.highest, headings
    )


def _until_level(sections: Sequence[Section], level: int) -> Iterable[Section]:
    return takewhile(lambda section: section.level > level, sections)


def _by_filters(
    asked: ListQuestion, found: Catalogue, topic_search: TopicSearch | None
) -> Lookup | None:
    """Years, kinds, journal and topic together; then a count or the newest of them."""
    parts = filters(asked, found, topic_search)
    if parts is None:
        return None
    entries = [r for r in found.entries if all(r.number in part.numbers for part in parts)]
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
