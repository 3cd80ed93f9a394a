"""Numbers of payment cards, bank accounts and giros in a text."""

import re
from collections.abc import Iterator

from bot.pii.overlapping import overlapping
from bot.pii.units import followed_by_unit
from bot.pii.words import NUMBER, finding

# At the beginning of a row of figures, or of a group of four in it.
_CARD = re.compile(r"(?<![\w.])(?:(?<!\d[ -])|(?=\d{4}))\d(?:[ -]?\d){12,18}(?!\w)")
_FEWEST_IN_CARD = 13
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}", re.IGNORECASE)
# Length of an IBAN where people have one: by it, one with a slip of the pen is known, too.
_IBAN_LENGTHS = {"SE": 24, "NO": 15, "DK": 18, "DE": 22, "FI": 18}
_FEWEST_IN_IBAN = 15

_BANK = f"(?:<bank>{NUMBER}|<bank_alone>)"
_ACCOUNT = f"(?:<account>{NUMBER}|<account_alone>)"
_ANNOUNCED = (
    rf"(?<![\w-])(?:{_BANK}(?!\w)[^\d\n]{{0,20}}(?P<bank>\d(?:[ .-]?\d){{3,8}})"
    rf"|{_ACCOUNT}(?!\w)[^\d\n]{{0,20}}(?P<account>\d(?:[ .,/-]{{0,2}}\d){{4,19}}))(?!\w)"
)
# A second number right after an announced one: the account after its bank's.
_FOLLOWING = re.compile(
    r"[ ,;/-]{1,3}(?:(?:och|og|and|und|ja|&|\+)[ ])?(?P<number>\d(?:[ .-]?\d){4,14})(?!\w)"
)
_SHAPES = re.compile(
    r"(?<![\w.,+/-])(?:"
    r"\d{4}([. ])\d{2}\1\d{5}"  # Norwegian
    r"|[1-9]\d{3}-\d,? ?\d{1,3}(?:[ .-]?\d{3}){1,2}(?:[ .-]?\d)?"  # Swedish, clearing of five
    r"|[1-9]\d{3}(?:-|, ?)\d{7}|[1-9]\d{3}(?:-|, ?)\d{2,3}(?:[ ]\d{3}[ ]\d{2,3}(?:-\d)?|[ ]\d\d[ ]\d\d)"  # Swedish
    r"|\d{4}[ -]\d{10}"  # Danish
    r"|[1-8]\d{5}-\d{2,8}"  # Finnish, before IBAN
    r"|\d{2}[ ]\d{2}[ ]\d{2}-\d"  # plusgiro
    r"|\+\d\d<[\d ]{7,19}\+\d{7,8}<?"  # a Danish payment slip
    r")(?![\w]|[.,-]\d)"
)
_ROUND = re.compile(r"\d+00-\d+00")
_TWO_YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Where a payment card's number stands: 13 to 19 digits with a right check digit."""
    from stdnum import luhn

    for match in overlapping(_CARD, text):
        for end in _ends(text, match, _FEWEST_IN_CARD):
            if luhn.is_valid(re.sub(r"\D", "", text[match.start() : end])):
                yield match.start(), end
                break


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where an account's number stands: an IBAN, or one that a word announces."""
    yield from _ibans(text)
    for match in finding(_ANNOUNCED).finditer(text):
        span = match.span("bank" if match["bank"] else "account")
        if _is_number(text, span):
            yield span
            following = _FOLLOWING.match(text, match.end())
            if following and _is_number(text, following.span("number")):
                yield following.span("number")


def shapes(text: str) -> Iterator[tuple[int, int]]:
    """Where a number of a bank's shape stands that no word announces."""
    for match in overlapping(_SHAPES, text):
        if not _ROUND.fullmatch(match.group()) and _is_number(text, match.span()):
            yield match.span()


def _is_number(text: str, span: tuple[int, int]) -> bool:
    written = text[slice(*span)]
    return not _TWO_YEARS.fullmatch(written) and not followed_by_unit(text, span[1])


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    from stdnum import iban

    for match in overlapping(_IBAN, text):
        length = _IBAN_LENGTHS.get(match.group()[:2].upper())
        for end in _ends(text, match, _FEWEST_IN_IBAN):
            figures = re.sub(r"[ -]", "", text[match.start() : end])
            if len(figures) == length or iban.is_valid(figures):
                yield match.start(), end
                break


def _ends(text: str, match: re.Match[str], fewest: int) -> Iterator[int]:
    """Where a number may end that begins at the match: at the ends of its groups, the last first."""
    for end in range(match.end(), match.start() + fewest - 1, -1):
        if not text[end : end + 1].isalnum() and text[end - 1].isalnum():
            yield end
