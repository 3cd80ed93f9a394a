"""An answer to a question in parts, put together from what each of its parts found."""

from collections.abc import Sequence

from bot.answering.composing import Composed


def together(parts: Sequence[Composed]) -> Composed | None:
    """The statements of all parts in the order of the parts, each once.

    None where they are no more than one part's, or where a part has statements that disagree: what
    is said on that has to stand alone.
    """
    said = list(dict.fromkeys(statement for part in parts for statement in part.statements))
    same = len(parts) > 1 and any(len(said) == len(part.statements) for part in parts)
    if same or any(part.conflicting for part in parts):
        return None
    return Composed(tuple(said))
