"""The names at the start of a reference, in the forms that styles give them, and what follows.

"Berg A, Lind CB." (Vancouver), "Berg, A. & Lind, C. B." (APA, Harvard, Nature), "Berg A., Lind C.B.,",
"A. Berg, C. B. Lind, and D. Ek," (IEEE, chemistry), "A Berg, CB Lind" and "Anna Berg, Carl B. Lind".
"""

import re
from dataclasses import dataclass

from languages.expressions import joined
from languages.known import particles

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚ"
PARTICLE = f"(?:{'|'.join(particles())})"
MORE = joined("entries", "others")
_JOINS = rf"(?:{joined('entries', 'joins')}|&|y|et)"
_WORD = rf"(?:(?:[dl]['’]|al-|el-)?[{UPPER}][\w'’-]*)"
_SURNAME = rf"(?:{PARTICLE}\s){{0,3}}{_WORD}(?:\s{_WORD}){{0,2}}"
_DOTTED = rf"[{UPPER}][a-zà-ÿ]?\.(?:[\s-]?-?[{UPPER}][a-zà-ÿ]?\.){{0,4}}"
_BARE = rf"[{UPPER}](?:-?[{UPPER}]){{0,3}}(?!\w)"
_JUNIOR = r"(?:,?\s(?:Jr|Sr|I{2,3}|IV|2nd|3rd)\b\.?)?"
_GIVEN = rf"[{UPPER}][^\W\d_A-Z]\w*(?:[\s-][{UPPER}][\w'’]*\.?){{0,4}}"
_BETWEEN = rf"(?:,?\s{_JOINS}\s|[,;]\s(?:(?:{_JOINS}|…|\.\.\.)\s)?)"
# What a name is followed by; a full stop that a comma follows ends a journal's abbreviation.
_ENDS = rf"(?=[,;:“\"]|\.(?:\s|$)|\s{_JOINS}\s|\s?\(|\s{MORE}\b|\s(?:1[6-9]|20)\d\d[a-z]?\.|$)"
_NAMES = {
    "surname, A. B.": rf"{_SURNAME},\s(?:{_DOTTED}|{_BARE}){_JUNIOR}",
    "surname A.B.": rf"{_SURNAME}\s{_DOTTED}{_JUNIOR}",
    "surname AB": rf"{_SURNAME}\s{_BARE}{_JUNIOR}{_ENDS}",
    "A. B. surname": rf"{_DOTTED}\s?(?:{PARTICLE}\s){{0,3}}{_WORD}(?:\s{_WORD}){{0,1}}{_JUNIOR}{_ENDS}",
    "AB surname": rf"{_BARE}\s{_SURNAME}{_JUNIOR}{_ENDS}",
    "given surname": rf"(?:{_GIVEN}|{_DOTTED})\s(?:{PARTICLE}\s){{0,3}}{_WORD}{_JUNIOR}{_ENDS}",
}
_LISTS = {
    form: re.compile(rf"(?>{name})(?:{_BETWEEN}(?>{name}))*+(?P<more>[,;]?\s(?:&\s)?{MORE}\.?)?")
    for form, name in _NAMES.items()
}
_SINGLE = {form: re.compile(name) for form, name in _NAMES.items()}
_OPENING = ("surname, A. B.", "surname A.B.", "A. B. surname", "surname AB")
_WHOLE = ("AB surname", "A. B. surname", "given surname", "surname AB", "surname, A. B.")
_GIVEN_NAMES = re.compile(  # "Berg, Anna, and Carl Lind": Chicago and MLA turn the first name only
    rf"({_SURNAME},\s{_GIVEN})((?:{_BETWEEN}{_NAMES['given surname']})*+)(?:,?\s{MORE})?"
    rf"(?=\.?,?\s(?:[“\"]|\(?(?:1[6-9]|20)\d\d\)?\.))"
)


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """The names as they are printed, whether initials stand first, and where they end.

    `last` is where the last of them begins: a journal may look like one, as "J. Nutr" does.
    """

    names: tuple[str, ...]
    initials_first: bool
    end: int
    last: int


def names_at_start(text: str) -> PrintedNames | None:
    """The list of persons that opens a reference, in the form in which it is the longest."""
    found = [names for form in _OPENING if (names := _match(form, text))]
    if not found and (given := _GIVEN_NAMES.match(text)):
        others = _SINGLE["given surname"].findall(given.group(2))
        return PrintedNames((given.group(1), *others), False, given.end(), 0)
    return max(found, key=lambda names: names.end, default=None)


def names_throughout(text: str) -> tuple[str, ...]:
    """The names of a text that is a list of them and nothing else; none of any other."""
    text = text.strip(" .,;")
    found = (_match(form, text) for form in _WHOLE)
    return next((names.names for names in found if names and names.end == len(text)), ())


def _match(form: str, text: str) -> PrintedNames | None:
    found = _LISTS[form].match(text)
    if found is None:
        return None
    each = list(_SINGLE[form].finditer(found.group()))
    names = tuple(match.group().strip(" ,;") for match in each)
    return PrintedNames(names, form == "A. B. surname", found.end(), each[-1].start())
