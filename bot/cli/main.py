"""`fotnot …`: the commands, their messages on standard error, and their exit status."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.console import (
    CODES,
    a_path,
    bot,
    in_utf8,
    json_lines,
    progress_bar,
    say,
    serving_bot,
    show,
    tell_of_model,
)
from bot.cli.doctor import doctor
from bot.cli.draft import bank, translate
from bot.cli.evaluate import evaluate
from bot.cli.forget import forget
from bot.cli.verify import verify
from ingest.errors import BrokenAnswersError, FotnotError, InputError

if TYPE_CHECKING:
    from bot.bot import Bot
    from vectorstore.building.build import Report

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Answers questions from a wellness article in its own words, with its sources.",
)
_INTERRUPTED = 130  # what Typer makes of a KeyboardInterrupt
Lang = Annotated[str | None, typer.Option("--lang", help=f"{CODES}; else detected")]


app.command("eval")(evaluate)
app.command("forget")(forget)
app.command("doctor")(doctor)
app.command("verify")(verify)
app.add_typer(bank, name="bank")
app.command("translate")(translate)


def main() -> None:
    """Run a command: status 0 when all went well, 2 for bad input, 1 for anything else."""
    in_utf8()
    for ending in (signal.SIGINT, signal.SIGTERM):  # also where the parent has them ignored
        signal.signal(ending, signal.default_int_handler)
    try:
        app()
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            _fail("stopped", 1)
        raise
    except InputError as error:
        _fail(str(error), 2)
    except FotnotError as error:
        _fail(str(error), 1)
    except KeyboardInterrupt:
        _fail("stopped", 1)


def _fail(message: str, status: int) -> None:
    print(f"fotnot: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201
    sys.exit(status)


@app.callback(invoke_without_command=True)
def fotnot(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version", is_eager=True)
    ] = False,
) -> None:
    """Answers questions from a wellness article in its own words, with its sources."""
    if version:
        from importlib.metadata import version as installed

        show(f"fotnot {installed('fotnot')}")
        raise typer.Exit


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(parser=a_path, help="Captures, article folders, or folders of both"),
    ] = None,
    remove: Annotated[list[str] | None, typer.Option(help="Slug of an article to take out")] = None,
    rebuild: Annotated[bool, typer.Option(help="Make the whole index anew")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read, show, write nothing")] = False,
) -> None:
    """Build or refresh the index; nothing to do when nothing has changed."""
    from bot.cli import reading
    from bot.settings import settings
    from ingest.folder import sources_below

    chosen = settings()
    if dry_run:
        raise typer.Exit(2 if reading.try_out(paths or [chosen.articles]) else 0)
    from vectorstore.building.build import ingest as build

    given = [source for path in paths or () for source in sources_below(path)]
    with progress_bar() as progress:
        report = build(
            chosen.index_root, given, chosen.recipe, remove or (), rebuild, progress,
            chosen.articles,
        )  # fmt: skip
    for line in report.told:
        say(line)
    reading.tell(report.fresh)
    say(_told(report))
    for line in report.thin:
        say(line)


def _told(report: "Report") -> str:
    if report.nothing_to_do:
        return f"nothing to do: {len(report.unchanged)} article(s) up to date"
    parts = [
        f"{name} {', '.join(slugs)}"
        for name, slugs in (
            ("added", report.added),
            ("changed", report.changed),
            ("removed", report.removed),
        )
        if slugs
    ]
    parts += [
        f"renamed {old} to {new}" if old != new else f"moved {old}" for old, new in report.renamed
    ]
    parts += ["mended"] if report.mended else []
    return "; ".join([*parts, "new head"] if report.new_head else parts) or "done"


@app.command()
def parse(
    page: Annotated[Path, typer.Argument(parser=a_path, help="A saved page, text or HTML")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Show what is read from one capture; needs no index."""
    from bot.rendering.serialization import article_json
    from ingest.folder import load

    article = load(page).article
    if as_json:
        show(article_json(article))
        return
    for warning in article.warnings:
        say(f"warning: {warning}")
    show(f"{article.title} ({article.language})")
    for section in article.sections:
        show(f"{'  ' * section.level}{section.heading}: {len(section.sentences)} sentences")
    show(f"{len(article.references)} references, {len(article.furniture)} lines dropped")


