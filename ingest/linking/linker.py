"""Suggested links: which reference a sentence tells of, where the article prints no markers.

It compares what a careful reader compares between a sentence and the titles: words (by how rare
they are), people, design, duration and numbers; and would rather be silent than wrong.
"""

import math
import re
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from ingest.article import Article, Link, Section, Sentence
from ingest.linking.matching import Match, Matcher
from ingest.linking.studies import Traits, traits
from ingest.linking.terms import likeness
from ingest.parsing.discourse import goes_on, introduces_study
from ingest.text.sentences import begin
from languages.expressions import finding, named

STUDY, CLAIM = 0.46, 0.5  # the least score of a told study, and of a claim of research
LEAD = 1.12  # a told study's reference must score this many times the next one's
ALONE, FAR = 0.32, 1.35  # a lower score will do when no other comes near
ALIKE = 0.8  # a claim rests on every reference that scores this share of the best one
MOST = 250_000  # pairs of a sentence and a reference that are compared
CARRIED = 0.9  # what is left of the score when the next sentence goes on with the study
_find = partial(finding, "linking")
_AND_OTHERS = r"(?:'s)?,? <others>"


@dataclass(frozen=True, slots=True)
class _Told:
    """A study as it goes through a paragraph: its links (none: not in the list), its designs."""

    links: tuple[Link, ...]
    designs: frozenset[str] = frozenset()


def suggest(article: Article) -> dict[str, tuple[Link, ...]]:
    """Sentence id → suggested links, best first, for an article that prints no markers.

    Sentences without a suggestion are left out; so is everything where any marker is printed.
    """
    if too_much(article) or any(
        link.status == "marker" for s in article.sentences for link in s.links
    ):
        return {}
    linker = _Linker(article)
    found: dict[str, tuple[Link, ...]] = {}
    for section in article.sections:
        for _, group in groupby(section.sentences, key=lambda sentence: sentence.paragraph):
            found.update(linker.paragraph(section, list(group)))
    return found


def too_much(article: Article) -> str:
    """Why an article's sentences are not compared with its list, for a reviewer; else empty.

    That work is their product, and grows with it.
    """
    sentences, references = len(article.sentences), len(article.references)
    if sentences * references <= MOST:
        return ""
    return (
        f"no links are suggested: {sentences} sentences with {references} references are more than "
        f"{MOST:,} pairs; review them in links.yaml"
    )


class _Linker:
    def __init__(self, article: Article) -> None:
        self._matcher = Matcher(article)
        self._authors = [
            (entry.reference, author, named)
            for entry in self._matcher.entries
            for author in entry.reference.authors[:1]
            if (named := _author(author))
        ]

    def paragraph(self, section: Section, group: list[Sentence]) -> dict[str, tuple[Link, ...]]:
        """The links of a paragraph's sentences; a told study is carried until another begins."""
        found: dict[str, tuple[Link, ...]] = {}
        told: list[_Told] = []
        current: _Told | None = None
        for sentence in group:
            text = begin(sentence.text)
            links = self._back(text, told) or self._named(text)
            if not links and introduces_study(text):
                current = _Told(self._study(text, section.heading), _designs(text))
                told.append(current)
                links = current.links
            elif not links and current and goes_on(text):
                links = self._carried(text, current)
            elif not links and (links := self._claim(text, section.heading)):
                current = _Told(links)
            elif not links:
                current = None
            if links:
                found[sentence.id] = links
        return found

    def _study(self, text: str, heading: str) -> tuple[Link, ...]:
        """The one reference that a told study is, or none."""
        scored = self._matcher.scored(text, heading, told=True)
        return (scored[0].link(),) if _stands_out(scored, STUDY, LEAD) else ()

    def _claim(self, text: str, heading: str) -> tuple[Link, ...]:
        """The references that a claim of research rests on: those that cover it alike."""
        if not _find(r"<claims>").search(text):
            return ()
        scored = self._matcher.scored(text, heading, told=False)
        if text.count(",") > 2:
            return tuple(match.link() for match in _enumerated(scored, text))
        alike = [match for match in scored if match.score >= ALIKE * scored[0].score]
        rest = scored[len(alike) :]
        if len(alike) > 3 or not _stands_out([*scored[:1], *rest], CLAIM, 1.0):
            return ()
        return tuple(match.link() for match in alike)

    def _named(self, text: str) -> tuple[Link, ...]:
        """The entry whose first author the sentence names, with others or as an institution."""
        found = [
            Link(reference.number, "suggested", 0.9, f"names the author {author}")
            for reference, author, (surname, others) in self._authors
            if surname in text and re.search(rf"\b{re.escape(surname)}{others}\b", text)
        ]
        return tuple(found) if len(found) == 1 else ()

    def _back(self, text: str, told: list[_Told]) -> tuple[Link, ...]:
        """The links of studies that a sentence calls back: 'both trials', 'the pilot and the …'."""
        if _find(r"^<both>").search(text):
            called = told[-2:] if len(told) > 1 else []
        else:
            names = [n for n, again in _again().items() if again.search(text)]
            called = [next((t for t in reversed(told) if n in t.designs), _Told(())) for n in names]
            called = called if len(called) > 1 else []
        if not called or not all(t.links for t in called):
            return ()
        return tuple(
            Link(link.number, "suggested", round(CARRIED * link.score, 3), "speaks of it again")
            for t in called
            for link in t.links
        )

    def _carried(self, text: str, current: _Told) -> tuple[Link, ...]:
        kept = []
        for link in current.links:
            entry = next(e for e in self._matcher.entries if e.reference.number == link.number)
            if not _people_differ(traits(text), entry.traits):
                why = "goes on with the study of the sentence before"
                kept.append(Link(link.number, "suggested", round(CARRIED * link.score, 3), why))
        return tuple(kept)


def _author(author: str) -> tuple[str, str] | None:
    """An author's surname, and a pattern of what a sentence has behind it; None for an initial."""
    surname = re.sub(r"(?<![\s,])[\s,]+[A-ZÅÄÖ.\s]{1,6}$", "", begin(author))
    others = "" if len(author.split()) > 2 else _find(_AND_OTHERS).pattern
    return (surname, others) if len(re.escape(surname)) > 2 else None


def _stands_out(scored: list[Match], least: float, lead: float) -> bool:
    """Whether the best match scores enough, or less but far ahead and agreeing in two things."""
    if not scored:
        return False
    best = scored[0]
    ahead = best.score / scored[1].score if len(scored) > 1 else math.inf
    enough = best.score >= least and ahead >= lead
    return enough or (best.score >= ALONE and ahead >= FAR and best.count > 1)


def _enumerated(scored: list[Match], text: str) -> list[Match]:
    """For 'A plays a part in B, C, D and E': the titles of A with one of the others."""
    words = {word for match in scored for word in match.shared}
    place = {word: text.lower().find(word[:5]) for word in words}
    first = min(words, key=lambda word: (place[word] < 0, place[word]), default="")
    of_it = [m for m in scored if any(likeness(first, word) for word in m.shared)]
    return [match for match in of_it if len(match.shared) > 1][:6] if len(of_it) > 2 else []


def _designs(text: str) -> frozenset[str]:
    return traits(text).designs


def _people_differ(one: Traits, other: Traits) -> bool:
    return bool(one.sexes and other.sexes and not one.sexes & other.sexes)


@cache
def _again() -> dict[str, re.Pattern[str]]:
    """A design → what speaks of a study of it that was told: 'the pilot'."""
    patterns = named("linking", "again")
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
