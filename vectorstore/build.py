"""Sources → a new generation of the index; what has not changed is not made again."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest import chunks
from ingest.coverage import coverage
from ingest.errors import IndexUnusableError
from ingest.folder import Source
from vectorstore import encoder, generations, lessons
from vectorstore.encoder import TRAINED, Encoder
from vectorstore.fill import fill
from vectorstore.generations import Manifest, SourceEntry
from vectorstore.index import read_source, write_source
from vectorstore.lexicon import Lexicon
from vectorstore.plan import Plan, is_unchanged, plan
from vectorstore.store import Store

Progress = Callable[[str, int, int], None]


def unheard(_step: str, _done: int, _total: int) -> None:
    """A progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index is made with: the encoder's name, where Chroma is, how chunks are cut."""

    encoder: str = TRAINED
    url: str | None = None
    token_encoding: str | None = None
    chunk_tokens: int = 2000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did, by slug; nothing at all when all was as before.

    `thin` tells of each fresh article whose question bank is too small to be leant on.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    trained: bool = False
    thin: tuple[str, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        """Whether the index was up to date."""
        return not (self.added or self.changed or self.removed or self.trained)


def ingest(
    root: Path,
    paths: Sequence[Path],
    recipe: Recipe,
    remove: Sequence[str] = (),
    rebuild: bool = False,
    progress: Progress = unheard,
) -> Report:
    """Build or refresh the index in `root` from article folders and captures.

    Sources that the index already has and `paths` does not name stay as they are.

    Raises:
        InputError: a source can't be read; the index is then as it was before.
        IndexUnusableError: another process is writing, or an encoder or server can't be had.
    """
    old_folder = None if rebuild else generations.current(root)
    old = _readable(old_folder)
    if old is not None and not _fits(old, recipe):
        raise IndexUnusableError(
            f"the index was made with encoder {old.encoder!r}"
            + (f" and Chroma at {old.url}" if old.url else "")
            + f", the settings say {recipe.encoder!r}"
            + (f" and {recipe.url}" if recipe.url else "")
            + "; run `fotnot ingest --rebuild`, or set them back"
        )
    if old is not None and is_unchanged(old, paths, remove):
        return Report(unchanged=tuple(entry.slug for entry in old.sources))
    planned = plan(old, paths, remove, partial(progress, "parse"))
    with generations.writing(root) as new_folder:
        return _write(root, new_folder, old_folder if old else None, old, planned, recipe, progress)


def _readable(old_folder: Path | None) -> Manifest | None:
    return generations.read_manifest(old_folder) if old_folder else None


def _fits(old: Manifest, recipe: Recipe) -> bool:
    return (old.encoder, old.url) == (recipe.encoder, recipe.url)


def _write(
    root: Path,
    new_folder: Path,
    old_folder: Path | None,
    old: Manifest | None,
    planned: Plan,
    recipe: Recipe,
    progress: Progress,
) -> Report:
    lessons_print = lessons.fingerprint(planned.entries)
    retrain = old is None or (recipe.encoder == TRAINED and old.trained_on != lessons_print)
    keep = old_folder if not retrain and recipe.url is None else None
    if keep is not None:
        shutil.copytree(keep, new_folder, dirs_exist_ok=True)
        (new_folder / "manifest.json").unlink()
    sources = _sources(planned, old_folder, only_fresh=keep is not None)
    for source in sources:
        write_source(new_folder, source)
    if old_folder is not None and keep is None:
        _carry_sources(old_folder, new_folder, planned.entries)
    model = _encoder(old_folder, new_folder, sources if retrain else None, recipe, progress)
    gone = (*planned.removed, *planned.changed) if keep is not None else ()
    _fill(new_folder, model, sources, gone, recipe, progress)
    manifest = Manifest(
        recipe.encoder, model.dimension, lessons_print, recipe.url,
        recipe.token_encoding, recipe.chunk_tokens, planned.entries,
    )  # fmt: skip
    generations.publish(root, new_folder, manifest)
    if recipe.url:
        kept = {new_folder.name, old_folder.name if old_folder else ""}
        Store(new_folder / "chroma", new_folder.name, recipe.url).drop_generations_but(kept)
    trained = retrain and recipe.encoder == TRAINED
    thin = tuple(line for source in planned.fresh if (line := coverage(source).told))
    return Report(planned.added, planned.changed, planned.removed, planned.unchanged, trained, thin)


def _carry_sources(old_folder: Path, new_folder: Path, entries: Sequence[SourceEntry]) -> None:
    for entry in entries:
        for name in (f"{entry.slug}.json", f"{entry.slug}.words"):
            if not (new_folder / "sources" / name).exists():
                shutil.copy2(old_folder / "sources" / name, new_folder / "sources" / name)


def _sources(planned: Plan, old_folder: Path | None, only_fresh: bool) -> list[Source]:
    fresh = {source.article.slug: source for source in planned.fresh}
    if only_fresh or old_folder is None:
        return list(fresh.values())
    return [fresh.get(e.slug) or read_source(old_folder, e.slug) for e in planned.entries]


def _encoder(
    old_folder: Path | None,
    new_folder: Path,
    taught: Sequence[Source] | None,
    recipe: Recipe,
    progress: Progress,
) -> Encoder:
    """The new generation's encoder: trained on the `taught` sources, or the old one's."""
    own = new_folder / "encoder"
    if recipe.encoder == TRAINED and taught is not None:
        lessons.teach(taught, own, recipe.seed, partial(progress, "train"))
    elif recipe.encoder == TRAINED and old_folder is not None and not own.exists():
        shutil.copytree(old_folder / "encoder", own)
    return encoder.load(recipe.encoder, own)


def _fill(
    new_folder: Path,
    model: Encoder,
    sources: Sequence[Source],
    gone: Sequence[str],
    recipe: Recipe,
    progress: Progress,
) -> None:
    store = Store(new_folder / "chroma", new_folder.name, recipe.url)
    store.create(model.dimension)
    lexicon = Lexicon(new_folder / "lexicon.sqlite", write=True)
    for slug in gone:
        store.remove(slug)
        lexicon.remove(slug)
    count = chunks.counter(recipe.token_encoding)
    for done, source in enumerate(sources):
        fill(store, lexicon, model, source, recipe.chunk_tokens, count)
        progress("index", done + 1, len(sources))
    lexicon.close()
