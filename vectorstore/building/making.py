"""A plan → the files of a new generation; what has not changed and is whole is taken over."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest import chunks
from ingest.coverage import coverage
from ingest.folder import Source
from ingest.text import tokens
from vectorstore import encoder, letters, opening, sentence_states
from vectorstore.building import shipped, training_data
from vectorstore.building.changes import Plan
from vectorstore.building.index_rows import fill, in_place, spelt
from vectorstore.building.mending import OldGeneration
from vectorstore.encoder import Encoder, HeadedEncoder
from vectorstore.encoder.by_name import HEAD, NETWORKS
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.e5.pretrained import NAME as PRETRAINED
from vectorstore.files.manifest import COPY, NAME, Manifest
from vectorstore.index import read_source, source_files, write_source
from vectorstore.vocabulary import vocabulary
from vectorstore.word_lists import word_lists

StepProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index is made with: the encoder's name, where Chroma is, how chunks are cut.

    `model_cache` is where a pretrained encoder is kept; None: in the user's own cache folder.
    """

    encoder: str = PRETRAINED
    url: str | None = None
    token_encoding: str | None = None
    chunk_tokens: int = 350
    seed: int = 0
    model_cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the length of its vectors, whether its head is a new one, lines to tell."""

    dimension: int
    new_head: bool
    told: tuple[str, ...] = ()


def make(
    folder: Path, old: OldGeneration, planned: Plan, recipe: Recipe, progress: StepProgress
) -> Made:
    """Write all files of a generation but its manifest into an empty folder.

    `old` is the generation to take over from, or none.
    """
    if not planned.entries:
        return Made(0, new_head=False)
    learnt = training_data.fingerprint(planned.entries, recipe.encoder)
    same = old.manifest is not None and old.manifest.trained_on == learnt
    retrain = not (same and old.has("encoder"))
    kept = old.folder is not None and old.damaged <= {NAME, COPY}
    whole = kept and not retrain and recipe.url is None
    if whole and old.folder is not None:
        shutil.copytree(old.folder, folder, dirs_exist_ok=True)
        for name in (NAME, COPY):
            (folder / name).unlink(missing_ok=True)
    sources = list(planned.fresh) if whole else _sources(planned, old.folder)
    base = encoder.model(recipe.encoder, recipe.model_cache, partial(progress, "unpack"))
    base = encoder.remembering(base, recipe.model_cache)
    told: tuple[str, ...] = ()
    if retrain:
        told = _teach(folder / "encoder", base, sources, recipe, progress)
        told += _take_networks(folder / "encoder" / NETWORKS, base.name, sources)
    elif not whole and old.folder is not None:
        shutil.copytree(old.folder / "encoder", folder / "encoder")
    if not (whole and _spelt(planned) == _spelt(old.manifest) and old.has(letters.ROWS)):
        _write_letters(folder, planned, sources)
    for slug in planned.outdated:
        for path in source_files(folder, slug):
            path.unlink(missing_ok=True)
    model = encoder.headed(base, folder / "encoder")
    _fill(folder, model, sources, planned.outdated if whole else (), recipe, progress)
    return Made(model.dimension, retrain, told)


def _sources(planned: Plan, old_folder: Path | None) -> list[Source]:
    fresh = {source.article.slug: source for source in planned.fresh}
    return [
        fresh[entry.slug] if old_folder is None or entry.slug in fresh
        else read_source(old_folder, entry.slug)
        for entry in planned.entries
    ]  # fmt: skip


def _spelt(of: Plan | Manifest | None) -> set[tuple[str, str]]:
    """The articles that are searched by their letters: their slugs, and what they were made of."""
    entries = of.entries if isinstance(of, Plan) else of.sources if of else ()
    return {(entry.slug, entry.fingerprint) for entry in entries if entry.has_bank}


def _write_letters(folder: Path, planned: Plan, sources: Sequence[Source]) -> None:
    """Of the given sources, and of those that the folder has taken over."""
    for name in (letters.ROWS, letters.IDS):
        (folder / name).unlink(missing_ok=True)
    read = {source.article.slug: source for source in sources}
    texts = {
        key: turns
        for slug, _ in sorted(_spelt(planned))
        for key, turns in spelt(read.get(slug) or read_source(folder, slug)).items()
    }
    if texts:
        letters.write(folder, texts)


def _teach(
    own: Path, base: Encoder, sources: Sequence[Source], recipe: Recipe, progress: StepProgress
) -> tuple[str, ...]:
    """Put into `own` the head that is learnt of the sources, or that came with the code.

    That one serves where there is no bank, too. Without torch nothing can be learnt, and it must
    do; a line tells of it.
    """
    own.mkdir(parents=True)
    lessons_of = training_data.about(sources, base.name)
    ready = shipped.head_of(base.name)
    banked = bool(training_data.taught_on(sources))
    if banked and not (ready and ready.fits(lessons_of)) and _can_learn():
        training_data.teach(
            sources, base, lessons_of, own / HEAD, recipe.seed, partial(progress, "learn")
        )
        return ()
    if ready:
        ready.copy_to(own / HEAD)
    if not banked or (ready and ready.fits(lessons_of)):
        return ()
    return (
        "torch is not installed: nothing is learnt from the question banks, which are searched "
        "with " + ("the head that came with Fotnot" if ready else "the encoder as it is"),
    )


def _take_networks(folder: Path, encoder: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Copy the networks that came with the code and fit their banks; a line for each that does not."""
    told = []
    for source in training_data.taught_on(sources):
        slug, lessons = source.article.slug, training_data.about([source], encoder)
        if not shipped.copy_network(encoder, slug, lessons, folder) and shipped.has_network(
            encoder, slug
        ):
            told.append(
                f"{slug}: its bank has changed since its network was learnt, which is left out; "
                "`python -m training.head` learns it anew"
            )
    return tuple(told)


def _can_learn() -> bool:
    from importlib.util import find_spec

    return find_spec("torch") is not None


def _fill(
    folder: Path,
    model: HeadedEncoder,
    sources: Sequence[Source],
    gone: Sequence[str],
    recipe: Recipe,
    progress: StepProgress,
) -> None:
    store = opening.opened(folder, recipe.url)
    try:
        store.create(model.dimension)
        for slug in gone:
            store.remove(slug)
        count = tokens.counter(recipe.token_encoding)
        names = word_lists(recipe.model_cache, partial(progress, "words")).names
        for done, source in enumerate(sources):
            pieces = chunks.chunk(source.article, recipe.chunk_tokens, count, model.fits)
            fill(store, model, source, pieces)
            write_source(folder, source, pieces, vocabulary(source, names))
            _write_states(folder, source, recipe)
            progress("index", done + 1, len(sources))
    finally:
        store.close()


def _write_states(folder: Path, source: Source, recipe: Recipe) -> None:
    """For an article that no bank carries, and so is read by the reranker."""
    if recipe.encoder == PRETRAINED and not coverage(source).is_sufficient:
        ids = (sentence.id for sentence in source.article.sentences)
        texts = dict(zip(ids, in_place(source.article), strict=True))
        states_of = pretrained.served(recipe.model_cache).passage_states
        sentence_states.write(source_files(folder, source.article.slug).states, texts, states_of)
