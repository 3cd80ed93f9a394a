"""What an article ties a substance to a disease by, as its publisher marks it: `claims.yaml`.

Regulation (EC) No 1924/2006 asks of a shop what it does not ask of a magazine. Which sentence a shop may show
is for its publisher to say; nothing here is legal advice.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from ingest import yaml_file
from ingest.article import Article
from ingest.errors import InputError
from ingest.text.sentences import normalise

Use = Literal["show", "with caveat", "not in shop"]
USES: tuple[Use, ...] = get_args(Use)
_REGISTERED = ("substance", "claim", "source", "date")


@dataclass(frozen=True, slots=True)
class HealthClaim:
    """A sentence, by its id, and where it may be shown; None while nobody has said so."""

    sentence: str
    use: Use | None


@dataclass(frozen=True, slots=True)
class Registered:
    """A claim that a register permits, word for word, with where and when it is written there."""

    substance: str
    claim: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class HealthClaims:
    """All that `claims.yaml` says of an article."""

    claims: tuple[HealthClaim, ...] = ()
    registered: tuple[Registered, ...] = ()

    @property
    def held_back(self) -> frozenset[str]:
        """The sentences that no shop shows: those marked so, and those that nobody has marked."""
        return frozenset(c.sentence for c in self.claims if c.use in ("not in shop", None))

    @property
    def with_caveat(self) -> frozenset[str]:
        """The sentences that a shop shows with a caveat."""
        return frozenset(c.sentence for c in self.claims if c.use == "with caveat")


def read_claims(path: Path, article: Article) -> HealthClaims | None:
    """Read `claims.yaml`: {claims: [{sentence, use}], registered: [{substance, claim, source, date}]}.

    None where there is no such file. `use` may be left out or null.

    Raises:
        InputError: it is no such YAML, or names a sentence that the article does not have, or a use
            that there is not; with file and line.
    """
    if not path.exists():
        return None
    root, loader = yaml_file.compose(path)
    told = {} if root is None else loader.value(root)
    lists = [told.get("claims"), told.get("registered", [])] if isinstance(told, dict) else []
    if not lists or not all(isinstance(each, list) for each in lists) or len(told) > len(lists):
        raise InputError(f"{path}, line 1: must have “claims” and, if any, “registered”, as lists")
    ids: dict[str, list[str]] = {}
    for sentence in article.sentences:
        ids.setdefault(normalise(sentence.text), []).append(sentence.id)
    lines = _lines(root)
    claims = [
        claim
        for line, entry in zip(lines.get("claims", ()), told["claims"], strict=False)
        for claim in _claims(f"{path}, line {line}", entry, ids, article.slug)
    ]
    registered = [
        _registered(f"{path}, line {line}", entry)
        for line, entry in zip(
            lines.get("registered", ()), told.get("registered") or (), strict=False
        )
    ]
    marked = Counter(claim.sentence for claim in claims)
    twice = next((s for s in article.sentences if marked[s.id] > 1), None)
    if twice:
        raise InputError(f"{path}: “{twice.text[:80]}” is marked twice; keep one entry")
    return HealthClaims(tuple(claims), tuple(registered))


def _claims(where: str, entry: Any, ids: dict[str, list[str]], slug: str) -> list[HealthClaim]:
    """The claim of each sentence with that text."""
    text = entry.get("sentence") if isinstance(entry, dict) else None
    found = ids.get(normalise(text)) if isinstance(text, str) else None
    if found is None:
        raise InputError(
            f"{where}: no such sentence in {slug}: “{str(text)[:80]}”; copy it exactly from the article"
        )
    use = entry.get("use")
    if use is not None and use not in USES:
        raise InputError(f"{where}: “use” is one of {', '.join(USES)}; found {use!r}")
    return [HealthClaim(identity, use) for identity in found]


def _registered(where: str, entry: Any) -> Registered:
    if not isinstance(entry, dict) or not all(entry.get(name) for name in _REGISTERED):
        raise InputError(f"{where}: needs {', '.join(_REGISTERED)}")
    return Registered(*(str(entry[name]) for name in _REGISTERED))


def _lines(root: yaml.Node | None) -> dict[str, list[int]]:
    """The lines that the entries of each list begin on, from 1."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {
        key.value: [entry.start_mark.line + 1 for entry in node.value]
        for key, node in pairs
        if isinstance(node, yaml.SequenceNode)
    }
