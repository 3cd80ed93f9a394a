"""How well each title of a reference list agrees with a sentence, and in what."""

import math
import re
from dataclasses import dataclass, replace

from ingest.article import Article, Link, Reference
from ingest.linking.studies import (
    Traits,
    agreements,
    companions,
    condition,
    conflict,
    other_people,
    traits,
)
from ingest.linking.terms import Shared, Terms
from languages.expressions import finding

_FIRST, _LATEST, _RECENT = r"<first>", r"\b<latest>\b", r"\b<recent>\b"
_LETTERED = r"[a-z]\d{1,2}|(?:vitamin|typ)[a-z0-9]"


@dataclass(frozen=True, slots=True)
class ComparedReference:
    """A reference as it is compared: the terms and traits of its title."""

    reference: Reference
    terms: frozenset[str]
    traits: Traits


@dataclass(frozen=True, slots=True)
class _Sought:
    """The terms that a title should have: of the people's condition, of what else was given.

    It must have one of `lettered`, and one of `condition`, where there are any.
    """

    sick: frozenset[str]
    beside: frozenset[str]
    lettered: frozenset[str] = frozenset()
    condition: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A reference as the source of a sentence: its score, what agrees, and how many things do."""

    reference: Reference
    score: float
    why: str
    count: int
    shared: tuple[str, ...] = ()

    def link(self) -> Link:
        """The suggestion that it makes."""
        return Link(self.reference.number, "suggested", round(min(0.99, self.score), 3), self.why)


class Matcher:
    """Compares sentences with an article's reference list."""

    def __init__(self, article: Article) -> None:
        self._terms = Terms(article)
        self.entries = [
            ComparedReference(r, self._terms.bag(r.title), traits(r.title))
            for r in article.references
            if r.title
        ]
        self._years = sorted(r.year for r in article.references if r.year)

    def scored(self, text: str, heading: str, *, told: bool) -> list[Match]:
        """The references that agree with a sentence, best first.

        `told`: the sentence tells a study, so that a title that conflicts with it is left out.
        """
        terms, named = self._terms.bag(text), traits(text)
        context = self._terms.bag(heading)
        sought = self._sought(text, terms, named)
        entries = [e for e in self.entries if not self._excluded(named, sought, e, told=told)]
        found = [self._match(terms, named, context, sought, e, told=told) for e in entries]
        aged = self._aged(text, [match for match in found if match.score > 0.1])
        return sorted(aged, key=lambda match: (-match.score, match.reference.number))

    def _excluded(
        self, named: Traits, sought: _Sought, entry: ComparedReference, *, told: bool
    ) -> bool:
        """Whether the title conflicts with the sentence, however much it resembles it."""
        if not told:
            return bool(named.people) and bool(other_people(named, entry.traits))
        if sought.lettered and not sought.lettered & entry.terms:
            return True
        if conflict(named, entry.traits):
            return True
        return bool(sought.condition) and not self._terms.shared(entry.terms, sought.condition)

    def _match(
        self, terms: frozenset[str], named: Traits, context: frozenset[str],
        sought: _Sought, entry: ComparedReference, *, told: bool,
    ) -> Match:  # fmt: skip
        """How well a title agrees with a sentence, and in what."""
        shared = self._terms.shared(entry.terms, terms)
        own = {x.word for x in shared}
        around = self._terms.shared(entry.terms, context)
        beside = [Shared(x.word, x.weight / 2) for x in around if x.word not in own]
        twice = [x for x in around if x.word in own and x.weight > 0.2]
        agreed = self._agreed(named, sought, entry, told=told)
        words = sum(x.weight for x in [*shared, *beside])
        evidence = words + sum(agreed.values()) + sum(x.weight for x in twice) / 2
        total = self._terms.total(entry.terms)
        coverage = min(1.0, words / (total + 0.2)) if total else 0.0
        score = (1 - math.exp(-evidence / 1.1)) * (0.45 + 0.55 * coverage)
        score *= self._doubt(terms, named, entry, told=told)
        heavy = tuple(x.word for x in shared if x.weight > 0.25)
        count = len(heavy) + len(twice) + len(agreed.keys() - {"a review"})
        why = _why(entry.reference.title, [*shared, *beside], agreed)
        return Match(entry.reference, score, why, count, heavy)

    def _agreed(
        self, named: Traits, sought: _Sought, entry: ComparedReference, *, told: bool
    ) -> dict[str, float]:
        agreed = agreements(named, entry.traits)
        if self._terms.shared(entry.terms, sought.sick):
            agreed["condition"] = 0.2
        if self._terms.shared(entry.terms, sought.beside):
            agreed["what was given with it"] = 0.3
        if not told and entry.traits.review:
            agreed["a review"] = 0.15
        return agreed

    def _doubt(
        self, terms: frozenset[str], named: Traits, entry: ComparedReference, *, told: bool
    ) -> float:
        """What is left of the score for what the title lacks."""
        left = 1.0
        if self._speaks(terms) and not self._speaks(entry.terms):
            left *= 0.75
        if not told and entry.traits.trial:
            left *= 0.7
        special = (named.people | named.species) - {"adults", "health"}
        if special and not special & (entry.traits.people | entry.traits.species):
            left *= 0.85
        return left

    def _sought(self, text: str, terms: frozenset[str], named: Traits) -> _Sought:
        lettered = frozenset(
            t for t in terms if re.fullmatch(_LETTERED, t) and not self._terms.is_subject(t)
        )
        sick, beside = (
            frozenset(t for t in self._terms.bag(words) if not self._terms.is_subject(t))
            for words in (condition(text) or "", companions(text))
        )
        return _Sought(sick, beside, lettered, self._condition(text, named))

    def _speaks(self, terms: frozenset[str]) -> bool:
        return any(self._terms.is_subject(term) for term in terms)

    def _aged(self, text: str, found: list[Match]) -> list[Match]:
        """The matches with what 'one of the first', 'the latest' and 'recent' say of years."""
        best = max((match.score for match in found), default=0.0)
        near = [m.reference.year for m in found if m.reference.year and m.score > 0.6 * best]
        if len(near) < 2:
            return found
        first, latest, recent = (
            bool(finding("linking", shape).search(text)) for shape in (_FIRST, _LATEST, _RECENT)
        )
        middle = self._years[len(self._years) // 2]
        aged = []
        for match in found:
            year = match.reference.year or 0
            factor, why = 1.0, ""
            if first:
                factor, why = (1.2, "; the oldest") if year == min(near) else (0.8, "")
            elif latest:
                factor, why = (1.15, "; the latest") if year == max(near) else (1.0, "")
            elif recent:
                factor = 1.05 if year >= middle else 0.8
            aged.append(replace(match, score=factor * match.score, why=match.why + why))
        return aged

    def _condition(self, text: str, named: Traits) -> frozenset[str]:
        """The terms of the condition that a told study is of, where it is not the subject."""
        told = None if "review" in named.designs else condition(text)
        words = [w for w in re.findall(r"[\w-]+", told or "") if self._terms.bag(w)][:2]
        bags = [self._terms.bag(word) for word in words]
        if not bags or self._speaks(bags[0]):
            return frozenset()
        return frozenset().union(*bags)


def _why(title: str, shared: list[Shared], agreed: dict[str, float]) -> str:
    words = dict.fromkeys(_spelled(title, x.word) for x in shared if x.weight > 0.15)
    parts = [f"the title shares {', '.join(f'“{word}”' for word in [*words][:4])}"] if words else []
    return "; ".join([*parts, *agreed])


def _spelled(title: str, stem: str) -> str:
    """The title's own word for a stem of it."""
    words = re.findall(r"[\w-]+", title)
    return next((w for w in words if stem[:6] in w.lower()), stem)
