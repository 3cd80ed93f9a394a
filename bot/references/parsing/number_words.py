"""Numbers in words, 1 to 99, folded: 'trettiosju', 'twenty first', 'einundzwanzigste' → tokens.

A cardinal becomes its digits and an ordinal its digits with 'th', so that one rule reads 'källa
trettiosju' and 'källa 37', and one reads 'the eleventh reference' and 'the 11th reference'.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from languages import numerals
from languages.cues import alternatives, entries, expressions, of_all, value
from languages.folding import fold
from languages.known import LANGUAGES


def joined(question: str) -> str:
    """A question with each number in one word: 'twenty-one' → 'twentyone', '21:a' → '21th'."""

    def _one(match: re.Match[str]) -> str:
        whole = match.group(1) + match.group(2)
        is_number = whole.lower() in cardinals() or whole.lower() in ordinals()
        return whole if is_number else match.group()

    return _ending().sub(r"\1th", _tens_apart().sub(_one, question))


def digits(folded: Sequence[str]) -> list[str]:
    """A message's words with those that are numbers as digits, ordinals as digits and 'th'."""
    return [_digit(word, folded[i - 1] if i else "") for i, word in enumerate(folded)]


@cache
def cardinals() -> Mapping[str, int]:
    """A number's word → the number, in any language."""
    spelt = {fold(entries(language, "one_counted")[0]): 1 for language in LANGUAGES}
    for language in LANGUAGES:
        spelt |= {fold(word): number for word, number in numerals.spelt(language).items()}
    never = of_all("never_numbers")
    return {word: number for word, number in spelt.items() if word not in never}


@cache
def ordinals() -> Mapping[str, int]:
    """The same for '1st', '2nd'; where two are folded alike, as 'åttende' and 'attende', the lower."""
    spelt: dict[str, int] = {}
    for word, number in sorted(chain.from_iterable(map(_spelt, LANGUAGES)), key=lambda s: s[1]):
        spelt.setdefault(word, number)
    return {w: n for w, n in _inflected(spelt).items() if w in spelt or w not in cardinals()}


@cache
def nouns() -> Mapping[str, int]:
    """What a numeral itself is called → the number: Swedish 'en trettiotvåa'."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        named = {fold(noun): number for noun, number in value(language, "numeral_nouns").items()}
        tens = _first_forms(language, "tens")
        found |= named | {
            ten + noun: 10 * place + number
            for place, ten in enumerate(tens, start=2)
            for noun, number in named.items()
            if number < 10
        }
    return found


def _spelt(language: str) -> Iterator[tuple[str, int]]:
    """Each ordinal's word and its number, 1 to 99."""
    one = fold(entries(language, "one_counted")[0])
    units, tens = [one, *_first_forms(language, "numbers")], _first_forms(language, "tens")
    last_units, last_tens = (
        _first_forms(language, "ordinals"),
        _first_forms(language, "ordinal_tens"),
    )
    yield from zip(last_units, range(1, 20), strict=True)
    yield from zip(last_tens, range(20, 100, 10), strict=True)
    in_both = value(language, "ordinal_in_both")
    joints = entries(language, "ones_joined")
    before_joint = [fold(entries(language, "one")[0]), *units[1:]]
    for ten, (whole, last_whole) in enumerate(zip(tens, last_tens, strict=True), start=2):
        for unit in range(1, 10):
            number = 10 * ten + unit
            yield (last_whole if in_both else whole) + last_units[unit - 1], number
            for joint in joints:
                yield before_joint[unit - 1] + joint + last_whole, number


def _first_forms(language: str, group: str) -> list[str]:
    """Of each number its first form, folded."""
    return [fold(entry.split("/")[0]) for entry in entries(language, group)]


def _inflected(pairs: dict[str, int]) -> dict[str, int]:
    """Ordinals with their endings: 'zwölften', Finnish 'viidennen'; Swedish 'förste'."""
    more = {word + "n": n for word, n in pairs.items() if word.endswith("te")}
    more |= {word[:-1] + "nnen": n for word, n in pairs.items() if word.endswith("s")}
    more |= {word[:-3] + "sen": n for word, n in pairs.items() if word.endswith("nen")}
    return more | pairs


@cache
def _tens_apart() -> re.Pattern[str]:
    tens = alternatives(of_all("tens_apart"))
    return re.compile(rf"\b({tens})[\s-]+(\w+)", re.IGNORECASE)


@cache
def _ending() -> re.Pattern[str]:
    """An ordinal in digits, with its ending."""
    return re.compile(rf"\b(\d{{1,3}}){expressions('ordinal_marks')}\b", re.IGNORECASE)


def _digit(word: str, before: str) -> str:
    if word in ordinals():
        return f"{ordinals()[word]}th"
    if word in nouns() and word not in cardinals():
        return f"{nouns()[word]}"
    if word not in cardinals() or (word in _other_words() and not _pointing().fullmatch(before)):
        return word
    return str(cardinals()[word])


@cache
def _other_words() -> frozenset[str]:
    """Numbers that are other words, too: 'reference to', 'källor ni'."""
    return frozenset(of_all("numbers_or_words"))


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(alternatives(map(fold, of_all("before_number"))))
