"""What a message is before it is a question: an alarm, a plea for advice, or small talk.

No language model, no index and no language to detect: a message is heard in stretches, and its loud
sentences alone (bot/intent/triage/danger.py). Whatever fails, the careful answer is given.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.intent.triage import classifier
from bot.intent.triage.classifier import Talk
from bot.intent.triage.danger import HEARD, Hear, Likely, by_letters
from bot.intent.triage.helplines import Help, helps_for
from bot.intent.triage.stretches import sentences, stretches
from bot.kinds import Alarm
from languages.cues import expressions
from vectorstore.context import earlier_weight

Heard = Literal[Alarm, "advice", "smalltalk", "question"]

POSSIBLE = 0.08  # what may be one as likely as this is answered with a helpline's number first
HEARD_IN_PART = 0.75  # the same for a sentence of a message, torn from it …
HINTED = 0.1  # … where the message itself is as likely one
HEARD_TOGETHER = 0.88  # the same for a message with the turn that it leans on
LOUD = 0.3  # by their letters; what is calmer is never as likely as HEARD_IN_PART
MOST_PARTS = 4  # sentences of a message that are heard alone
URGENT = 0.6  # an alarm is urgent when that is at least so likely beside a crisis
ADVICE = 0.5
ADVICE_ALONE = 0.03  # of a question behind a story; a question of fact alone is less likely one
SAYS_LITTLE = 0.8  # weight of the turn before, from which a question says little by itself
TALKING = 0.6
LEANS = 0.5  # weight of the turn before, from which a message is heard together with it
TALK: tuple[Talk, ...] = ("unwell", "who", "help", "howareyou", "goodbye", "thanks", "greeting")
LONGEST = 6_000  # characters heard of a message: half from its start, half from its end
_PIECES = re.compile(r"(?<=[.!?,;:\n])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class Triage:
    """What a message is; `question` is the message without the small talk around a question."""

    kind: Heard
    question: str
    smalltalk: Talk | None = None


def triage(question: str, earlier: Sequence[str] = (), hear: Hear = by_letters) -> Triage:
    """What a message is, and its question without small talk; `earlier` are the turns before.

    `hear` tells how likely a text is of someone in danger.

    Never raises: where anything fails, a message that may be an alarm is a crisis, any other is
    a plea for advice, so that no failure lets a plain answer through.
    """
    try:
        return _triage(_clean(question), [_clean(turn) for turn in earlier[-1:]], hear)
    except Exception:  # noqa: BLE001 - whatever fails, the careful answer is given
        text = str(question)
        return Triage("crisis" if _may_be_alarm(text) else "advice", text)


def _may_be_alarm(text: str) -> bool:
    """What its words alone still tell when the classifier fails; where not even they do, it may."""
    try:
        return re.search(expressions("alarming"), text.lower()) is not None
    except Exception:  # noqa: BLE001 - whatever fails, the careful answer is given
        return True


def possible_alarm(question: str, hear: Hear = by_letters) -> Help | None:
    """The help that a message may call for which triage did not take for an alarm. Never raises."""
    try:
        message = _clean(question)
        likely = min(map(hear, stretches(message)), key=lambda heard: heard["none"])
        if 1 - likely["none"] <= POSSIBLE:
            return None
        return helps_for(message)[0] if likely["urgent"] > likely["crisis"] else "talk"
    except Exception:  # noqa: BLE001 - whatever fails, the careful answer is given
        return "talk"


def _triage(message: str, before: Sequence[str], hear: Hear) -> Triage:
    leaning = [
        f"{stretches(turn)[-1]}\n{message}" for turn in before if earlier_weight(message) >= LEANS
    ]
    if alarm := _alarm(message, leaning, hear):
        return Triage(alarm, message)
    rest, talk = _without_talk(message)
    if talk and not rest:
        return Triage("smalltalk", message, talk)
    pleads = _pleads(rest) or any(classifier.kinds(text)["advice"] > ADVICE for text in leaning)
    return Triage("advice" if pleads else "question", rest)


def _pleads(message: str) -> bool:
    """Whether a message asks for advice; a story that ends in a question of fact does not.

    A question that says little by itself, as 'is it safe?', is on the story.
    """
    if classifier.kinds(message)["advice"] <= ADVICE:
        return False
    said = sentences(message)
    asking = [each for each in said if "?" in each]
    if not asking or len(asking) == len(said):
        return True
    return any(
        classifier.kinds(each)["advice"] > ADVICE_ALONE or earlier_weight(each) >= SAYS_LITTLE
        for each in asking
    )


def _alarm(message: str, leaning: Sequence[str], hear: Hear) -> Alarm | None:
    """The alarm that is heard in a stretch, in a sentence alone, or with the turn before."""
    heard = [hear(stretch) for stretch in stretches(message)]
    loudest = max(1 - likely["none"] for likely in heard)
    alone = sentences(message)
    parts = _loudest(alone) if len(alone) > 1 and loudest > HINTED else []
    return (
        _loud(heard, HEARD)
        or _loud(map(hear, parts), HEARD_IN_PART)
        or _loud(map(hear, leaning), HEARD_TOGETHER)
    )


def _loud(heard: Iterable[Likely], threshold: float) -> Alarm | None:
    """The alarm among what was heard; whoever has taken an overdose needs the ambulance first."""
    loud = [likely for likely in heard if 1 - likely["none"] > threshold]
    if not loud:
        return None
    urgent = any(likely["urgent"] > URGENT * likely["crisis"] for likely in loud)
    return "urgent" if urgent else "crisis"


def _loudest(alone: Sequence[str]) -> list[str]:
    """The few sentences in which there may be an alarm by their letters, the likeliest first."""
    likely = {text: 1 - classifier.alarms(text)["none"] for text in alone}
    loud = [text for text in likely if likely[text] > LOUD]
    return sorted(loud, key=lambda text: -likely[text])[:MOST_PARTS]


def _without_talk(message: str) -> tuple[str, Talk | None]:
    """The message without the small talk at its ends, and what the small talk was."""
    pieces = [piece for piece in _PIECES.split(message) if _WORD.search(piece)]
    heard = [_talk(piece) for piece in pieces] or [None]
    first = next((i for i, talk in enumerate(heard) if talk is None), len(pieces))
    last = next((i for i in range(len(pieces), first, -1) if heard[i - 1] is None), first)
    said = {talk for talk in heard if talk}
    rest = " ".join(pieces[first:last]) if said else message
    return rest, next((talk for talk in TALK if talk in said), None)


def _talk(piece: str) -> Talk | None:
    likely = classifier.kinds(piece)
    if sum(likely[talk] for talk in TALK) < TALKING:
        return None
    return max(TALK, key=likely.__getitem__)


def _clean(text: str) -> str:
    """Composed, without invisible characters, and of bounded length."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()
