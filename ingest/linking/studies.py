"""What a sentence or a title tells of a study: its design, its people, its length, its numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.sentences import begin

_DESIGNS = {
    "meta-analysis": r"meta-?\s?analys",
    "review": r"översyn|översikt|granskning|genomgång|recension|\breviews?\b|overview",
    "guideline": r"riktlinje|guideline|vårdprogram",
    "fact sheet": r"faktablad|fact ?sheet",
    "case report": r"fallrapport|fallserie|case (?:series|report|study)",
    "cross-sectional": r"tvärsnitt|cross-sectional",
    "randomised": r"randomi[sz]|\blottad",
    "double-blind": r"dubbelblind|double-?blind",
    "placebo-controlled": r"placebo-?\s?(?:kontroll|control)|eller (?:en |ett )?placebo"
    r"|hälften placebo|or (?:a )?placebo",
    "open": r"\böppe[nt]\b (?:\w+)?studie|\böppen\b|open[- ]label|open (?:study|trial)",
    "pilot": r"pilot",
    "crossover": r"cross-?\s?over|överkorsning",
    "narrative": r"narrativ",
    "systematic": r"systematisk|systematic",
    "laboratory": r"laborator|in vitro|odlade|cultured|provrör|test[- ]tube",
}
_SPECIES = {
    "rats": r"\bråtto|\bråtta|\brats?\b",
    "mice": r"\bmöss|\bmus\b|\bmice\b|\bmouse\b",
    "other animals": r"kanin|rabbit|hamster|zebra ?f|\bgrisar|\bpigs?\b|\bmonkey",
}
_ANIMALS = r"\bdjur(?!rike)|\banimals?\b|gnagare|rodent"
_PERINATAL = (
    r"för tidigt född|födda för tidigt|prematur|nyfödd|\bfoster|\bfetal|neonatal|preterm"
    r"|newborn|born (?:too early|early|prematurely)"
)
_AGES = {
    "children": r"\bbarn(?!morsk)|förskol|skolbarn|ungdom|tonår|pediatri|\bchild|adolescen|teenager"
    r"|toddler|schoolchild",
    "adults": r"\bvux(?:en|na)\b|\badults?\b",
    "the elderly": r"\bäldre\b|\belderly\b|\bolder (?:adult|people|men|women|person|patient)"
    r"|\bseniors?\b|nursing[- ]home|long-term care|institutionali[sz]ed (?:elder|older)",
    "the newborn": _PERINATAL,
}
_SEXES = {
    "women": r"kvinn|\bwom[ae]n\b|\bfemales?\b",
    "men": r"\bmän\b|\bmännen\b|\bmanlig|\bm[ea]n\b|\bmales?\b",
}
_STATES = {
    "pregnancy": r"\bgravid|pregnan",
    "breast-feeding": r"\bammande|lactating|breast-?feeding",
    "menopause": r"menopaus|klimakteri",
    "health": r"\bfriska?\b|\bhealthy\b",
    "infertility": r"infertil|barnlös",
}
_NUMBERS = {
    word: number
    for words in (
        "en två tre fyra fem sex sju åtta nio tio elva tolv",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(words.split(), 1)
}
_SWEDISH = r"[åäö]|\b(?:och|att|som|hos|med|inte|av)\b"
_COUNT = rf"(\d+|{'|'.join(_NUMBERS)})"
_UNITS = {"d": r"(?:dagar\w*|days?)", "w": r"(?:vecko\w*|weeks?)",
          "m": r"(?:månad\w*|months?)", "y": r"(?:år|års\w*|years?)"}  # fmt: skip
_REVIEWS = frozenset({"meta-analysis", "review", "narrative", "systematic"})
_TRIALS = frozenset({"randomised", "double-blind", "placebo-controlled", "crossover"})
_OBSERVED = frozenset({"cross-sectional", "case report"})
_CONDITION = (
    r"(?:people|patients|adults|individuals|persons|subjects|volunteers|participants|women|men"
    r"|children|students|those|personer|patienter|vuxna|individer|deltagare|kvinnor|män|barn|äldre"
    r"|diabetiker)\s(?:with|who had|who have|suffering from|recovering from|under|med)\s"
    r"([^,.;:()]{3,80})"
)


_COMPANIONS = (
    r"([\w-]+) (?:kombinera\w*|i kombination|tillsammans|together|combined|in combination)"
    r" (?:med|with) ((?:[\w-]+ ?){1,2})"
)


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
    if re.search(_SWEDISH, text):
        text = re.sub(r"\bmen\b", " ", text)  # "but", and no man
    species = _named(_SPECIES, text)
    lengths, rest = _lengths(text)
    animal = bool(species) or bool(re.search(_ANIMALS, text))
    return Traits(
        designs=_named(_DESIGNS, text),
        species=species,
        animal=animal,
        ages=_ages(text) if not animal else frozenset(),
        sexes=_named(_SEXES, text),
        states=_named(_STATES, text),
        lengths=lengths,
        numbers=_numbers(rest),
    )


def condition(text: str) -> str | None:
    """What the people of a told study suffer from, in its own words: 'mild dementia …'; or None."""
    text = begin(text)
    if match := re.search(_CONDITION, text, re.IGNORECASE):
        return re.split(r"\b(?:som|who|that|fick|took|found|fann)\b", match[1])[0]
    match = re.search(r"\b([\w-]{5,}?)s?patient(?:er)?(?:na)?\b", text, re.IGNORECASE)
    return match[1] if match else None


def companions(text: str) -> str:
    """What was given together, in the text's words: 'probiotics … zinc'; else empty."""
    match = re.search(_COMPANIONS, begin(text), re.IGNORECASE)
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


def _named(patterns: dict[str, str], text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in patterns.items() if re.search(pattern, text))


def _ages(text: str) -> frozenset[str]:
    ages = _named(_AGES, text)
    return ages - {"children"} if "the newborn" in ages else ages


def _lengths(text: str) -> tuple[frozenset[str], str]:
    """Durations as '8w', and the text without them; an age ('from 75 years of age') is none."""
    found = set()
    text = re.sub(
        r"\d+ (?:års ålder|år gam|years? (?:of age|old))|\d+-(?:year-old|åring)", " ", text
    )
    for unit, words in _UNITS.items():
        for match in re.finditer(rf"\b{_COUNT}[ -]?{words}\b", text):
            count = _NUMBERS.get(match[1]) or int(match[1])
            found.add(f"{count}{unit}")
            text = text.replace(match[0], " ")
    return frozenset(found), text


def _numbers(text: str) -> frozenset[int]:
    text = re.sub(r"\b(?:typ|type|vitamin|omega|grupp|group)[ -]?\w?\d+|\d+[-.,]\d+\S*", " ", text)
    text = re.sub(
        r"\d[\d ]* ?(?:%|procent|percent|mg|mcg|µg|g\b|iu\b|ie\b|nmol|mikrogram)", " ", text
    )
    spelled = (
        rf"\b({'|'.join(w for w, n in _NUMBERS.items() if n > 2)})\s(?:patient|person|deltag|stud)"
    )
    numbers = {int(n) for n in re.findall(r"(?<![\w-])\d{1,6}(?![\w-])", text)}
    return frozenset(numbers | {_NUMBERS[m] for m in re.findall(spelled, text)} - {0})


def _spelled(length: str) -> str:
    names = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
    return f"{length[:-1]} {names[length[-1]]}"
