"""A sentence that somebody wrote, and what it says that it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a reply: its text, the ids and reference numbers behind it.

    `whole` unless the reply broke off in it, or ids stand before it or where none ends.
    """

    text: str
    ids: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    whole: bool = True
