"""What a message is, as one value: whoever answers it need not read it again."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.intent import language
from bot.intent.agreement import says_yes
from bot.intent.more import asks_for_more, topic
from bot.intent.program import ASKED, ASKED_IN_TALK, AskedOf, AsksOf
from bot.intent.source_of_that import AsksForThat
from bot.intent.triage.classifier import Talk
from bot.intent.triage.danger import Hear
from bot.intent.triage.helplines import Help
from bot.intent.triage.triage import Heard, possible_alarm, triage
from bot.request import Request

OF_PROGRAM: dict[Talk | None, AskedOf] = {"who": "identity", "help": "capabilities"}
# 'How do you know?' asks the program how it works; behind an answer it asks for that one's source.
OF_ANSWERS: tuple[AskedOf, ...] = ("none", "capabilities")
IntentKind = Literal[Heard, "more", "source"]


@dataclass(frozen=True, slots=True)
class Intent:
    """What a message is and what it asks.

    `program` is what it asks of the program itself, which is small talk (`of_program`). `more` asks for more on
    what was asked before, `source` for the source of what was just said. `question` is the message
    without the small talk around it; `help` what a helpline's number is told for first, where
    somebody may be in danger. `agrees` when it says no more than yes.
    """

    kind: IntentKind
    language: str
    question: str
    smalltalk: Talk | None = None
    program: AskedOf = "none"
    help: Help | None = None
    agrees: bool = False


def understand(
    request: Request, page: str, hear: Hear, asks_of: AsksOf, asks_for_that: AsksForThat
) -> Intent:
    """What the request's message is, on a page of that language, with the turns before it.

    `hear` tells how likely a text is of someone in danger, `asks_of` what it asks of the program,
    `asks_for_that` whether for the source of what was just said.
    """
    heard = triage(request.question, request.earlier, hear)
    asks_more = asks_for_more(request.question)
    needed = None if asks_more else possible_alarm(request.question, hear)
    agrees = bool(request.earlier) and says_yes(heard.question)
    kind: IntentKind = heard.kind
    asked_again = bool(request.earlier) and kind == "question" and not asks_more
    of_that = asked_again and asks_for_that(heard.question)
    if kind == "question" and _asks_for_more(request, heard.question):
        kind = "more"
    language = spoken(request, page)
    intent = Intent(kind, language, heard.question, heard.smalltalk, "none", needed, agrees)
    if kind == "question" and not of_that:
        return intent
    asked = of_program(intent, request, asks_of)
    return replace(intent, kind="source") if of_that and asked.program in OF_ANSWERS else asked


def of_program(intent: Intent, request: Request, asks_of: AsksOf) -> Intent:
    """The intent as small talk on the program or the shop where its message asks of these.

    A plain question is not heard for it at once: where the article surely answers it, it is one.
    """
    if intent.kind not in ("question", "more", "smalltalk") or intent.smalltalk == "unwell":
        return intent
    asked = asks_of(intent.question, ASKED_IN_TALK if request.earlier else ASKED)
    program = OF_PROGRAM.get(intent.smalltalk, "none") if asked == "none" else asked
    return intent if program == "none" else replace(intent, kind="smalltalk", program=program)


def _asks_for_more(request: Request, question: str) -> bool:
    """Whether it asks for nothing but more on something that was asked."""
    return asks_for_more(question) and bool(topic((*request.earlier, question))[0])


def spoken(request: Request, page: str) -> str:
    """The language to answer in: the one set, else the likeliest one of the message."""
    if request.language:
        return request.language
    earlier: list[str] = []
    for turn in request.earlier[-3:]:
        earlier.append(language.detect(turn, page, earlier))
    if earlier and says_yes(request.question):  # ‘ja’ is a word of five of the languages
        return earlier[-1]
    return language.detect(request.question, page, earlier)
