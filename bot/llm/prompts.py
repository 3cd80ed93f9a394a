"""Question, earlier questions and passages → the messages to a language model, within a budget."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.fact_check.evidence import Evidence
from languages.cues import value
from languages.quantities import stated
from prompts import texts

NOTHING = "NONE"  # what a model replies when the passages do not answer
MOST_SENTENCES = 5
_EARLIER = 3


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: the rules, the material, and the evidence that found room in it."""

    system: str
    human: str
    evidence: tuple[Evidence, ...]
    version: str


def build(
    question: str,
    earlier: Sequence[str],
    evidence: Sequence[Evidence],
    language: str,
    budget: int,
    count: Callable[[str], int],
) -> Prompt | None:
    """The prompt, cut to a budget of tokens as `count` counts them; None when it can't be.

    Passages go first, the last before the others; then earlier questions, the oldest first. The
    rules, the question and the first passage are never cut.
    """
    say = texts("generate")
    system = say("system", language=name_of(language), most=MOST_SENTENCES, nothing=NOTHING)
    turns, passages = list(earlier[-_EARLIER:]), list(evidence)
    while passages:
        human = say(
            "human",
            passages="\n".join(_passage(each) for each in passages),
            earlier="\n".join(say("turn", text=as_data(turn)) for turn in turns),
            question=as_data(question),
        )
        if count(system) + count(human) <= budget:
            return Prompt(system, human, tuple(passages), say("version"))
        if len(passages) > 1:
            passages.pop()
        elif turns:
            turns.pop(0)
        else:
            return None
    return None


def name_of(language: str) -> str:
    """The English name of a language, as the prompts say it."""
    return str(value(language, "english_name"))


def guard(*tags: str) -> Callable[[str], str]:
    """What makes data of a text: it can't end or open any of the tags that it may stand in."""
    opening = re.compile(rf"<(?=\s*/?\s*(?:{'|'.join(tags)})\b)", re.IGNORECASE)
    return lambda text: opening.sub("‹", text)


as_data = guard("question", "earlier", "turn", "passages?")


def _passage(each: Evidence) -> str:
    text, language = each.wordings[0]
    return texts("generate")(
        "passage",
        id=each.sentence.id,
        section=as_data(each.section.heading).replace('"', "'"),
        numbers=", ".join(stated(text, language)),
        references=", ".join(map(str, each.numbers)),
        text=as_data(text),
    )
