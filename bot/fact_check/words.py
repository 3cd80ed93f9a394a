"""The words that the checks look for, from words.yaml, as patterns."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

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
    return re.compile(rf"(?<!\w)(?:{alternatives(_tree()[group])})(?!\w)")


def entries(language: str, group: str) -> list[str]:
    """The entries of a group as they are written."""
    return [str(entry) for entry in _tree()[language][group]]


def units() -> dict[str, list[str]]:
    """What a unit is compared as → how it is written."""
    return {
        str(name): [str(entry) for entry in written] for name, written in _tree()["units"].items()
    }


def alternatives(written: Iterable[str]) -> str:
    """A pattern of entries, the longest first; `*` is any ending or beginning."""
    longest = sorted(map(str, written), key=len, reverse=True)
    return "|".join(re.escape(plain(entry)).replace(r"\*", r"\w*") for entry in longest) or _NEVER


def stems(text: str) -> list[str]:
    """The beginnings of a text's longer words, in order."""
    return [word[:5] for word in re.findall(r"[^\W\d_]+", plain(text)) if len(word) > 3]


@cache
def _tree() -> dict[str, Any]:
    import yaml

    found = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return dict(found)


@cache
def known_to_checks(language: str) -> Pattern:
    """Any word that a check of its own looks at: directions, reservations, negations and so on."""
    groups = ("common", "up", "down", "better", "worse", "hedge", "attributed", "linked", "negation",
              "causal", "over", "under", "about", "numbers", "tens")  # fmt: skip
    patterns = [pattern(language, group).pattern for group in groups]
    return re.compile("|".join(patterns))
