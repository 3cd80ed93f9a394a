"""The quantities that a text states: numbers in digits or words, with their unit and their bound.

Two texts agree on a quantity when value, unit and bound agree: 'över en tredjedel' and 'more than a
third', 'sexmånadersstudie' and 'six months', '16,6 %' and '16.6 per cent'. Nothing is converted
but what is exact: a year is twelve months, a week seven days, a half fifty per cent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from languages import numerals
from languages.cues import pattern, plain, shared, unit_names, units
from languages.expressions import finding, joined
from languages.folding import fold
from languages.stems import stems_of

_TOPIC = "quantities"  # in the languages' files
_RANGE = r"\s*(?:-|–|—|/|<range>)\s*"
_OF = r"\s+<of>\s+(?:<of_the> )?"
_NAME = re.compile(r"[^\W\d_]+-?\d+")  # 'B6', 'omega-3'
_VITAMIN = re.compile(r"(?<!\w)(?:([a-k])-?vitami\w*|vitami\w*[\s-]([a-k])(?!\w))")
_EXACT = {"year": (12, "month"), "week": (7, "day"), "hour": (60, "minute")}
_NOUNS = re.compile(r"(?:\s+[^\W\d_][\w-]*){1,3}")  # what is counted, with its adjectives
_NEAR = 40  # characters in which a bound or a counted noun belongs to its number
_SHARES = frozenset(("half", "third", "thirds", "quarter", "quarters"))
_NOT_COUNTING = _SHARES | {"one", "twofold"}
_NAMED = ("people", "studies")
_BOUNDS = ("over", "under", "about")
_BELOW = r"(?<!\w)<below_a_share>\s+$"  # 'under': of a share 'less than', and of a time 'during'
_DURING = r"(?<!\w)<during>\s+$"  # 'over': of a time as often 'during' as 'more than'
TIMES = frozenset(("month", "day", "minute", "week", "hour", "year"))
_SAME_SHARE = 0.5  # percent


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number may mean (1.000 is one or a thousand), of what, and over, under or about."""

    values: frozenset[float]
    unit: str | None = None
    bound: str | None = None
    counted: str | None = None

    def agrees(self, other: "Quantity") -> bool:
        """Whether both say the same."""
        counted = {self.counted, other.counted} - {None}
        same = bool(self.values & other.values) and self.unit == other.unit
        return (same or self._same_share(other)) and self.bound == other.bound and len(counted) < 2

    def _same_share(self, other: "Quantity") -> bool:
        """Whether 'two of three' and 'two thirds' are meant."""
        mine, theirs = self._shares(), other._shares()
        return any(abs(a - b) < _SAME_SHARE for a in mine for b in theirs)

    def _shares(self) -> frozenset[float]:
        """How many percent it is, where it is a share."""
        if self.unit == "%":
            return self.values
        whole = self.whole
        return frozenset(100 * value / whole for value in self.values) if whole else frozenset()

    @property
    def whole(self) -> float | None:
        """What 'four of eight' is a part of."""
        named = self.unit.removeprefix("of ") if self.unit and self.unit.startswith("of ") else ""
        return float(named) if named else None


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """All that a text counts or measures, in order."""
    text = plain(text)
    found = _found(text, language)
    read = [_read(text, match, language) for match in found]
    return tuple(q for q in _ranged(text, found, read) if q is not None)


def placed(text: str, language: str) -> tuple[tuple[int, int, Quantity], ...]:
    """What a text counts or measures with where that begins and ends in its plain form, in order."""
    text = plain(text)
    read = [(match, _read(text, match, language)) for match in _found(text, language)]
    return tuple((m.start(), m.end(), quantity) for m, quantity in read if quantity is not None)


def stated(text: str, language: str) -> tuple[str, ...]:
    """The quantities and numbered names of a text, as it writes them."""
    text = plain(text)
    told = []
    for match in _found(text, language):
        if _read(text, match, language) is not None:
            unit = numerals.unit_behind().match(text, match.end())
            told.append(text[match.start() : unit.end() if unit else match.end()])
    return (*told, *_NAME.findall(text))


def measured(text: str, language: str, of: frozenset[str]) -> tuple[str, ...]:
    """The quantities of those units, as a text writes them in lower case, with their bounds."""
    text = plain(text)
    told = []
    for match in _found(text, language):
        quantity, unit = (
            _read(text, match, language),
            numerals.unit_behind().match(text, match.end()),
        )
        written_out = match.lastgroup in _SHARES
        if (
            quantity
            and quantity.unit in of
            and (unit or written_out)
            and match.lastgroup != "joint"
        ):
            end = match.end() if written_out or unit is None else unit.end()
            bound = _with_bound(text, match.start(), language, part=written_out)
            told.append(bound + (_named_alone(text, match, language) or text[match.start() : end]))
    return tuple(dict.fromkeys(told))


