"""What is left of an index: the generation to go on from, and what of it is damaged."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest import folder as sources
from ingest.errors import IndexUnusableError
from vectorstore.files import generations, integrity
from vectorstore.files.manifest import COPY, NAME, Manifest, read_manifest
from vectorstore.files.places import path_of


@dataclass(frozen=True, slots=True)
class OldGeneration:
    """A generation and its manifest, none where nothing can be gone on from.

    `damaged` are its damaged files; `is_named` when `current` names it; `given` are sources that
    an unreadable manifest still tells of; `told` are lines for the person.
    """

    folder: Path | None = None
    manifest: Manifest | None = None
    damaged: frozenset[str] = frozenset()
    is_named: bool = False
    given: tuple[Path, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def unread(self) -> frozenset[str]:
        """The slugs of which the parsed source is damaged."""
        files = (Path(name) for name in self.damaged)
        return frozenset(file.stem for file in files if file.parts[0] == "sources")

    def has(self, part: str) -> bool:
        """Whether a file or folder of the generation is there and whole."""
        return self.folder is not None and not any(
            name == part or name.startswith(f"{part}/") for name in self.damaged
        )


def find(root: Path, articles: Path | None = None) -> OldGeneration:
    """Check all of an index, every byte of it; `articles` is the folder that its places may lie by.

    Where `current` names none, or one whose manifest is lost, the newest other one is taken.
    """
    named = generations.current(root)
    found = generations.others(root)
    told = [] if named or not found else [f"mended {root / 'current'}: it named no index"]
    for folder in dict.fromkeys((*([named] if named else []), *found)):
        read = _manifest(folder)
        if read is None:
            continue
        manifest, damaged = read
        wrong = integrity.damages(folder, manifest.files)
        told += [f"mended {folder / damage.name}: {damage.wrong}" for damage in wrong]
        told += [f"mended {folder / name}: it was damaged or missing" for name in damaged]
        names = frozenset((*damaged, *(damage.name for damage in wrong)))
        return OldGeneration(folder, manifest, names, folder == named, told=tuple(told))
    if found:
        told.append("no list of articles is left of the index; it is made anew from what is there")
    given = tuple(
        dict.fromkeys(path for folder in found for path in _given(folder, root, articles))
    )
    return OldGeneration(given=given, told=tuple(told))


def _manifest(folder: Path) -> tuple[Manifest, tuple[str, ...]] | None:
    """The manifest or its copy, and which of the two is damaged; None where both are."""
    read: dict[str, Manifest] = {}
    for name in (NAME, COPY):
        try:
            read[name] = read_manifest(folder, name)
        except IndexUnusableError:
            continue
    if not read:
        return None
    return next(iter(read.values())), tuple(name for name in (NAME, COPY) if name not in read)


def _given(folder: Path, root: Path, articles: Path | None) -> Iterator[Path]:
    """The sources that a manifest of an older format names and that are still there.

    The oldest have their whole paths, later ones their places.
    """
    try:
        entries = json.loads((folder / NAME).read_text(encoding="utf-8"))["sources"]
        places = [str(entry.get("place") or entry["path"]) for entry in entries]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return
    paths = (path_of(place, root, articles) for place in places)
    yield from (path for path in paths if path is not None and sources.is_there(path))
