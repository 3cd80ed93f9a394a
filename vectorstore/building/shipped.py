"""Heads that come with the code: of the project's own banks, for pages that have none, too.

`make head` makes them. One is named after its encoder.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from vectorstore.encoder import head
from vectorstore.encoder.head import Learnt

FOLDER = Path(__file__).parent.with_name("heads")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A head in a folder, and what it was learnt on."""

    folder: Path
    learnt: Learnt

    def fits(self, lessons: Learnt) -> bool:
        """Whether it is what would be learnt of these."""
        return self.learnt == lessons

    def copy_to(self, folder: Path) -> None:
        """Write it into another folder."""
        shutil.copytree(self.folder, folder)


def head_of(encoder: str) -> Shipped | None:
    """The head for an encoder of that name, or None."""
    folder = FOLDER / encoder
    learnt = head.learnt(folder) if folder.parent == FOLDER else None
    return Shipped(folder, learnt) if learnt and learnt.encoder == encoder else None
