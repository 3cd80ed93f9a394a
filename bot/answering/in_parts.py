"""An answer to a question in parts, put together from what each of its parts found."""

from collections.abc import Sequence

from bot.answering.composing import MOST, Composed


def together(parts: Sequence[Composed]) -> Composed | None:
    """The statements of all parts in the order of the parts, each once; None where they are one's.

    Of each part stand the best sentence and what belongs to it, and what else it found as far as
    MOST statements go for all.
    """
    best = [each.statements[: each.support or 1] for each in parts]
    chosen = list(dict.fromkeys(statement for each in best for statement in each))
    if len(parts) > 1 and len({each[0] for each in best}) == 1:
        return None
    if len(parts) == 1:
        chosen += [each for each in parts[0].statements if each not in chosen][: MOST - len(chosen)]
    return Composed(tuple(chosen), any(each.conflicting for each in parts))
