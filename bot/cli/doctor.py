"""`fotnot doctor`: each part checked, `ok` or one line with the remedy."""

from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.console import show
from ingest.errors import UnwellError


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Check settings, index, encoder, store, database and language model."""
    from bot.doctor.checks import examine

    checks = examine()
    if as_json:
        show([asdict(check) for check in checks])
    else:
        for check in checks:
            show(f"{check.name}: {'ok' if check.ok else 'NOT OK'}, {check.detail}")
    wrong = [check.name for check in checks if not check.ok]
    if wrong:
        raise UnwellError(f"not ok: {', '.join(wrong)}")
