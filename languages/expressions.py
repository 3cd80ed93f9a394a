"""Regular expressions and words of all languages at once, for texts whose language is not asked.

A page is read before its language is known, and what one language says misleads no other: so a group
is what the files `data/<language>.yaml` have under its topic and name, together. A language that has
no such group adds nothing to it.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from languages import files
from languages.known import LANGUAGES

_GROUP = re.compile(r"(?<!\?P)<(!?)(\w+)>")
_NEVER = "(?!)"


@cache
def finding(topic: str, *shapes: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """What finds any of some shapes: expressions with groups of a topic in them, as `<group>`.

    `<!group>` is a place that none of the group's words stands before.
    """
    return re.compile("|".join(_filled(topic, shape) for shape in shapes), flags)


@cache
def joined(topic: str, group: str) -> str:
    """The expressions of a group as one, which never matches where there are none."""
    return _any_of(topic, entries(topic, group))


@cache
def words(topic: str, group: str) -> frozenset[str]:
    """The entries of a group that are words and no expressions."""
    return frozenset(entries(topic, group))


def entries(topic: str, group: str) -> list[Any]:
    """The entries of a group, language by language.

    Raises:
        KeyError: no language has such a group.
    """
    having = [groups for code in LANGUAGES if group in (groups := of(code, topic))]
    if not having:
        raise KeyError(f"{topic}: {group}")
    return [entry for groups in having for entry in groups[group]]


@cache
def named(topic: str, group: str) -> Mapping[str, str]:
    """A group whose entries have names: each name → its expressions as one."""
    each = [of(language, topic).get(group, {}) for language in LANGUAGES]
    names = dict.fromkeys(name for named_entries in each for name in named_entries)
    return {
        name: _any_of(topic, [e for entries_of in each for e in entries_of.get(name, ())])
        for name in names
    }


def of(language: str, topic: str) -> Mapping[str, Any]:
    """The groups that one language has of a topic."""
    found: Mapping[str, Any] = files.kept(language).get(topic, {})
    return found


def _filled(topic: str, shape: str) -> str:
    def group(match: re.Match[str]) -> str:
        if match[1]:
            return "".join(rf"(?<!{word} )" for word in entries(topic, match[2]))
        return joined(topic, match[2])

    return _GROUP.sub(group, shape)


def _any_of(topic: str, found: list[Any]) -> str:
    return f"(?:{'|'.join(_filled(topic, entry) for entry in dict.fromkeys(found)) or _NEVER})"
