"""Words that tell something of a text, by language and group, as patterns and as sets.

`data/<language>.yaml` has the groups of a language, `data/shared.yaml` those that are one for all.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from languages import files
from languages.folding import fold
from languages.known import LANGUAGES

Pattern = re.Pattern[str]
_NEVER = "(?!)"


def plain(text: str) -> str:
    """A text as the checks read it: lower case, compatible characters as one."""
    return unicodedata.normalize("NFKC", text).lower()


@cache
def pattern(language: str, group: str) -> Pattern:
    """What finds any word or phrase of a group, in a text that `plain` has made plain."""
    return re.compile(rf"(?<!\w)(?:{alternatives(entries(language, group))})(?!\w)")


@cache
def shared(group: str) -> Pattern:
    """The same for a group that all languages share."""
    return re.compile(rf"(?<!\w)(?:{alternatives(_groups('shared')[group])})(?!\w)")


def entries(language: str, group: str) -> list[str]:
    """The entries of a group as they are written."""
    return [str(entry) for entry in _groups(language)[group]]


def of_all(group: str) -> list[str]:
    """The entries of a group in all languages, each once."""
    return list(dict.fromkeys(entry for code in LANGUAGES for entry in entries(code, group)))


def expressions(group: str, language: str | None = None) -> str:
    """The entries of a group of regular expressions as one: a language's, or all languages'."""
    written = entries(language, group) if language else of_all(group)
    return f"(?:{'|'.join(written) or _NEVER})"


def value(language: str, name: str) -> Any:
    """What is told of a language in one word or number, such as its English name."""
    return _groups(language)[name]


def units() -> dict[str, list[str]]:
    """What a unit is compared as → how it is written."""
    return {
        str(name): [str(entry) for entry in written]
        for name, written in _groups("shared")["units"].items()
    }


def unit_names(language: str) -> Mapping[str, str]:
    """What a unit is compared as → its plural, for a language whose sentences decline it."""
    return dict(_groups("shared")["unit_names"].get(language, {}))


def alternatives(written: Iterable[str]) -> str:
    """A pattern of entries, the longest first; `*` is any ending or beginning."""
    longest = sorted(map(str, written), key=len, reverse=True)
    return "|".join(re.escape(plain(entry)).replace(r"\*", r"\w*") for entry in longest) or _NEVER


def stems(text: str) -> list[str]:
    """The beginnings of a text's longer words, in order."""
    return [word[:5] for word in re.findall(r"[^\W\d_]+", plain(text)) if len(word) > 3]


def folded(language: str, group: str) -> frozenset[str]:
    """The entries of a group, folded: for texts whose words are."""
    return frozenset(map(fold, entries(language, group)))


def _groups(language: str) -> dict[str, Any]:
    return files.kept(language)  # type: ignore[no-any-return]
