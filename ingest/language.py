"""The language a text is written in, among the six that Fotnot speaks."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES = ("sv", "en", "no", "da", "de", "fi")
_LINGUA = {"sv": "SWEDISH", "en": "ENGLISH", "no": "BOKMAL", "da": "DANISH", "de": "GERMAN", "fi": "FINNISH"}  # fmt: skip


@cache
def detector() -> "LanguageDetector":
    """Lingua's detector for the six languages; its models are loaded once a process."""
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _LINGUA.values()]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def probabilities(text: str) -> dict[str, float]:
    """How likely each language is, 0 to 1, in all 1 (or all 0 for a text without letters)."""
    codes = {name: code for code, name in _LINGUA.items()}
    values = detector().compute_language_confidence_values(text)
    return {codes[value.language.name]: value.value for value in values}


def language_of(text: str) -> str:
    """The likeliest language of a longer text, such as an article."""
    found = probabilities(text[:5000])
    return max(found, key=found.__getitem__)
