"""A plan → the files of a new generation; what has not changed and is whole is taken over."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest import tokens
from ingest.folder import Source
from vectorstore import encoder, lessons
from vectorstore.encoder import TRAINED, Encoder
from vectorstore.fill import fill
from vectorstore.index import read_source, source_files, write_source
from vectorstore.lexicon import Lexicon
from vectorstore.manifest import COPY, NAME
from vectorstore.mending import Found
from vectorstore.plan import Plan
from vectorstore.store import Store

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index is made with: the encoder's name, where Chroma is, how chunks are cut.

    `model_cache` is where a pretrained encoder is kept; None: in the user's own cache folder.
    """

    encoder: str = TRAINED
    url: str | None = None
    token_encoding: str | None = None
    chunk_tokens: int = 350
    seed: int = 0
    model_cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the length of its vectors, and whether an encoder was trained for it."""

    dimension: int
    trained: bool


def make(folder: Path, old: Found, planned: Plan, recipe: Recipe, progress: Progress) -> Made:
    """Write all files of a generation but its manifest into an empty folder.

    `old` is the generation to take over from, or none.
    """
    if not planned.entries:
        return Made(0, trained=False)
    learnt = lessons.fingerprint(planned.entries)
    same = old.manifest is not None and old.manifest.trained_on == learnt
    retrain = recipe.encoder == TRAINED and not (same and old.has("encoder"))
    kept = old.folder is not None and old.damaged <= {NAME, COPY}
    whole = kept and not retrain and recipe.url is None
    if whole and old.folder is not None:
        shutil.copytree(old.folder, folder, dirs_exist_ok=True)
        for name in (NAME, COPY):
            (folder / name).unlink(missing_ok=True)
    sources = list(planned.fresh) if whole else _sources(planned, old.folder)
    _write_sources(folder, planned, sources)
    model = _encoder(old.folder, folder, sources if retrain else None, recipe, progress)
    _fill(folder, model, sources, planned.outdated if whole else (), recipe, progress)
    return Made(model.dimension, retrain)


def _sources(planned: Plan, old_folder: Path | None) -> list[Source]:
    fresh = {source.article.slug: source for source in planned.fresh}
    return [
        fresh[entry.slug] if old_folder is None or entry.slug in fresh
        else read_source(old_folder, entry.slug)
        for entry in planned.entries
    ]  # fmt: skip


def _write_sources(folder: Path, planned: Plan, sources: Sequence[Source]) -> None:
    for slug in planned.outdated:
        for path in source_files(folder, slug):
            path.unlink(missing_ok=True)
    for source in sources:
        write_source(folder, source)


def _encoder(
    old_folder: Path | None,
    folder: Path,
    taught: Sequence[Source] | None,
    recipe: Recipe,
    progress: Progress,
) -> Encoder:
    """The new generation's encoder: trained on the `taught` sources, or the old one's."""
    own = folder / "encoder"
    if taught is not None:
        lessons.teach(taught, own, recipe.seed, partial(progress, "train"))
    elif recipe.encoder == TRAINED and old_folder is not None and not own.exists():
        shutil.copytree(old_folder / "encoder", own)
    return encoder.load(recipe.encoder, own, recipe.model_cache, partial(progress, "unpack"))


def _fill(
    folder: Path,
    model: Encoder,
    sources: Sequence[Source],
    gone: Sequence[str],
    recipe: Recipe,
    progress: Progress,
) -> None:
    store = Store(folder / "chroma", folder.name, recipe.url)
    lexicon = Lexicon(folder / "lexicon.sqlite", write=True)
    try:
        store.create(model.dimension)
        for slug in gone:
            store.remove(slug)
            lexicon.remove(slug)
        count = tokens.counter(recipe.token_encoding)
        for done, source in enumerate(sources):
            fill(store, lexicon, model, source, recipe.chunk_tokens, count)
            progress("index", done + 1, len(sources))
    finally:
        lexicon.close()
        store.close()
