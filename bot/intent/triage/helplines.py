"""Which help a message of somebody in danger calls for, and the words that give its numbers.

Poison information for what was swallowed, an emergency number for the body, a listening line for
despair; in the order in which they are needed, and more than one where more than one may be.
"""

from typing import Literal

from bot.intent.triage import classifier
from bot.kinds import Alarm
from prompts import texts

Help = Literal["body", "poison", "talk"]
# Chosen on training/needs.jsonl, in five folds (`make classifier` prints them).
POISONED, PERHAPS_POISONED = 0.5, 0.15
PERHAPS_DESPAIRS = 0.02


def helps_for(message: str) -> tuple[Help, ...]:
    """What a message of a body in danger calls for, the first most."""
    likely = classifier.needs(message)
    first: tuple[Help, ...] = ("body",)
    if likely["poison"] > POISONED:
        first = ("poison", "body")
    elif likely["poison"] > PERHAPS_POISONED:
        first = ("body", "poison")
    return (*first, "talk") if likely["talk"] > PERHAPS_DESPAIRS else first


def answer(alarm: Alarm, message: str, language: str) -> str:
    """What is said to a message of somebody in danger: of their own hand, or of their body."""
    say = texts(language)
    if alarm == "crisis":
        return say("crisis")
    helps = helps_for(message)
    last = [say("urgent.doctor"), *(say("urgent.talk") for each in helps if each == "talk")]
    parts = [say(f"urgent.{each}") for each in helps if each != "talk"]
    return "\n\n".join([say("urgent.opening"), *parts, " ".join(last), say("urgent.abroad")])


def care(needed: Help, language: str) -> str:
    """The line before an answer to a message that may be of somebody in danger."""
    return texts(language)(f"care.{needed}")