@app.command()
def links(
    article: Annotated[
        Path, typer.Argument(parser=a_path, help="An article's folder, or a saved page")
    ],
    check: Annotated[bool, typer.Option(help="Check links.yaml against the article")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Show which references each sentence rests on, and what the linker suggests."""
    from bot.cli import links_report

    if check:
        say(f"all {links_report.check(article)} sentences are reviewed")
        return
    found = list(links_report.rows(article))
    if as_json:
        show(found)
        return
    for row in found:
        known = " ".join(f"[{link['number']}]" for link in row["links"]) or "-"
        show(f"{known:12} {row['text']}")
        for link in row["suggested"]:
            show(f"{'':12}   suggests [{link['number']}] {link['score']:.2f}: {link['why']}")


@app.command()
def claims(
    article: Annotated[Path, typer.Argument(parser=a_path, help="An article's folder")],
    write: Annotated[
        bool, typer.Option(help="Write them to its claims.yaml, to be marked")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Show which sentences tie a substance to a disease, and where each may be shown."""
    from bot.cli import claims_report

    if write:
        say(f"written: {claims_report.write(article)}")
        return
    found = claims_report.rows(article)
    if as_json:
        show(found)
        return
    for row in found:
        show(f"{row['use'] or 'not marked':12} {row['text']}")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
    lang: Lang = None,
    article: Annotated[str | None, typer.Option(help="Slug of the article to keep to")] = None,
) -> None:
    """Ask one question."""
    from bot.rendering.serialization import answer_json
    from bot.request import Request, cleaned

    request = Request(question, language=_language(lang), slug=article)
    cleaned(request)
    answering = bot()
    _known(answering, article)
    start = time.perf_counter()
    answer = answering.ask(request)
    elapsed = (time.perf_counter() - start) * 1000
    show(answer_json(answer, question, elapsed) if as_json else answer.text)
    if answer.kind == "error":
        raise BrokenAnswersError("answering broke; `fotnot doctor` tells what is wrong")


@app.command()
def chat(lang: Lang = None) -> None:
    """Talk in the terminal; an empty line ends it."""
    from bot.request import Request

    answering = bot()
    earlier: list[str] = []
    language = _language(lang)
    while True:
        try:
            question = input("> ")
        except EOFError:
            return
        if not question.strip():
            return
        try:
            show("\n" + answering.ask(Request(question, tuple(earlier), language)).text + "\n")
        except InputError as error:
            say(str(error))
            continue
        earlier.append(question)


@app.command()
def answer(
    batch: Annotated[Path, typer.Argument(parser=a_path, help="Questions, a line of JSON each")],
    out: Annotated[
        Path, typer.Option(parser=a_path, help="Where the answers go, in the same order")
    ],
) -> None:
    """Answer a batch; see the machine interface in docs/."""
    from bot.rendering.serialization import answer_json, read_batch

    lines = read_batch(batch)
    answering = bot()
    for line in lines:
        _known(answering, line.request.slug)
    part, broken = out.with_name(out.name + ".part"), 0
    with progress_bar() as progress, json_lines(part) as write:
        for done, line in enumerate(lines, 1):
            start = time.perf_counter()
            given = answering.ask(line.request)
            elapsed = (time.perf_counter() - start) * 1000
            broken += given.kind == "error"
            write(answer_json(given, line.request.question, elapsed, line.id))
            progress("answer", done, len(lines))
    part.replace(out)
    if broken:
        raise BrokenAnswersError(
            f"{broken} of {len(lines)} answers broke; see kind “error” in {out}"
        )


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on")] = None,
) -> None:
    """Serve the page and the HTTP API."""
    from bot.page.server import serve as run
    from bot.settings import settings

    chosen = settings()
    answering = serving_bot()
    if chosen.has_model:
        tell_of_model(chosen)
    answering.watch(when_empty=lambda: os.kill(os.getpid(), signal.SIGTERM))
    try:
        run(answering, chosen, host or chosen.host, port or chosen.port)
    except KeyboardInterrupt:  # to be stopped is how serving ends
        say("stopped")


def _language(code: str | None) -> str | None:
    from ingest.text.language import asked_for

    return None if code is None else asked_for("--lang", code)


def _known(answering: "Bot", slug: str | None) -> None:
    if slug is not None and slug not in answering.index.slugs:
        raise InputError(
            f"no article {slug!r} in the index; it has {', '.join(answering.index.slugs)}"
        )


if __name__ == "__main__":
    main()
