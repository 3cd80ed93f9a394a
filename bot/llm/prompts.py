"""Question, earlier questions and passages → the messages to a language model, within a budget."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.fact_check.evidence import SentenceEvidence
from bot.fact_check.written import Written
from bot.llm import structured
from languages.known import called
from languages.quantities import stated
from prompts import texts

NOTHING = "NONE"  # what a model replies when the passages do not answer
MOST_SENTENCES = 5
ALIKE = 80  # per cent of letters
_EARLIER = 3


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: the rules, the material, and the evidence that found room in it.

    In it a passage is called by its place, `s1`, since a sentence's own id costs a dozen tokens.
    `example` are the sentences of the rules' example.
    """

    system: str
    human: str
    evidence: tuple[SentenceEvidence, ...]
    version: str
    example: tuple[str, ...] = ()

    def named(self, written: Written) -> Written:
        """A sentence of the reply with the ids of the article's sentences."""
        ids = {_called(place): each.sentence.id for place, each in enumerate(self.evidence, 1)}
        return replace(written, ids=tuple(ids.get(each, each) for each in written.ids))

    @property
    def names(self) -> tuple[str, ...]:
        """What the passages are called in it, in order."""
        return tuple(_called(place) for place, _ in enumerate(self.evidence, 1))

    def repeats_example(self, text: str) -> bool:
        """Whether a text is, nearly word for word, one of the example's."""
        from rapidfuzz import fuzz

        return any(fuzz.ratio(text.lower(), each.lower()) > ALIKE for each in self.example)


def build(
    question: str,
    earlier: Sequence[str],
    evidence: Sequence[SentenceEvidence],
    language: str,
    budget: int,
    count: Callable[[str], int],
    as_json: bool = False,
) -> Prompt | None:
    """The prompt, cut to a budget of tokens as `count` counts them; None when it can't be.

    Passages go first, the last before the others; then earlier questions, the oldest first. The
    rules, the question and the first passage are never cut. With `as_json` the reply is to be JSON.
    """
    say = texts("generate")
    parts = ("section", "passage", "question", "reply")
    example = {part: say(f"example.{language}.{part}") for part in parts}
    told = (example["passage"], example["reply"])
    system = say(
        "system",
        language=called(language).english,
        most=MOST_SENTENCES,
        **(example | (_as_json(example["reply"]) if as_json else _as_text(example["reply"]))),
    )
    turns, passages = list(earlier[-_EARLIER:]), list(evidence)
    while passages:
        human = say(
            "human",
            passages="\n".join(_passage(n, each) for n, each in enumerate(passages, 1)),
            earlier="\n".join(say("turn", text=as_data(turn)) for turn in turns),
            question=as_data(question),
        )
        if count(system) + count(human) <= budget:
            return Prompt(system, human, tuple(passages), say("version"), told)
        if len(passages) > 1:
            passages.pop()
        elif turns:
            turns.pop(0)
        else:
            return None
    return None


def _as_text(reply: str) -> dict[str, str]:
    """What the rules say of a reply in which ids stand behind the sentences, and an example of one."""
    say = texts("generate")
    return {
        "ids": say("ids.plain"),
        "nothing": say("nothing.plain", word=NOTHING),
        "reply": f"{reply} [{_called(1)}]",
    }


def _as_json(reply: str) -> dict[str, str]:
    """The same of a reply in JSON."""
    say = texts("generate")
    return {
        "ids": say("ids.structured", form=structured.form("The sentence.", _called(1))),
        "nothing": say("nothing.structured", form=structured.form()),
        "reply": structured.form(reply, _called(1)),
    }


def guard(*tags: str) -> Callable[[str], str]:
    """What makes data of a text: it can't end or open any of the tags that it may stand in."""
    opening = re.compile(rf"<(?=\s*/?\s*(?:{'|'.join(tags)})\b)", re.IGNORECASE)
    return lambda text: opening.sub("‹", text)


as_data = guard("question", "earlier", "turn", "passages?")


def _called(place: int) -> str:
    return f"s{place}"


def _passage(place: int, each: SentenceEvidence) -> str:
    text, language = each.wordings[0]
    say = texts("generate")
    told = {
        "numbers": ", ".join(stated(text, language)),
        "references": ", ".join(map(str, each.numbers)),
    }
    return say(
        "passage",
        id=_called(place),
        section=as_data(each.section.heading).replace('"', "'"),
        more="".join(say("attribute", name=name, value=v) for name, v in told.items() if v),
        text=as_data(text),
    )
