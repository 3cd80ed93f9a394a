"""A sentence with its surroundings → the messages that ask for questions or for a translation."""

from collections.abc import Sequence

from bot.authoring.material import SentenceInPlace
from bot.llm.prompts import Prompt, guard
from languages.known import called
from prompts import texts

as_data = guard("section", "before", "sentence", "after", "known")


def for_questions(
    piece: SentenceInPlace, language: str, count: int, known: Sequence[str]
) -> Prompt:
    """What asks for `count` questions that are unlike the `known` ones."""
    say = texts("suggest_questions")
    return Prompt(
        say("system", language=called(language).english, count=count),
        say("human", **_material(piece), known="\n".join(map(as_data, known))),
        (),
        say("version"),
    )


def for_translation(piece: SentenceInPlace, spoken: str, language: str) -> Prompt:
    """What asks for a translation from the language that is spoken in the article."""
    say = texts("translate")
    return Prompt(
        say("system", spoken=called(spoken).english, language=called(language).english),
        say("human", **_material(piece)),
        (),
        say("version"),
    )


def _material(piece: SentenceInPlace) -> dict[str, str]:
    return {
        "section": as_data(piece.heading),
        "before": as_data(piece.before),
        "sentence": as_data(piece.text),
        "after": as_data(piece.after),
    }
