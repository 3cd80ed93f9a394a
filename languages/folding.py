"""Letters without their marks, so that words compare across spellings and keyboards."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Lower case without diacritics: 'Ångest' → 'angest'; 'ø' and 'æ' become 'o' and 'ae'."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    if not plain.isascii():  # marks of other scripts
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.replace("ø", "o").replace("æ", "ae").replace("ß", "ss")
