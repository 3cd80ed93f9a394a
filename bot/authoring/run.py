"""One sentence after the other: asked, sifted, written down."""

from collections.abc import Callable, Sequence

from bot.answer import Usage
from bot.authoring.ask import Asking, ModelFailedError
from bot.authoring.material import SentenceInPlace
from bot.authoring.task import Task
from bot.authoring.work import Work

UNREAD = 5  # so many replies in a row without anything to read: the model can't do it


def run(
    task: Task,
    pieces: Sequence[SentenceInPlace],
    work: Work,
    asking: Asking,
    progress: Callable[[int, int], None],
) -> None:
    """Draft for these sentences; what is done is in the files whenever this ends, however it ends.

    Raises:
        ModelFailedError: the model can't be asked, or its replies can't be read.
    """
    unread = 0
    for done, piece in enumerate(pieces, 1):
        if piece.commands:
            drafted, usage = task.unsent(piece), Usage(0, 0)
        else:
            reply = asking.ask(task.prompt(piece))
            drafted, usage = task.draft(piece, reply.text), reply.usage
        work.add(piece.sentence.id, drafted, usage)
        unread = 0 if drafted.readable else unread + 1
        if unread == UNREAD:
            raise ModelFailedError(
                f"{UNREAD} replies in a row held no JSON to read: choose another model"
            )
        progress(done, len(pieces))
