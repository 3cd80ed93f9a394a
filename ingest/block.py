"""What a page is made of before it is an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page in reading order.

    `level` is a heading's level, 1 to 6, and None for text. `item` is the printed number of an
    entry of a numbered list. `listed` marks an item of a list, without its bullet or number: it may
    be no sentence. `label` marks a button, price, byline or other known furniture. `entry` marks an
    item that is known as an entry of the list of references, and `doi` is the one that its links
    lead to.
    """

    text: str
    level: int | None = None
    item: int | None = None
    label: bool = False
    listed: bool = False
    entry: bool = False
    doi: str | None = None
