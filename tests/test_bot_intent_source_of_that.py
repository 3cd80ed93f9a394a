"""Turns that ask where what was just said comes from, and turns that only look so."""

import pytest

from bot import Request
from bot.intent.source_of_that import asking

ASKED = [
    ("hjälper magnesium mot ångest", "vilken studie säger det"),
    ("does it help with anxiety", "says who?"),
    ("hilft es bei Angst", "welche Studie belegt das"),
    ("auttaako se ahdistukseen", "mihin tutkimukseen se perustuu"),
    ("hjelper det mot angst", "hvilken studie viser det"),
    ("hjælper det mod angst", "hvor har I det fra"),
]
OTHERS = [
    "vilken studie var störst", "who took part", "och på vuxna då?", "wie lange hat das gedauert",
    "onko se totta", "hvilke studier handler om søvn", "stämmer det verkligen",
]  # fmt: skip


@pytest.mark.parametrize(("before", "turn"), ASKED)
def test_the_source_of_what_was_said_is_shown(bot, before, turn):
    answer = bot.ask(Request(turn, earlier=(before,)))
    assert answer.kind == "reference"
    assert answer.citations
    assert answer.statements[0].citations


@pytest.mark.parametrize("turn", OTHERS)
def test_another_turn_is_not_taken_for_it(e5, turn):
    assert not asking(e5)(turn)


def test_without_an_encoder_nothing_is_taken_for_it():
    assert not asking(None)("källa?")
