"""What a sentence or a title tells of a study: its design, its people, its length, its numbers.

The words are in the languages' files, under `study`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from ingest.text.sentences import begin
from languages.expressions import finding, named, of
from languages.known import LANGUAGES

_find = partial(finding, "study", flags=0)
_PATIENTS = r"\b([\w-]{5,}?)s?<patients>\b"
_REVIEWS = frozenset({"meta-analysis", "review", "narrative", "systematic"})
_TRIALS = frozenset({"randomised", "double-blind", "placebo-controlled", "crossover"})
_OBSERVED = frozenset({"cross-sectional", "case report"})
_CONDITION = r"<people_who>\s<with_what>\s([^,.;:()]{3,80})"
_COMPANIONS = r"([\w-]+) <given> <given_with> ((?:[\w-]+ ?){1,2})"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a text says outright of a study; empty where it says nothing."""

    designs: frozenset[str] = frozenset()
    species: frozenset[str] = frozenset()
    animal: bool = False
    ages: frozenset[str] = frozenset()
    sexes: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    lengths: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()

    @property
    def review(self) -> bool:
        """Whether it is a review of other studies."""
        return bool(self.designs & _REVIEWS)

    @property
    def trial(self) -> bool:
        """Whether it is one study of people, by its design."""
        return not self.review and bool(self.designs & (_TRIALS | _OBSERVED | {"open", "pilot"}))

    @property
    def people(self) -> frozenset[str]:
        """The groups of people that the text names."""
        return self.ages | self.sexes | self.states


@lru_cache(maxsize=4096)
def traits(text: str) -> Traits:
    """The design, people, length and numbers that a sentence or a title names."""
    text = begin(text).lower().replace("\u00a0", " ")
    text = _without_misread(text)
    species = _named("species", text)
    lengths, rest = _lengths(text)
    animal = bool(species) or bool(_find(r"<animals>").search(text))
    return Traits(
        designs=_named("designs", text),
        species=species,
        animal=animal,
        ages=_ages(text) if not animal else frozenset(),
        sexes=_named("sexes", text),
        states=_named("states", text),
        lengths=lengths,
        numbers=_numbers(rest),
    )


def condition(text: str) -> str | None:
    """What the people of a told study suffer from, in its own words: 'mild dementia …'; or None."""
    text = begin(text)
    if match := _find(_CONDITION, flags=re.IGNORECASE).search(text):
        return _find(r"\b<tells_on>\b").split(match[1])[0]
    match = _find(_PATIENTS, flags=re.IGNORECASE).search(text)
    return match[1] if match else None


def companions(text: str) -> str:
    """What was given together, in the text's words: 'probiotics … zinc'; else empty."""
    match = _find(_COMPANIONS, flags=re.IGNORECASE).search(begin(text))
    return f"{match[1]} {match[2]}" if match else ""


def conflict(told: Traits, title: Traits) -> str | None:
    """What in a title can't be of the study that a sentence tells, or None."""
    return _other_design(told, title) or other_people(told, title) or _other_length(told, title)


def other_people(told: Traits, title: Traits) -> str | None:
    """Why a title's people or animals can't be those that a sentence names, or None."""
    if title.animal != told.animal and not (told.animal and not title.people and not title.designs):
        return "animals against people"
    if told.species and title.species and not told.species & title.species:
        return "another animal"
    if "laboratory" in title.designs and told.people:
        return "a laboratory against people"
    if "laboratory" in told.designs and (title.people or title.designs & (_TRIALS | {"open"})):
        return "a laboratory against people"
    if told.sexes and title.sexes and not told.sexes & title.sexes:
        return "another sex"
    young, old = frozenset({"children", "the newborn"}), frozenset({"adults", "the elderly"})
    for a, b in ((young, old), (old, young)):
        if told.ages & a and title.ages & b and not (told.ages & b or title.ages & a):
            return "another age"
    if told.states - title.states - {"health"} or title.states - told.states - {"health"}:
        return "another state of life"
    return None


