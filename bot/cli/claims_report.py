"""`fotnot claims`: an article's health claims as a table to mark, and the file for it."""

from pathlib import Path
from typing import Any

from bot.authoring import health_claims
from bot.intent.asked_about import looking
from bot.settings import settings
from ingest.article import Sentence
from ingest.errors import InputError
from ingest.folder import Source, load


def rows(path: Path) -> list[dict[str, Any]]:
    """For each sentence that ties a substance to a disease, or is marked, its text and its mark."""
    source = load(path)
    marks = {c.sentence: c.use for c in source.claims.claims} if source.claims else {}
    return [
        {"sentence": sentence.id, "text": sentence.text, "use": marks.get(sentence.id)}
        for sentence in _all(source)
    ]


def write(path: Path) -> Path:
    """Write `claims.yaml` into an article's folder; sentences that a person has added stay.

    Raises:
        InputError: the path is no folder.
    """
    if not path.is_dir():
        raise InputError(f"{path}: --write needs an article's folder, to put claims.yaml there")
    source = load(path)
    return health_claims.write(path, _all(source), source.claims)


def _all(source: Source) -> list[Sentence]:
    told = {s.id for s in health_claims.tying(source.article, looking(settings().model_cache))}
    told |= {claim.sentence for claim in source.claims.claims} if source.claims else set()
    return [sentence for sentence in source.article.sentences if sentence.id in told]
