"""Numbers in words, 1 to 99, folded: 'trettiosju', 'twenty first', 'einundzwanzigste' → tokens.

A cardinal becomes its digits and an ordinal its digits with 'th', so that one rule reads 'källa
trettiosju' and 'källa 37', and one reads 'the eleventh reference' and 'the 11th reference'.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

_CARDINALS = {  # 1 to 19, then the tens
    "sv": (
        "ett tva tre fyra fem sex sju atta nio tio elva tolv tretton fjorton femton sexton sjutton "
        "arton nitton",
        "tjugo trettio fyrtio femtio sextio sjuttio attio nittio",
    ),
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    "no": (
        "en to tre fire fem seks sju atte ni ti elleve tolv tretten fjorten femten seksten sytten "
        "atten nitten",
        "tjue tretti forti femti seksti sytti atti nitti",
    ),
    "da": (
        "en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
        "atten nitten",
        "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    ),
    "de": (
        "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn "
        "sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    ),
    "fi": (
        "yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan kymmenen yksitoista "
        "kaksitoista kolmetoista neljatoista viisitoista kuusitoista seitsemantoista "
        "kahdeksantoista yhdeksantoista",
        "kaksikymmenta kolmekymmenta neljakymmenta viisikymmenta kuusikymmenta seitsemankymmenta "
        "kahdeksankymmenta yhdeksankymmenta",
    ),
}
_ORDINALS = {
    "sv": (
        "forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde elfte tolfte "
        "trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde",
        "tjugonde trettionde fyrtionde femtionde sextionde sjuttionde attionde nittionde",
    ),
    "en": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    ),
    "no": (
        "forste andre tredje fjerde femte sjette sjuende attende niende tiende ellevte tolvte "
        "trettende fjortende femtende sekstende syttende attende nittende",
        "tjuende trettiende fortiende femtiende sekstiende syttiende attiende nittiende",
    ),
    "da": (
        "forste anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte "
        "trettende fjortende femtende sekstende syttende attende nittende",
        "tyvende tredivte fyrretyvende halvtredsindstyvende tresindstyvende "
        "halvfjerdsindstyvende firsindstyvende halvfemsindstyvende",
    ),
    "de": (
        "erste zweite dritte vierte funfte sechste siebte achte neunte zehnte elfte zwolfte "
        "dreizehnte vierzehnte funfzehnte sechzehnte siebzehnte achtzehnte neunzehnte",
        "zwanzigste dreissigste vierzigste funfzigste sechzigste siebzigste achtzigste neunzigste",
    ),
    "fi": (
        "ensimmainen toinen kolmas neljas viides kuudes seitsemas kahdeksas yhdeksas kymmenes "
        "yhdestoista kahdestoista kolmastoista neljastoista viidestoista kuudestoista "
        "seitsemastoista kahdeksastoista yhdeksastoista",
        "kahdeskymmenes kolmaskymmenes neljaskymmenes viideskymmenes kuudeskymmenes "
        "seitsemaskymmenes kahdeksaskymmenes yhdeksaskymmenes",
    ),
}
_UNIT_FIRST = {"da": "og", "de": "und"}  # 'syvogtredive', 'siebenunddreissig'
_UNSAID = frozenset({"en"})  # always an article
_OTHER_WORDS = frozenset({"ett", "one", "eins", "yksi", "to", "ni"})  # 'reference to', 'källor ni'
_POINTING = re.compile(
    r"(?:nr|num\w*|nro|kalla|source|quelle|viite|referens|referenz|fotnot|footnote|fussnote)"
)


def _spelt(language: str, ordinal: bool) -> Iterator[tuple[str, int]]:
    units, tens = (row.split() for row in _CARDINALS[language])
    last_units, last_tens = (
        row.split() for row in (_ORDINALS if ordinal else _CARDINALS)[language]
    )
    yield from zip(last_units, range(1, 20), strict=True)
    yield from zip(last_tens, range(20, 100, 10), strict=True)
    finnish = ordinal and language == "fi"
    for ten, (whole, last_whole) in enumerate(zip(tens, last_tens, strict=True), start=2):
        for unit in range(1, 10):
            value = 10 * ten + unit
            yield (last_whole if finnish else whole) + last_units[unit - 1], value
            if joint := _UNIT_FIRST.get(language) or ("og" if language == "no" else ""):
                first = {"eins": "ein"}.get(units[unit - 1], units[unit - 1])
                yield first + joint + last_whole, value


def _inflected(pairs: dict[str, int]) -> dict[str, int]:
    """Ordinals with their endings: 'zwölften', Finnish 'viidennen'; Swedish 'förste'."""
    more = {word + "n": n for word, n in pairs.items() if word.endswith("te")}
    more |= {word[:-1] + "nnen": n for word, n in pairs.items() if word.endswith("s")}
    more |= {word[:-3] + "sen": n for word, n in pairs.items() if word.endswith("nen")}
    return more | pairs


CARDINALS = {
    word: number
    for word, number in chain.from_iterable(_spelt(name, False) for name in _CARDINALS)
    if word not in _UNSAID
}
ORDINALS = _inflected(dict(chain.from_iterable(_spelt(name, True) for name in _ORDINALS)))
_NOUNS = {"tvaa": 2, "trea": 3, "fyra": 4, "femma": 5, "sexa": 6, "sjua": 7}
_NOUNS |= {"atta": 8, "nia": 9, "tia": 10, "tolva": 12}
NOUNS = _NOUNS | {  # Swedish names of a numeral: 'en trettiotvåa'
    ten + noun: 10 * place + number
    for place, ten in enumerate(_CARDINALS["sv"][1].split(), start=2)
    for noun, number in _NOUNS.items()
    if number < 10
}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|tjugo|trettio|fyrtio|femtio|tjue"
_TENS_APART = re.compile(rf"\b({_TENS})[\s-]+(\w+)", re.IGNORECASE)
_ENDING = re.compile(
    r"\b(\d{1,3})(?::(?:[aens]|te|de)|\.?(?:st|nd|rd|th|te|ten|de))\b", re.IGNORECASE
)


def joined(question: str) -> str:
    """A question with each number in one word: 'twenty-one' → 'twentyone', '21:a' → '21th'."""

    def _one(match: re.Match[str]) -> str:
        whole = match.group(1) + match.group(2)
        return whole if whole.lower() in CARDINALS or whole.lower() in ORDINALS else match.group()

    return _ENDING.sub(r"\1th", _TENS_APART.sub(_one, question))


def digits(folded: Sequence[str]) -> list[str]:
    """A message's words with those that are numbers as digits, ordinals as digits and 'th'."""
    return [_digit(word, folded[i - 1] if i else "") for i, word in enumerate(folded)]


def _digit(word: str, before: str) -> str:
    if word in ORDINALS:
        return f"{ORDINALS[word]}th"
    if word in NOUNS and word not in CARDINALS:
        return f"{NOUNS[word]}"
    if word not in CARDINALS or (word in _OTHER_WORDS and not _POINTING.fullmatch(before)):
        return word
    return str(CARDINALS[word])
