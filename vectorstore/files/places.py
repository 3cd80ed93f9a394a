"""Where a source lies, written so that it is found again after the whole has been moved.

articles:zinc               in the folder of articles
articles:../saved/page.html beside it
index:../../pages/b12.txt   below the folder that the data's folder lies in
/elsewhere/page.html        anywhere else: it does not move when Fotnot does
"""

import os
from pathlib import Path


def place_of(path: Path, root: Path, articles: Path | None) -> str:
    """How a path is written in the manifest of the index in `root`."""
    whole = absolute(path)
    if articles is not None and whole.is_relative_to(absolute(articles).parent):
        return f"articles:{_between(articles, whole)}"
    if whole.is_relative_to(absolute(root).parent.parent):
        return f"index:{_between(root, whole)}"
    return str(whole)


def path_of(place: str, root: Path, articles: Path | None) -> Path | None:
    """The path of a place; None when it lies by the articles and their folder is not known."""
    anchor, colon, rest = place.partition(":")
    if not colon or place.startswith("/"):
        return Path(place)
    base = articles if anchor == "articles" else root
    return None if base is None else absolute(base / rest)


def absolute(path: Path) -> Path:
    """The whole path without '..'; a link to a folder keeps its own name."""
    return Path(os.path.normpath(path.absolute()))


def _between(base: Path, whole: Path) -> str:
    return Path(os.path.relpath(whole, absolute(base))).as_posix()
