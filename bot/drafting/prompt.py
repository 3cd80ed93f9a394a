"""A sentence with its surroundings → the messages that ask for questions or for a translation."""

import re
from collections.abc import Sequence

from bot.drafting.material import Piece
from bot.generation.prompt import Prompt
from prompts import texts

_TAGS = re.compile(r"<(?=\s*/?\s*(?:section|before|sentence|after|known)\b)", re.IGNORECASE)
_NAMES = {
    "sv": "Swedish", "en": "English", "no": "Norwegian (bokmål)", "da": "Danish", "de": "German",
    "fi": "Finnish",
}  # fmt: skip


def for_questions(piece: Piece, language: str, count: int, known: Sequence[str]) -> Prompt:
    """What asks for `count` questions that are unlike the `known` ones."""
    say = texts("suggest_questions")
    return Prompt(
        say("system", language=_NAMES[language], count=count),
        say("human", **_material(piece), known="\n".join(map(as_data, known))),
        (),
        say("version"),
    )


def for_translation(piece: Piece, spoken: str, language: str) -> Prompt:
    """What asks for a translation from the language that is spoken in the article."""
    say = texts("translate")
    return Prompt(
        say("system", spoken=_NAMES[spoken], language=_NAMES[language]),
        say("human", **_material(piece)),
        (),
        say("version"),
    )


def as_data(text: str) -> str:
    """A text that can't end the tag it stands in."""
    return _TAGS.sub("‹", text)


def _material(piece: Piece) -> dict[str, str]:
    return {
        "section": as_data(piece.heading),
        "before": as_data(piece.before),
        "sentence": as_data(piece.text),
        "after": as_data(piece.after),
    }