def _named_alone(text: str, match: re.Match[str], language: str) -> str:
    """A quantity as it is named by itself, where a language's sentences decline it; else ""."""
    names = unit_names(language)
    named = names.get(_unit(text[match.end() :], "") or "")
    if not named:
        return ""
    return f"{max(_values(match, match.lastgroup or '', language)):g} {named}"


def counted(text: str, language: str, noun: str) -> tuple[str, ...]:
    """The numbers of what a noun names, each with its own noun, as a text writes them.

    All words for people are one noun, and so are all for studies.
    """
    text, told = plain(text), []
    for match in _found(text, language):
        if match.lastgroup in _NOT_COUNTING or _read(text, match, language) is None:
            continue
        behind = _NOUNS.match(text, match.end())
        for word in re.finditer(r"[^\W\d_]+", behind.group() if behind else ""):
            if _is_other_noun(word.group(), noun):
                break  # 'two studies on patients' are no patients
            if _same_noun(word.group(), noun, language):
                end = match.end() + word.end()
                bound = _with_bound(text, match.start(), language, part=_is_hundred(match))
                told.append(bound + text[match.start() : end])
                break
    return tuple(dict.fromkeys(told))


def fractions(text: str, language: str) -> tuple[float, ...]:
    """How much of a whole each 'four of the eight' in a text is."""
    return tuple(max(q.values) / q.whole for q in quantities(text, language) if q.whole)


def _is_hundred(match: re.Match[str]) -> bool:
    return match.lastgroup == "hundreds"


def _is_other_noun(one: str, other: str) -> bool:
    """Whether a word is one for people or studies, and the other is not."""
    return any(
        shared(group).fullmatch(one) and not shared(group).fullmatch(other) for group in _NAMED
    )


def _same_noun(one: str, other: str, language: str) -> bool:
    if any(shared(group).fullmatch(one) and shared(group).fullmatch(other) for group in _NAMED):
        return True
    mine, theirs = stems_of([fold(one), fold(other)], language)
    return mine == theirs


def _with_bound(text: str, start: int, language: str, part: bool = False) -> str:
    """The word for over, under or about before a number, with its space; "" where there is none.

    With `part` it is a third, a hundred or the like, whose article belongs to it.
    """
    article = rf"(?:(?<!\w){joined(_TOPIC, 'article')}\s+)?" if part else ""
    bounds = "|".join(pattern(language, name).pattern for name in _BOUNDS)
    found = re.search(rf"(?:(?:{bounds})\s+)?{article}$", text[:start])
    return found.group() if found else ""


def _found(text: str, language: str) -> list[re.Match[str]]:
    """The numbers of a plain text, but those in names."""
    named = [match.span() for match in _NAME.finditer(text)]
    return [
        match
        for match in numerals.number(language).finditer(text)
        if not any(start <= match.start() < end for start, end in named)
    ]


def names(text: str) -> frozenset[str]:
    """Names with a number in them, as 'b6' and 'omega3'."""
    return frozenset(name.replace("-", "") for name in _NAME.findall(plain(text)))


def vitamins(text: str) -> frozenset[str]:
    """The letters of the vitamins in a text: 'C-vitamin' and 'vitamin C' are 'c'."""
    return frozenset(before or behind for before, behind in _VITAMIN.findall(plain(text)))


def unknown(stated: str, language: str, passages: Sequence[tuple[str, str]]) -> bool:
    """Whether a text states a quantity or a numbered name that no passage states.

    `passages` are texts with their languages.
    """
    known = [q for text, spoken in passages for q in quantities(text, spoken)]
    known += [Quantity(frozenset({q.whole}), counted=q.counted) for q in known if q.whole]
    if any(not any(q.agrees(other) for other in known) for q in quantities(stated, language)):
        return True
    named = {name for text, _ in passages for name in names(text)}
    return any(not any(_same_name(name, other) for other in named) for name in names(stated))


