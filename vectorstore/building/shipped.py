"""What comes with the code, learnt on the project's own banks: a head, a network an article.

`make head` makes them. A head is named after its encoder, and serves pages without a bank, too; a
network lies in the folder of its encoder.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from vectorstore import answer_network
from vectorstore.encoder import head
from vectorstore.encoder.head import Learnt

FOLDER = Path(__file__).parent.with_name("heads")
NETWORKS = Path(__file__).parent.with_name("networks")


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


def digest(encoder: str) -> str:
    """A hash of all that comes with the code for an encoder of that name."""
    told = hashlib.sha256()
    for folder in (FOLDER / encoder, NETWORKS / encoder):
        if folder.parent in (FOLDER, NETWORKS) and folder.is_dir():
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                told.update(path.relative_to(folder).as_posix().encode() + b"\0")
                told.update(path.read_bytes())
    return told.hexdigest()


def head_of(encoder: str) -> Shipped | None:
    """The head for an encoder of that name, or None."""
    folder = FOLDER / encoder
    learnt = head.learnt(folder) if folder.parent == FOLDER else None
    return Shipped(folder, learnt) if learnt and learnt.encoder == encoder else None


def copy_network(encoder: str, slug: str, lessons: Learnt, target: Path) -> bool:
    """Copy the network of an article into a folder, where there is one that was learnt on these."""
    folder = NETWORKS / encoder
    card = answer_network.read_card(folder, slug)
    if card is None or card.learnt != lessons:
        return False
    target.mkdir(parents=True, exist_ok=True)
    for file in answer_network.files(folder, slug):
        shutil.copy(file, target)
    return True


def has_network(encoder: str, slug: str) -> bool:
    """Whether a network of that article comes with the code, of whatever bank."""
    return answer_network.read_card(NETWORKS / encoder, slug) is not None
