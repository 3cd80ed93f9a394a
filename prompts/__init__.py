"""Every fixed text that a person reads, a file a language, filled by name."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_FOLDER = Path(__file__).parent
_VARIABLE = re.compile(r"\{(\w+)\}")
VERSION = 1
# Each language by its own name, so that whoever can read it finds it.
NAMES: Mapping[str, str] = {
    "sv": "Svenska", "en": "English", "no": "Norsk", "da": "Dansk", "de": "Deutsch", "fi": "Suomi",
}  # fmt: skip


class Texts:
    """The texts of one language."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text of that key with its variables filled in, each in one pass.

        Raises:
            KeyError: there is no such text, or a variable is missing or unknown.
        """
        text = self._texts[key]
        wanted = set(_VARIABLE.findall(text))
        if wanted != set(values):
            raise KeyError(
                f"{self.language}.yaml {key}: needs {sorted(wanted)}, got {sorted(values)}"
            )
        return _VARIABLE.sub(lambda match: str(values[match.group(1)]), text)

    def counted(self, key: str, **count: int) -> str:
        """The text for a number of things: of `key`; where it is 1, of `<key>_one`, as it stands.

        Raises:
            KeyError: as for any text.
        """
        (number,) = count.values()
        return self(f"{key}_one") if number == 1 else self(key, **count)

    def variables(self, key: str) -> frozenset[str]:
        """The variables that a text needs."""
        return frozenset(_VARIABLE.findall(self._texts[key]))

    @property
    def keys(self) -> frozenset[str]:
        """All keys."""
        return frozenset(self._texts)


@cache
def texts(language: str) -> Texts:
    """The texts of a language, by its two letters.

    Raises:
        KeyError: there is no such language.
    """
    import yaml

    path = _FOLDER / f"{language}.yaml"
    if not path.is_file():
        raise KeyError(f"no texts for language {language!r}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where there is one
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe, both
    return Texts(language, MappingProxyType(dict(_flat(found))))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value).strip()))
    return pairs
