"""What a retelling may not exchange or lose: organs, ways of taking, sizes, times, limits.

`data/contrasts/<language>.yaml` lists classes of words whose members exclude each other: a text that
says 'liver' where its source says 'brain' is close to it in every measure of likeness, and false.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from languages import files
from languages.cues import alternatives, plain

Rule = Literal["alone", "against", "instead"]
RULES: tuple[Rule, ...] = ("alone", "against", "instead")
Member = tuple[str, str]  # a class and one of its members
_REMEMBERED = 4096  # texts


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of what is said: `said` tells it, and `kept` whether a retelling still has it."""

    name: str
    said: re.Pattern[str]
    kept: re.Pattern[str]


@lru_cache(maxsize=_REMEMBERED)
def members(text: str, language: str, rule: Rule) -> frozenset[Member]:
    """The members of the rule's classes that a text names."""
    read = plain(text)
    return frozenset(member for member, found in _members(language, rule) if found.search(read))


def exchanged(statement: str, language: str, told: Iterable[tuple[str, str]]) -> str | None:
    """The class of which a statement names another member than its source, or None.

    `told` are the wordings of the source, each with its language. Of the classes that stand
    `alone` a member is said only where the source says it; of those that stand `against` each
    other, one is not said where the source says nothing but others; and of those that stand
    `instead` of each other, neither where the statement says another that the source says.
    """
    sources = list(told)
    for rule in RULES:
        said = members(statement, language, rule)
        known = frozenset(m for text, spoken in sources for m in members(text, spoken, rule))
        classes = {name for name, _ in known}
        if rule == "instead":
            classes -= {name for name, _ in said & known}
        for member in sorted(said - known):
            if rule == "alone" or member[0] in classes:
                return member[0]
    return None


def lost(statement: str, language: str, source: str, spoken: str) -> str | None:
    """The limit of a source that a statement leaves out, or None: 'a subset of', 'in animals'."""
    said, known = plain(statement), plain(source)
    theirs, mine = _limits(spoken), _limits(language)
    for name, limit in theirs.items():
        if limit.said.search(known) and not mine[name].kept.search(said):
            return name
    return None


def prevents(text: str, language: str) -> bool:
    """Whether a text prevents, lessens or is against something."""
    return bool(_limits(language)["prevention"].kept.search(plain(text)))


@cache
def _members(language: str, rule: Rule) -> tuple[tuple[Member, re.Pattern[str]], ...]:
    return tuple(_each_member(_read(language)[rule]))


def _each_member(
    classes: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[Member, re.Pattern[str]]]:
    for name, of_class in classes.items():
        for member, entries in of_class.items():
            yield (name, str(member)), _finding(entries)


@cache
def _limits(language: str) -> Mapping[str, Limit]:
    return {
        name: Limit(name, _finding(given["said"]), _finding([*given["said"], *given["or"]]))
        for name, given in _read(language)["kept"].items()
    }


def _finding(entries: Iterable[Any]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(map(str, entries))})(?!\w)")


def _read(language: str) -> Any:
    return files.read(f"contrasts/{language}")
