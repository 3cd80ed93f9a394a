"""`fotnot forget`: deletes what was kept."""

from datetime import datetime
from typing import Annotated

import typer

from bot.cli.console import say
from ingest.errors import InputError


def forget(
    before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what was kept before that day, in UTC"),
    ] = None,
    containing: Annotated[
        str | None, typer.Option(help="Only what has this text in the question or the comment")
    ] = None,
    article: Annotated[str | None, typer.Option(help="Only what was asked of this article")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of it")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before deleting all")] = False,
) -> None:
    """Delete kept feedback and declined questions; several conditions must all be met."""
    from bot.feedback.store import open_kept
    from bot.settings import settings

    chosen = before is not None or containing is not None or article is not None
    if chosen == everything:
        raise InputError("forget what? give --before, --containing or --article; or --all alone")
    if containing is not None and not containing.strip():
        raise InputError("--containing needs a text; to delete everything, give --all")
    # Also when keeping was turned off: what was kept before must still be possible to delete.
    kept = open_kept(settings().model_copy(update={"keep": True}))
    assert kept is not None
    if everything and not yes and not typer.confirm("Delete everything that was kept?", err=True):
        raise InputError("nothing was deleted")
    day = before.date() if before else None
    count = kept.forget(day, containing, article)
    say(f"{count} {'row' if count == 1 else 'rows'} deleted")
