"""The sources that an ingest finds: those in the index, those it is given, each page once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import folder
from ingest.errors import InputError
from vectorstore.files.manifest import Manifest, SourceEntry, TakenOut
from vectorstore.files.places import absolute, path_of, place_of


@dataclass(frozen=True, slots=True)
class Order:
    """What an ingest is asked: paths, or none for all that is known; slugs to remove.

    `also` are paths that an index which can't be read is known to have had.
    """

    root: Path
    articles: Path | None
    paths: tuple[Path, ...]
    remove: tuple[str, ...] = ()
    also: tuple[Path, ...] = ()

    def place(self, path: Path) -> str:
        """How the manifest has a path."""
        return place_of(path, self.root, self.articles)

    def path(self, place: str) -> Path | None:
        """The path of a place; None when it can't be known."""
        return path_of(place, self.root, self.articles)


@dataclass(frozen=True, slots=True)
class Present:
    """A source on disk; `entry` is what the index has of it; `named` when it is to be read."""

    path: Path
    print_: str
    page: str
    entry: SourceEntry | None
    named: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """Sources on disk, each page once; entries whose source is gone; lines to say of the rest.

    `stayed` are entries that can't be looked at: their folder of articles is not known, or they
    can't be read and are not named.
    """

    present: tuple[Present, ...]
    gone: tuple[SourceEntry, ...]
    stayed: tuple[SourceEntry, ...]
    taken_out: tuple[TakenOut, ...]
    told: tuple[str, ...]


def survey(order: Order, old: Manifest | None) -> Survey:
    """Look at every source that is known or named; nothing is parsed.

    Raises:
        InputError: a named path can't be read, a slug to remove is unknown, or the folder of
            articles is not there.
    """
    entries = _without(order, {entry.slug: entry for entry in (old.sources if old else ())})
    given = [absolute(path) for path in order.paths]
    taken_out = (*(old.taken_out if old else ()), *_taken_out(order, old))
    told: list[str] = []
    if order.paths:
        taken_out = tuple(
            t for t in taken_out if not any(_is_same(t, path, order) for path in given)
        )
    else:
        given = list(_found(order, entries, taken_out, told))
    places = {entry.slug: order.path(entry.place) for entry in entries.values()}
    stayed = tuple(entry for entry in entries.values() if places[entry.slug] is None)
    gone = [e for e in entries.values() if (p := places[e.slug]) and not folder.is_there(p)]
    given += [absolute(path) for path in order.also]
    known = {path: entries[slug] for slug, path in places.items() if path}
    seen, unread = _seen(order, known, given)
    kept = _each_once(seen, told)
    twice = tuple(p.entry for p in seen if p.entry and p not in kept)
    return Survey(kept, (*gone, *twice), (*stayed, *unread), taken_out, tuple(told))


def _seen(
    order: Order, known: Mapping[Path, SourceEntry], given: Sequence[Path]
) -> tuple[list[Present], list[SourceEntry]]:
    """The sources on disk, and the entries of those that can't be read though nobody asked."""
    seen: list[Present] = []
    unread: list[SourceEntry] = []
    for path in dict.fromkeys((*known, *given)):
        named = path in given or not order.paths
        if path not in given and not folder.is_there(path):
            continue
        try:
            prints = folder.fingerprint(path), folder.page_sha256(path)
        except InputError:
            if named:
                raise
            unread.append(known[path])
            continue
        seen.append(Present(path, *prints, known.get(path), named))
    return seen, unread


def _without(order: Order, entries: dict[str, SourceEntry]) -> dict[str, SourceEntry]:
    for slug in order.remove:
        if entries.pop(slug, None) is None:
            raise InputError(f"no article {slug!r} in the index to remove")
    return entries


def _taken_out(order: Order, old: Manifest | None) -> Iterator[TakenOut]:
    for entry in old.sources if old else ():
        if entry.slug in order.remove:
            yield TakenOut(entry.place, entry.slug, entry.sha256)


def _found(
    order: Order,
    entries: Mapping[str, SourceEntry],
    taken_out: Sequence[TakenOut],
    told: list[str],
) -> Iterator[Path]:
    """The articles in their folder, but for those that a person has removed."""
    if order.articles is None:
        return
    if not order.articles.is_dir():
        if any(entry.place.startswith("articles:") for entry in entries.values()):
            raise InputError(
                f"there is no folder {order.articles} for articles; set FOTNOT_ARTICLES to it. "
                "The index is as before"
            )
        return
    for path in folder.discover(absolute(order.articles)):
        out = next((t for t in taken_out if _is_same(t, path, order)), None)
        if out is None:
            yield path
        elif out.slug not in order.remove:
            told.append(
                f"{out.slug}: was removed and is left out; "
                f"`fotnot ingest {order.articles / path.name}` brings it back"
            )


def _is_same(out: TakenOut, path: Path, order: Order) -> bool:
    """Whether it is the source that was removed, in its place or renamed."""
    if order.path(out.place) == path:
        return True
    return folder.is_there(path) and folder.page_sha256(path) == out.sha256


def _each_once(seen: Sequence[Present], told: list[str]) -> tuple[Present, ...]:
    """One source a page: a folder before a lone page, what the index has before what is new."""
    best: dict[str, Present] = {}
    for one in seen:
        other = best.setdefault(one.page, one)
        if _rank(one) < _rank(other):
            best[one.page] = one
    told += [
        f"{one.path}: the same page as {best[one.page].path}; it is kept once"
        for one in seen
        if best[one.page] is not one
    ]
    return tuple(best.values())


def _rank(one: Present) -> tuple[bool, bool]:
    return not one.path.is_dir(), one.entry is None
