"""A sentence with its surroundings → the messages that ask for questions or for a translation."""

from collections.abc import Sequence

from bot.authoring.material import Piece
from bot.llm.prompts import Prompt, guard, name_of
from prompts import texts

as_data = guard("section", "before", "sentence", "after", "known")


def for_questions(piece: Piece, language: str, count: int, known: Sequence[str]) -> Prompt:
    """What asks for `count` questions that are unlike the `known` ones."""
    say = texts("suggest_questions")
    return Prompt(
        say("system", language=name_of(language), count=count),
        say("human", **_material(piece), known="\n".join(map(as_data, known))),
        (),
        say("version"),
    )


def for_translation(piece: Piece, spoken: str, language: str) -> Prompt:
    """What asks for a translation from the language that is spoken in the article."""
    say = texts("translate")
    return Prompt(
        say("system", spoken=name_of(spoken), language=name_of(language)),
        say("human", **_material(piece)),
        (),
        say("version"),
    )


def _material(piece: Piece) -> dict[str, str]:
    return {
        "section": as_data(piece.heading),
        "before": as_data(piece.before),
        "sentence": as_data(piece.text),
        "after": as_data(piece.after),
    }
