"""Sources → a new generation of the index; what has not changed is not made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.article import Article
from ingest.coverage import coverage
from ingest.errors import IndexUnusableError
from vectorstore import opening
from vectorstore.building import mending, training_data
from vectorstore.building.changes import Plan, plan
from vectorstore.building.making import Made, Recipe, StepProgress, make
from vectorstore.building.mending import OldGeneration
from vectorstore.building.sources import Order
from vectorstore.files import generations, no_room
from vectorstore.files.manifest import Manifest

__all__ = ["Recipe", "Report", "StepProgress", "ingest", "unheard"]


def unheard(_step: str, _done: int, _total: int) -> None:
    """A progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did, by slug; nothing at all when all was as before.

    `fresh` are the articles that were read, `thin` tells of each of them whose question bank is too
    small to be leant on; `told` are further lines: what was mended, is gone, or is left out.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    unchanged: tuple[str, ...] = ()
    new_head: bool = False
    mended: bool = False
    thin: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    fresh: tuple[Article, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        """Whether the index was whole and up to date."""
        done = (self.added, self.changed, self.removed, self.renamed, self.new_head, self.mended)
        return not any(done)


def ingest(
    root: Path,
    paths: Sequence[Path],
    recipe: Recipe,
    remove: Sequence[str] = (),
    rebuild: bool = False,
    progress: StepProgress = unheard,
    articles: Path | None = None,
) -> Report:
    """Build, refresh or mend the index in `root`.

    With `paths`, these captures and article folders are read; what else the index has stays as it
    is while it exists. Without any, all is looked at: the folders below `articles`, and what was
    given by hand. What is damaged is made again; `rebuild` makes everything again.

    Raises:
        InputError: a source can't be read; the index is then as it was before.
        IndexUnusableError: another process is writing, nothing can be written, or an encoder or
            server can't be had.
    """
    found = mending.find(root, articles)
    old = found.manifest
    if old is not None and not rebuild:
        _check_fit(old, recipe)
    order = Order(root, articles, tuple(paths), tuple(remove), found.given)
    unread = {e.slug for e in old.sources} if old and rebuild else found.unread
    planned = plan(order, old, unread, partial(progress, "parse"))
    told = (*found.told, *planned.told)
    as_planned = old is not None and planned.is_what(old, _learnt(planned, recipe))
    if as_planned and found.folder and not rebuild and not found.damaged:
        if not found.is_named:
            with no_room.told(root):
                generations.name(root, found.folder)
        return Report(unchanged=planned.unchanged, mended=not found.is_named, told=told)
    made = _publish(root, found, planned, recipe, rebuild, progress)
    return Report(
        planned.added, planned.changed, planned.removed, planned.renamed,
        planned.unchanged, made.new_head, bool(found.damaged or (found.folder and not found.is_named)),
        tuple(line for source in planned.fresh if (line := coverage(source).told)),
        (*told, *made.told), tuple(source.article for source in planned.fresh),
    )  # fmt: skip


def _learnt(planned: Plan, recipe: Recipe) -> str:
    return training_data.fingerprint(planned.entries, recipe.encoder)


def _check_fit(old: Manifest, recipe: Recipe) -> None:
    if old.sources and (old.encoder, old.url) != (recipe.encoder, recipe.url):
        raise IndexUnusableError(
            f"the index was made with encoder {old.encoder!r}"
            + (f" and Chroma at {old.url}" if old.url else "")
            + f", the settings say {recipe.encoder!r}"
            + (f" and {recipe.url}" if recipe.url else "")
            + "; run `fotnot ingest --rebuild`, or set them back"
        )


def _publish(
    root: Path,
    found: OldGeneration,
    planned: Plan,
    recipe: Recipe,
    rebuild: bool,
    progress: StepProgress,
) -> Made:
    """Make the new generation and let it answer."""
    kept = {found.folder.name} if found.folder else set()
    with generations.writing(root, kept) as folder:
        if found.is_named and generations.current(root) != found.folder:
            raise IndexUnusableError(f"another ingest has just written {root}; run it again")
        has_some = found.manifest is not None and found.manifest.sources and not rebuild
        made = make(folder, found if has_some else OldGeneration(), planned, recipe, progress)
        manifest = Manifest(
            recipe.encoder, made.dimension, _learnt(planned, recipe), recipe.url,
            recipe.token_encoding, recipe.chunk_tokens, planned.entries, planned.taken_out,
            before=found.folder.name if found.folder else None,
        )  # fmt: skip
        generations.publish(root, folder, manifest)
        if recipe.url:
            generations.sweep(root)
            names = {path.name for path in generations.others(root)}
            store = opening.opened(folder, recipe.url)
            store.drop_generations_but(names)
            store.close()
    return made
