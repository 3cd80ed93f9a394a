"""Letters without their marks, so that words compare across spellings and keyboards."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without diacritics: 'Ångest' → 'angest'; 'ø' and 'æ' become 'o' and 'ae'."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.replace("ø", "o").replace("æ", "ae").replace("ß", "ss")
