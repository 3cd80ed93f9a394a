"""What an ingest has to do: the sources that are new, have changed or go, parsed and named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import folder
from ingest.coverage import coverage
from ingest.errors import InputError
from ingest.folder import Source
from vectorstore.generations import Manifest, SourceEntry


@dataclass(frozen=True, slots=True)
class Plan:
    """All entries that the index is to have, the fresh sources among them, and slugs by lot."""

    entries: tuple[SourceEntry, ...]
    fresh: tuple[Source, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The slugs of the sources that stay as they are."""
        fresh = {source.article.slug for source in self.fresh}
        return tuple(entry.slug for entry in self.entries if entry.slug not in fresh)


def is_unchanged(old: Manifest, paths: Sequence[Path], remove: Sequence[str]) -> bool:
    """Whether an index is all that it is asked to be.

    Raises:
        InputError: a path does not exist.
    """
    known = {entry.path: entry.fingerprint for entry in old.sources}
    return not remove and all(
        known.get(str(path.resolve())) == folder.fingerprint(path) for path in paths
    )


def plan(
    old: Manifest | None,
    paths: Sequence[Path],
    remove: Sequence[str],
    progress: Callable[[int, int], None],
) -> Plan:
    """Parse every source that is new or has changed, before anything is written.

    Raises:
        InputError: a source can't be read or named, or nothing would be left.
    """
    entries = {entry.slug: entry for entry in (old.sources if old else ())}
    for slug in remove:
        if entries.pop(slug, None) is None:
            raise InputError(f"no article {slug!r} in the index to remove")
    known = {entry.path: entry for entry in entries.values()}
    fresh: list[Source] = []
    added: list[str] = []
    changed: list[str] = []
    for done, path in enumerate(paths):
        place, print_ = str(path.resolve()), folder.fingerprint(path)
        before = known.get(place)
        if before is not None and before.fingerprint == print_:
            continue
        source = _named(folder.load(path), path, before, entries)
        slug = source.article.slug
        entries[slug] = _entry(source, place, print_)
        fresh.append(source)
        (changed if before is not None else added).append(slug)
        progress(done + 1, len(paths))
    if not entries:
        raise InputError("nothing to index: give a capture or an article's folder")
    lots = tuple(added), tuple(changed), tuple(remove)
    return Plan(tuple(entries.values()), tuple(fresh), *lots)


def _entry(source: Source, place: str, print_: str) -> SourceEntry:
    article = source.article
    has_bank = coverage(source).carries
    return SourceEntry(place, article.slug, article.language, article.sha256, print_, has_bank)


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
