"""`fotnot verify`: does each text of a batch stand on the article?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.console import a_path, json_lines, progress_bar
from ingest.errors import InputError

if TYPE_CHECKING:
    from bot.fact_check.verify import TextToVerify


def verify(
    batch: Annotated[Path, typer.Argument(parser=a_path, help="Texts, a line of JSON each")],
    out: Annotated[
        Path, typer.Option(parser=a_path, help="Where the verdicts go, in the same order")
    ],
) -> None:
    """Tell of each text whether it stands on the article; see the machine interface in docs/."""
    from bot.fact_check.verify import Verifier, verdict_json
    from bot.settings import settings
    from ingest.question_bank import read_lines
    from vectorstore.index import open_index

    claims = [_claim(f"{batch}, line {n}", line) for n, line in read_lines(batch)]
    if not claims:
        raise InputError(f"{batch}: is empty; give a line of JSON a text")
    chosen = settings()
    index = open_index(chosen.index_root, chosen.model_cache)
    verifier = Verifier(index, chosen.model_cache, chosen.suggested_links)
    part = out.with_name(out.name + ".part")
    with progress_bar() as progress, json_lines(part) as write:
        for done, (identity, claim) in enumerate(claims, 1):
            write({"id": identity, **verdict_json(verifier.verify(claim))})
            progress("verify", done, len(claims))
    part.replace(out)


def _claim(where: str, line: dict[str, Any]) -> "tuple[Any, TextToVerify]":
    from bot.fact_check.verify import LONGEST, TextToVerify

    if "id" not in line:
        raise InputError(f"{where}: needs the field “id”")
    fields = {name: line.get(name) for name in ("text", "quote", "article", "question")}
    if not isinstance(fields["text"], str) or not 0 < len(fields["text"].strip()) <= LONGEST:
        raise InputError(f"{where}: field text: a text of 1 to {LONGEST} characters")
    for name, value in fields.items():
        if value is not None and not isinstance(value, str):
            raise InputError(f"{where}: field {name}: must be a text")
    return line["id"], TextToVerify(**fields)  # type: ignore[arg-type]
