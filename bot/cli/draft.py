"""`fotnot bank suggest` and `fotnot translate`: a model drafts, a person reviews."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.console import CODES, a_path, progress_bar, say, show
from ingest.errors import FotnotError, InputError
from ingest.text.language import asked_for

if TYPE_CHECKING:
    from bot.authoring.material import Material
    from bot.authoring.task import Task
    from bot.authoring.work import Work
    from bot.settings import Settings

bank = typer.Typer(no_args_is_help=True, help="Work on an article's question bank.")
Folder = Annotated[Path, typer.Argument(parser=a_path, help="The article's folder")]
Language = Annotated[str, typer.Option("--lang", help=CODES)]
Yes = Annotated[bool, typer.Option("--yes", help="Begin without being asked")]


class StoppedError(FotnotError):
    """A person or the model's provider ended a run before it was done."""


@bank.command("suggest", context_settings={"allow_extra_args": True})
def suggest(
    context: typer.Context,
    article: Folder,
    lang: Language,
    per_sentence: Annotated[
        int, typer.Option(min=1, max=20, help="Questions to ask for, per sentence")
    ] = 5,
    out: Annotated[
        Path | None,
        typer.Option(parser=a_path, help="Default: drafts/questions.LANG.jsonl in the folder"),
    ] = None,
    tests: Annotated[
        list[str] | None,
        typer.Option(help="Tests that must not be suggested: files, folders or patterns"),
    ] = None,
    yes: Yes = False,
) -> None:
    """Let the language model suggest bank questions for a person to review.

    Where no tests are named, those of evals/ beside the folder of articles are read.
    """
    lang = asked_for("--lang", lang)
    more = context.args  # the shell makes several files of an unquoted pattern
    if more and not tests:
        raise InputError(f"{more[0]}: one article's folder at a time")

    def task(material: "Material", _chosen: "Settings") -> "Task":
        from bot.authoring.duplicates import read_tests
        from bot.authoring.questions import Questions

        return Questions(material, lang, per_sentence, read_tests([*(tests or ()), *more], article))

    _draft(article, lang, out or article / "drafts" / f"questions.{lang}.jsonl", task, yes)


def translate(
    article: Folder,
    lang: Language,
    out: Annotated[
        Path | None,
        typer.Option(parser=a_path, help="Default: drafts/translations.LANG.jsonl in the folder"),
    ] = None,
    yes: Yes = False,
) -> None:
    """Let the language model translate sentences for a person to review."""
    lang = asked_for("--lang", lang)

    def task(material: "Material", chosen: "Settings") -> "Task":
        from bot.authoring.translations import Translations
        from bot.fact_check.similarity import Entailment

        if lang == material.source.article.language:
            raise InputError(f"--lang {lang}: the article is in that language already")
        name = chosen.llm_entailment
        return Translations(material, lang, Entailment(name) if name else None)

    _draft(article, lang, out or article / "drafts" / f"translations.{lang}.jsonl", task, yes)


def _draft(
    folder: Path,
    language: str,
    out: Path,
    make: "Callable[[Material, Settings], Task]",
    yes: bool,
) -> None:
    from bot.authoring.material import gather
    from bot.authoring.work import Job, working
    from bot.settings import settings

    chosen = settings()
    if not chosen.llm and not chosen.llm_url:
        raise InputError("needs a language model: set FOTNOT_LLM=provider:model, or FOTNOT_LLM_URL")
    material = gather(folder, chosen.index_root, chosen.model_cache)
    task = make(material, chosen)
    with working(out, Job(task.name, material.slug, language)) as work:
        if not material.knows(language):
            say(f"note: the index has learnt no {language}, so its checks are weak: {task.weak}")
        _go_on(task, work, chosen, yes)
    show(_summary(work, chosen))


def _go_on(task: "Task", work: "Work", chosen: "Settings", yes: bool) -> None:
    """Ask for what is not done yet.

    Raises:
        InputError: the person does not want it, or the model's name or key is wrong.
        StoppedError: it was ended before it was done.
    """
    from bot.authoring.ask import Asking, ModelFailedError
    from bot.authoring.estimate import estimate
    from bot.authoring.run import run
    from bot.llm.models import Model
    from ingest.text.tokens import counter

    for line in work.kept:
        task.remember(line)
    pieces = [piece for piece in task.pieces if piece.sentence.id not in work.done]
    if not pieces:
        say(f"nothing to do: {work.out} is complete")
        return
    count = counter(chosen.tiktoken_encoding)
    asking = Asking(Model(chosen), chosen, count)
    name = chosen.llm or chosen.llm_url
    say(f"{name}: {estimate(task, pieces, chosen, count)}")
    if not yes and not _agreed():
        raise InputError("the model was asked nothing")
    done = len(task.pieces) - len(pieces)
    try:
        with progress_bar() as progress:
            run(task, pieces, work, asking, lambda d, t: progress(task.name, done + d, done + t))
    except (ModelFailedError, KeyboardInterrupt, OSError) as error:
        why = str(error) or "stopped"
        left = sum(piece.sentence.id not in work.done for piece in pieces)
        raise StoppedError(
            f"{why}; {len(task.pieces) - left} of {len(task.pieces)} sentences are done and in "
            f"{work.out}; the same command goes on behind them"
        ) from None


def _agreed() -> bool:
    try:
        return typer.confirm("Begin?", err=True)
    except typer.Abort:
        raise InputError(
            "the model was asked nothing; to begin without being asked, give --yes"
        ) from None


def _summary(work: "Work", chosen: "Settings") -> dict[str, Any]:
    """What a finished run, with those before it, has come to."""
    from bot.authoring.estimate import price

    used = work.usage
    return {
        "out": str(work.out),
        "kept": work.total("kept"),
        "failed": work.failed,
        "todo": str(work.todo) if work.total("person") else None,
        "needs_a_person": work.total("person"),
        "unread": work.unread,
        "usage": {
            "input_tokens": used.input_tokens,
            "output_tokens": used.output_tokens,
            "cost": price(chosen, used.input_tokens, used.output_tokens),
        },
    }
