"""Sources → a new generation of the index; what has not changed is not made again."""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import chunks, folder
from ingest.errors import IndexUnusableError, InputError
from ingest.folder import Source
from vectorstore import encoder, generations, training
from vectorstore.encoder import TRAINED, Encoder
from vectorstore.fill import fill, wordings
from vectorstore.generations import Manifest, SourceEntry
from vectorstore.index import read_source, write_source
from vectorstore.lexicon import Lexicon
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
    """What an ingest did, by slug; nothing at all when all was as before."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    trained: bool = False

    @property
    def nothing_to_do(self) -> bool:
        """Whether the index was up to date."""
        return not (self.added or self.changed or self.removed or self.trained)


@dataclass(frozen=True, slots=True)
class _Plan:
    entries: tuple[SourceEntry, ...]
    fresh: tuple[tuple[Source, SourceEntry], ...]
    report: Report


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
    if old is not None and _unchanged(old, paths, remove):
        return Report(unchanged=tuple(entry.slug for entry in old.sources))
    plan = _plan(old, paths, remove, progress)
    with generations.writing(root) as new_folder:
        return _write(root, new_folder, old_folder if old else None, old, plan, recipe, progress)


def _readable(old_folder: Path | None) -> Manifest | None:
    return generations.read_manifest(old_folder) if old_folder else None


def _fits(old: Manifest, recipe: Recipe) -> bool:
    return (old.encoder, old.url) == (recipe.encoder, recipe.url)


def _unchanged(old: Manifest, paths: Sequence[Path], remove: Sequence[str]) -> bool:
    known = {entry.path: entry.fingerprint for entry in old.sources}
    return not remove and all(
        known.get(str(path.resolve())) == folder.fingerprint(path) for path in paths
    )


def _plan(
    old: Manifest | None, paths: Sequence[Path], remove: Sequence[str], progress: Progress
) -> _Plan:
    """Parse every source that is new or has changed, before anything is written."""
    entries = {entry.slug: entry for entry in (old.sources if old else ())}
    for slug in remove:
        if entries.pop(slug, None) is None:
            raise InputError(f"no article {slug!r} in the index to remove")
    known = {entry.path: entry for entry in entries.values()}
    fresh: list[tuple[Source, SourceEntry]] = []
    added: list[str] = []
    changed: list[str] = []
    for done, path in enumerate(paths):
        place, print_ = str(path.resolve()), folder.fingerprint(path)
        before = known.get(place)
        if before is not None and before.fingerprint == print_:
            continue
        source = _named(folder.load(path), path, before, entries)
        slug = source.article.slug
        entry = SourceEntry(
            place, slug, source.article.language, source.article.sha256, print_,
            bool(source.bank.questions),
        )  # fmt: skip
        (changed if before is not None else added).append(slug)
        entries[slug] = entry
        fresh.append((source, entry))
        progress("parse", done + 1, len(paths))
    if not entries:
        raise InputError("nothing to index: give a capture or an article's folder")
    named = {entry.slug for _, entry in fresh}
    report = Report(
        tuple(added), tuple(changed), tuple(remove), tuple(s for s in entries if s not in named)
    )
    return _Plan(tuple(entries.values()), tuple(fresh), report)


def _named(
    source: Source, path: Path, before: SourceEntry | None, taken: Mapping[str, SourceEntry]
) -> Source:
    """The source under the slug that it had before, or a longer one where its own is taken."""
    article = source.article
    if before is not None:
        return replace(source, article=replace(article, slug=before.slug))
    holder = taken.get(article.slug)
    if holder is None:
        return source
    slug = f"{article.slug}-{article.sha256[:8]}"
    if path.is_dir() or slug in taken or article.sha256 == holder.sha256:
        raise InputError(
            f"{path}: its slug {article.slug!r} is taken by {holder.path}; "
            "put it in a folder of another name, or remove the other first"
        )
    return replace(source, article=replace(article, slug=slug))


def _write(
    root: Path,
    new_folder: Path,
    old_folder: Path | None,
    old: Manifest | None,
    plan: _Plan,
    recipe: Recipe,
    progress: Progress,
) -> Report:
    lessons_print = _lessons_print(plan.entries)
    retrain = old is None or (recipe.encoder == TRAINED and old.trained_on != lessons_print)
    keep = old_folder if not retrain and recipe.url is None else None
    if keep is not None:
        shutil.copytree(keep, new_folder, dirs_exist_ok=True)
        (new_folder / "manifest.json").unlink()
    sources = _sources(plan, old_folder, only_fresh=keep is not None)
    for source in sources:
        write_source(new_folder, source)
    if old_folder is not None and keep is None:
        _carry_sources(old_folder, new_folder, plan.entries)
    if recipe.encoder == TRAINED and retrain:
        _train(sources, new_folder / "encoder", recipe.seed, progress)
    elif recipe.encoder == TRAINED and keep is None and old_folder is not None:
        shutil.copytree(old_folder / "encoder", new_folder / "encoder")
    model = encoder.load(recipe.encoder, new_folder / "encoder")
    gone = (*plan.report.removed, *plan.report.changed) if keep is not None else ()
    _fill(new_folder, model, sources, gone, recipe, progress)
    manifest = Manifest(
        recipe.encoder, model.dimension, lessons_print, recipe.url,
        recipe.token_encoding, recipe.chunk_tokens, plan.entries,
    )  # fmt: skip
    generations.publish(root, new_folder, manifest)
    if recipe.url:
        kept = {new_folder.name, old_folder.name if old_folder else ""}
        Store(new_folder / "chroma", new_folder.name, recipe.url).drop_generations_but(kept)
    return replace(plan.report, trained=retrain and recipe.encoder == TRAINED)


def _carry_sources(old_folder: Path, new_folder: Path, entries: Sequence[SourceEntry]) -> None:
    for entry in entries:
        for name in (f"{entry.slug}.json", f"{entry.slug}.words"):
            if not (new_folder / "sources" / name).exists():
                shutil.copy2(old_folder / "sources" / name, new_folder / "sources" / name)


def _lessons_print(entries: Sequence[SourceEntry]) -> str:
    banked = sorted(entry.fingerprint for entry in entries if entry.has_bank)
    return hashlib.sha256("\n".join(banked).encode()).hexdigest()


def _sources(plan: _Plan, old_folder: Path | None, only_fresh: bool) -> list[Source]:
    fresh = {entry.slug: source for source, entry in plan.fresh}
    if only_fresh or old_folder is None:
        return list(fresh.values())
    return [fresh.get(e.slug) or read_source(old_folder, e.slug) for e in plan.entries]


def _train(sources: Sequence[Source], target: Path, seed: int, progress: Progress) -> None:
    lessons = [lesson for source in sources for lesson in _lessons(source)]
    unanswerable = [q.turns for source in sources for q in source.bank.unanswerable]
    training.train(
        lessons, unanswerable, target, seed=seed, progress=lambda d, t: progress("train", d, t)
    )


def _lessons(source: Source) -> list[training.Lesson]:
    asked: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for question in source.bank.questions:
        for sentence in question.sentences[:2]:
            asked.setdefault(sentence, []).append((question.turns, frozenset(question.sentences)))
    worded = wordings(source)
    return [
        training.Lesson(sentence, tuple(worded[sentence]), tuple(questions))
        for sentence, questions in asked.items()
    ]


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
