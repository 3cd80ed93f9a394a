"""What an ingest has to do: the sources that are new, have changed or go, parsed and named."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from ingest import folder
from ingest.coverage import coverage
from ingest.errors import InputError
from ingest.folder import Source
from vectorstore.building.sources import Order, Present, Survey, survey
from vectorstore.files.manifest import Manifest, SourceEntry, TakenOut


@dataclass(frozen=True, slots=True)
class Plan:
    """All entries that the index is to have, the fresh sources among them, and slugs by lot.

    `renamed` are (old, new) slugs; `told` lines for the person.
    """

    entries: tuple[SourceEntry, ...]
    taken_out: tuple[TakenOut, ...]
    fresh: tuple[Source, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    told: tuple[str, ...]

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The slugs of the sources that stay as they are."""
        fresh = {source.article.slug for source in self.fresh}
        return tuple(entry.slug for entry in self.entries if entry.slug not in fresh)

    @property
    def outdated(self) -> tuple[str, ...]:
        """The slugs whose rows go: of what is removed, renamed or read anew."""
        return (*self.removed, *(old for old, new in self.renamed if old != new), *self.changed)

    def is_what(self, old: Manifest, learnt: str) -> bool:
        """Whether the index is that already; `learnt` is the hash of what it would learn."""
        now = (self.entries, self.taken_out, learnt)
        return now == (old.sources, old.taken_out, old.trained_on) and not self.fresh


@dataclass
class _Work:
    entries: dict[str, SourceEntry]
    gone: list[SourceEntry]
    fresh: list[Source] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)


def plan(
    order: Order,
    old: Manifest | None,
    unread: Collection[str],
    progress: Callable[[int, int], None],
) -> Plan:
    """Parse every source that is new or has changed, before anything is written.

    `unread` are slugs of which the index has lost what it had parsed.

    Raises:
        InputError: a source can't be read or named, or an index would begin with nothing.
    """
    found = survey(order, old)
    if old is None and not found.present:
        raise InputError("nothing to index: give a capture or an article's folder")
    kept = {*(one.entry for one in found.present), *found.stayed}
    entries = {e.slug: e for e in (old.sources if old else ()) if e in kept}
    work = _Work(entries, list(found.gone))
    for done, one in enumerate(found.present):
        _take(one, order, unread, work)
        progress(done + 1, len(found.present))
    lost = [e for e in found.stayed if e.slug in unread]
    for entry in lost:
        del work.entries[entry.slug]
    gone = [*work.gone, *lost]
    told = (*found.told, *(_told(entry, order, found) for entry in gone))
    removed = tuple(dict.fromkeys((*order.remove, *(entry.slug for entry in gone))))
    lots = tuple(work.added), tuple(work.changed), removed, tuple(work.renamed)
    return Plan(tuple(work.entries.values()), found.taken_out, tuple(work.fresh), *lots, told)


def _told(entry: SourceEntry, order: Order, found: Survey) -> str:
    path = order.path(entry.place) or entry.place
    if any(one.page == entry.sha256 for one in found.present):
        return f"{entry.slug}: removed with its page {path}"
    return f"{entry.slug}: removed, {path} is gone"


def _take(one: Present, order: Order, unread: Collection[str], work: _Work) -> None:
    """Make one source an entry: as it was, moved, or read anew."""
    before = one.entry
    if before is not None:
        as_it_was = before.fingerprint == one.print_ or not one.named
        if as_it_was and before.slug not in unread:
            return
        source = _named(folder.load(one.path), one, before, work.entries)
        work.changed.append(before.slug)
        _put(source, one, order, work)
        return
    moved = next((entry for entry in work.gone if entry.fingerprint == one.print_), None)
    if moved is not None:
        work.gone.remove(moved)
        if not one.path.is_dir() and moved.slug not in unread:
            work.entries[moved.slug] = replace(moved, place=order.place(one.path))
            work.renamed.append((moved.slug, moved.slug))
            return
    source = _named(folder.load(one.path), one, None, work.entries)
    slug = source.article.slug
    if moved is None:
        work.added.append(slug)
    else:
        work.renamed.append((moved.slug, slug))
    _put(source, one, order, work)


def _put(source: Source, one: Present, order: Order, work: _Work) -> None:
    article = source.article
    place = one.entry.place if one.entry else order.place(one.path)
    work.fresh.append(source)
    work.entries[article.slug] = SourceEntry(
        place,
        article.slug,
        article.language,
        article.sha256,
        one.print_,
        coverage(source).is_sufficient,
    )


def _named(
    source: Source, one: Present, before: SourceEntry | None, taken: dict[str, SourceEntry]
) -> Source:
    """The source under the slug that it had before, or a longer one where its own is taken."""
    article = source.article
    if before is not None:
        return replace(source, article=replace(article, slug=before.slug))
    holder = taken.get(article.slug)
    if holder is None:
        return source
    slug = f"{article.slug}-{article.sha256[:8]}"
    if one.path.is_dir() or slug in taken:
        raise InputError(
            f"{one.path}: its slug {article.slug!r} is taken by {holder.place}; "
            "put it in a folder of another name, or remove the other first"
        )
    return replace(source, article=replace(article, slug=slug))