def agreements(told: Traits, title: Traits) -> dict[str, float]:
    """What agrees, in words, each with its weight."""
    found: dict[str, float] = {}
    for design in sorted(told.designs & title.designs):
        found[f"design: {design}"] = 0.25 if design in ("randomised", "systematic") else 0.4
    if told.review and title.review and not found:
        found["design: review"] = 0.3
    for group in sorted((told.people & title.people) | (told.species & title.species)):
        found[f"population: {group}"] = 0.15 if group in ("adults", "health") else 0.4
    for length in sorted(told.lengths & title.lengths):
        found[f"duration: {_spelled(length)}"] = 0.6
    for number in sorted(told.numbers & title.numbers):
        found[f"number: {number}"] = 0.6 if number > 12 else 0.3
    return found


def _other_design(told: Traits, title: Traits) -> str | None:
    one, other = told.designs, title.designs
    if (one ^ other) & {"guideline", "fact sheet", "case report"}:
        return "another kind of source"
    if told.review != title.review or "meta-analysis" in one - other:
        return "a review against one study, or another kind of review"
    if "systematic" in one and "narrative" in other:
        return "systematic against narrative"
    for a, b in ((frozenset({"open"}), _TRIALS | _OBSERVED), (_TRIALS, _OBSERVED)):
        for x, y in ((one, other), (other, one)):
            if x & a and y & b and not (x & b or y & a):
                return "another design"
    return None


def _other_length(told: Traits, title: Traits) -> str | None:
    if title.lengths and told.lengths and not told.lengths & title.lengths:
        return "another duration"
    return None


def _named(group: str, text: str) -> frozenset[str]:
    patterns = named("study", group)
    return frozenset(name for name, pattern in patterns.items() if re.search(pattern, text))


def _without_misread(text: str) -> str:
    """A text without words that another language has for people: 'men' is Swedish for 'but'."""
    for language in LANGUAGES:
        groups = of(language, "study")
        if "misread" in groups and re.search("|".join(groups["told_by"]), text):
            text = re.sub(rf"\b(?:{'|'.join(groups['misread'])})\b", " ", text)
    return text


def _ages(text: str) -> frozenset[str]:
    ages = _named("ages", text)
    return ages - {"children"} if "the newborn" in ages else ages


def _lengths(text: str) -> tuple[frozenset[str], str]:
    """Durations as '8w', and the text without them; an age ('from 75 years of age') is none."""
    found = set()
    text = _find(r"<ages_told>").sub(" ", text)
    counts = _counts()
    for unit, length in named("study", "lengths").items():
        for match in re.finditer(rf"\b(\d+|{'|'.join(counts)})[ -]?{length}\b", text):
            count = counts.get(match[1]) or int(match[1])
            found.add(f"{count}{unit}")
            text = text.replace(match[0], " ")
    return frozenset(found), text


def _numbers(text: str) -> frozenset[int]:
    text = _find(r"\b<numbered>[ -]?\w?\d+|\d+[-.,]\d+\S*").sub(" ", text)
    text = _find(r"\d[\d ]* ?(?:%|mg|mcg|µg|g\b|nmol|<measures>)").sub(" ", text)
    counts = _counts()
    several = "|".join(word for word, number in counts.items() if number > 2)
    numbers = {int(n) for n in re.findall(r"(?<![\w-])\d{1,6}(?![\w-])", text)}
    spelled = _find(rf"\b({several})\s<counted>").findall(text)
    return frozenset(numbers | {counts[word] for word in spelled} - {0})


@cache
def _counts() -> dict[str, int]:
    """A number in words → the number."""
    return {
        word: number
        for language in LANGUAGES
        for number, word in enumerate(of(language, "study").get("counts", ()), 1)
    }


def _spelled(length: str) -> str:
    names = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
    return f"{length[:-1]} {names[length[-1]]}"
