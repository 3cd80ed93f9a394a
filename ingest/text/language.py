"""The language a text is written in, among those that Fotnot speaks."""

import re
from functools import cache
from typing import TYPE_CHECKING

from ingest.errors import InputError
from languages import known
from languages.known import LANGUAGES

if TYPE_CHECKING:
    from lingua import LanguageDetector

_LONGEST = 5_000  # characters that tell a text's language
_FEWEST, _SURE = 20, 0.9  # words that tell one that is not spoken, and how likely it must be
_OTHER_FORMS = ("NYNORSK",)  # what lingua tells apart from a language that is spoken


def spoken(tag: str) -> str | None:
    """The language that a tag such as `nb`, `sv-SE` or `en_GB` names; None for one not spoken."""
    code = re.split(r"[-_.@]", tag.strip().lower(), maxsplit=1)[0]
    return code if code in LANGUAGES else known.other_tags().get(code)


def asked_for(where: str, tag: str) -> str:
    """The language that a tag names.

    Raises:
        InputError: it names none that Fotnot speaks; `where` says where it was given.
    """
    code = spoken(tag)
    if code is None:
        raise InputError(f"{where} {tag}: must be one of {', '.join(LANGUAGES)}, or a tag as sv-SE")
    return code


@cache
def detector() -> "LanguageDetector":
    """Lingua's detector for the languages and some others; loaded once a process."""
    from lingua import Language, LanguageDetectorBuilder

    names = dict.fromkeys([*_spoken_by_name(), *known.not_spoken()])
    languages = [getattr(Language, name) for name in names]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def probabilities(text: str) -> dict[str, float]:
    """How likely each language is, 0 to 1, in all 1 (or all 0 for a text without letters).

    What is left of 1 is the share of languages that Fotnot does not speak.
    """
    codes = _spoken_by_name()
    values = detector().compute_language_confidence_values(text)
    return {codes[v.language.name]: v.value for v in values if v.language.name in codes}


def language_of(text: str) -> str:
    """The likeliest language, of those that Fotnot speaks, of a longer text such as an article."""
    found = probabilities(text[:_LONGEST])
    return max(found, key=found.__getitem__)


def foreign_to_us(text: str) -> str | None:
    """The English name of the language of a longer text that Fotnot does not speak; None of others.

    A text of a few words may be anything, and is none.
    """
    if len(text.split()) < _FEWEST:
        return None
    best = _of_all().compute_language_confidence_values(text[:_LONGEST])[0]
    ours = {*_spoken_by_name(), *_OTHER_FORMS}
    return None if best.language.name in ours or best.value < _SURE else best.language.name.title()


@cache
def _of_all() -> "LanguageDetector":
    """Lingua's detector for all languages that it knows: some 80 MB, and loaded for pages only."""
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def _spoken_by_name() -> dict[str, str]:
    """What lingua calls a language → its code."""
    return {known.called(code).lingua: code for code in LANGUAGES}
