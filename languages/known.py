"""The languages that Fotnot speaks, and what each is called.

`data/shared.yaml` lists them, in their order; what is known of one is in `data/<language>.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from languages import files

LANGUAGES: tuple[str, ...] = tuple(map(str, files.kept("shared")["languages"]))


@dataclass(frozen=True, slots=True)
class Called:
    """A language's name in English, in lingua, in Snowball, and its list of words in wordfreq.

    `simplemma` is its lexicon there, where wordfreq's list is too short; `tags` are other codes
    that mean it.
    """

    english: str
    lingua: str
    snowball: str
    wordfreq: str
    simplemma: str | None = None
    tags: tuple[str, ...] = ()


@cache
def called(language: str) -> Called:
    """What a language is called."""
    names = files.kept(language)["called"]
    return Called(**{**names, "tags": tuple(names.get("tags", ()))})


@cache
def compounds(language: str) -> bool:
    """Whether a language writes a compound as one word."""
    return bool(files.kept(language)["compounds"])


def has_decimal_comma(language: str) -> bool:
    """Whether decimals stand behind a comma where a language is spoken; not for one unknown."""
    return language in LANGUAGES and bool(files.kept(language)["decimal_comma"])


@cache
def function_words(language: str) -> frozenset[str]:
    """Its commonest words as people type questions: they tell the language, and no more."""
    return frozenset(map(str, files.kept(language)["function_words"]))


@cache
def other_tags() -> Mapping[str, str]:
    """A code that means a language → the one that Fotnot calls it by: 'nb' is 'no'."""
    return {tag: language for language in LANGUAGES for tag in called(language).tags}


def not_spoken() -> tuple[str, ...]:
    """What lingua calls languages that Fotnot does not speak, but is written to in."""
    return tuple(files.kept("shared")["not_spoken"])


def particles() -> tuple[str, ...]:
    """Words within people's names, of any language."""
    return tuple(files.kept("shared")["particles"])