def _same_name(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _read(text: str, match: re.Match[str], language: str) -> Quantity | None:
    """The quantity of one number; None for a lone 'one', which is most often an article."""
    kind = match.lastgroup or ""
    after, before = text[match.end() :], text[: match.start()]
    unit = _unit(after, "" if kind == "one" else before)
    if kind == "digits" and re.search("[/⁄]", match.group(kind)):
        unit = unit or "%"
    if _is_of_told(kind, before, after, language):
        return None
    is_share = unit == "%" or kind in _SHARES
    bound = "under" if is_share and _around(_BELOW).search(before) else _bound(before, language)
    if unit in TIMES and bound == "over" and _around(_DURING).search(before):
        bound = None
    if kind == "half_year":
        return Quantity(frozenset({6.0}), "month", bound)
    if kind == "one":
        return (
            _in_base(Quantity(frozenset({1.0}), unit, bound)) if unit and unit != "times" else None
        )
    if kind == "joint":
        unit = _unit(text[match.end("joint") :], "")
    values = _values(match, kind, language)
    if kind in ("half", "third", "thirds", "quarter", "quarters"):
        return Quantity(values, unit if unit in ("month", "day", "year") else "%", bound)
    if kind == "twofold":
        return Quantity(frozenset({2.0}), "times", bound)
    return _in_base(Quantity(values, unit, bound, None if unit else _counted(after)))


def _is_of_told(kind: str, before: str, after: str, language: str) -> bool:
    """Whether a number counts what the text has told itself: 'all three', 'two things'."""
    if kind == "digits":
        return False
    told = re.match(rf"\s+(?:{pattern(language, 'things').pattern})", after)
    every = re.search(rf"(?:{pattern(language, 'all').pattern})\s+$", before)
    return bool(told or (every and re.match(r"\s*(?:[,.;:!]|$|\w+[rt]\s)", after)))


def _values(match: re.Match[str], kind: str, language: str) -> frozenset[float]:
    shares = {"half": 50.0, "third": 100 / 3, "quarter": 25.0}
    if kind in shares:
        return frozenset({shares[kind]})
    if kind in ("thirds", "quarters"):
        count = numerals.spelt(language).get(match.group(f"{kind}_n") or "", 2)
        return frozenset({count * shares[kind[:-1]]})
    if kind == "digits":
        return _of_digits(match.group("digits"))
    if kind == "hundreds":
        count = numerals.spelt(language).get((match.group("hundreds_n") or "").strip(" -"), 1)
        return frozenset({count * (100.0 if match.group("is_hundred") else 1000.0)})
    if kind == "twofold":
        return frozenset({2.0})
    return frozenset({float(numerals.spelt(language)[re.sub(r"[\s-]", "", match.group(kind))])})


def _of_digits(written: str) -> frozenset[float]:
    over, *under = re.split(r"\s*[/⁄]\s*", written)
    if under:
        return frozenset({100 * float(over) / float(under[0])} if float(under[0]) else ())
    decimal = float(written.replace(",", ".")) if re.fullmatch(r"\d+([.,]\d+)?", written) else None
    grouped = re.fullmatch(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+", written)
    whole = float(re.sub(r"\D", "", written)) if grouped else None
    return frozenset(value for value in (decimal, whole) if value is not None)


def _in_base(quantity: Quantity) -> Quantity:
    if quantity.unit not in _EXACT:
        return quantity
    factor, unit = _EXACT[quantity.unit]
    return replace(quantity, values=frozenset(v * factor for v in quantity.values), unit=unit)


def _ranged(
    text: str, found: Sequence[re.Match[str]], read: Sequence[Quantity | None]
) -> Iterator[Quantity | None]:
    """The quantities; '30 to 60 mg' has its unit twice, and 'four of eight' is one."""
    is_whole = False  # of the part before it
    for i, quantity in enumerate(read):
        following = read[i + 1] if i + 1 < len(read) else None
        if is_whole:
            is_whole = False
            yield None
            continue
        if quantity and following and not quantity.unit:
            between = text[found[i].end() : found[i + 1].start()]
            if following.unit and _around(_RANGE).fullmatch(between):
                yield _in_base(replace(quantity, unit=following.unit))
                continue
            if not following.unit and _around(_OF).fullmatch(between):
                is_whole = True
                part = replace(quantity, unit=f"of {max(following.values):g}")
                yield replace(part, counted=following.counted or quantity.counted)
                continue
        yield quantity


def _unit(after: str, before: str) -> str | None:
    for match in (numerals.unit_behind().match(after), numerals.unit_before().search(before)):
        if match and match.lastgroup:
            return list(units())[int(match.lastgroup[1:])]
    return None


def _bound(before: str, language: str) -> str | None:
    near = before[-_NEAR:]
    article = rf"(?:{joined(_TOPIC, 'article')}|{joined(_TOPIC, 'the')})?"
    for name in _BOUNDS:
        if re.search(rf"(?:{pattern(language, name).pattern})[\s,]+{article}\s*$", near):
            return name
    return None


def _counted(after: str) -> str | None:
    """Whether people or studies are counted, when one of the next words says so."""
    for word in re.findall(r"[^\W\d_]+", re.split(r"[,;:.()]", after)[0])[:3]:
        if len(word) < 3:
            return None
        if name := next((n for n in ("people", "studies") if shared(n).fullmatch(word)), None):
            return name
    return None


def _around(shape: str) -> re.Pattern[str]:
    return finding(_TOPIC, shape, flags=0)
