"""More on what was just asked."""

import pytest

from bot.bot import Bot
from bot.intent.more import asks_for_more, topic
from bot.request import Request

MIGRAINE = "Hjälper magnesium mot migrän?"


@pytest.mark.parametrize(
    "turn",
    ["berätta mer", "Mer?", "kan du berätta lite mer tack", "tell me more", "What else?", "mehr dazu",
     "fortell mer", "fortæl mere om det", "kerro lisää", "lisää tietoa", "ja, mer info"],
)  # fmt: skip
def test_a_turn_that_asks_for_more(turn):
    assert asks_for_more(turn)


@pytest.mark.parametrize(
    "turn", ["berätta mer om migrän", "är mer bättre?", "tell me more about GABA", "mer magnesium?", ""]
)  # fmt: skip
def test_a_turn_that_asks_something_itself(turn):
    assert not asks_for_more(turn)


def test_the_topic_is_what_was_asked_last_and_counts_how_often_more_was_asked():
    assert topic(("a?", "b?", "mer", "berätta mer")) == (("a?", "b?"), 2)
    assert topic(("mer",)) == ((), 1)


def told(bot: Bot, *turns: str):
    answer = bot.ask(Request(turns[-1], earlier=turns[:-1]))
    return answer, {statement.source.sentence for statement in answer.statements}


def test_more_tells_what_was_not_told_from_the_same_section(bot):
    first, before = told(bot, MIGRAINE)
    more, after = told(bot, MIGRAINE, "berätta mer")
    assert more.kind == "answer"
    assert after
    assert not before & after
    assert {s.source.section for s in more.statements} <= {
        s.source.section for s in first.statements
    }


def test_a_turn_that_asks_for_nothing_but_more_is_given_no_helpline(bot):
    assert not any(told(bot, MIGRAINE, turn)[0].helpline for turn in ("mer?", "tell me more"))


def test_where_nothing_is_left_it_says_so_and_offers_other_questions(bot):
    answer, sentences = told(bot, MIGRAINE, *["berätta mer"] * 6)
    assert answer.kind == "decline"
    assert not sentences
    assert answer.text.startswith("Mer än så hittar jag inte om det i artikeln.")
    assert answer.suggestions


def test_more_on_a_plea_for_advice_stays_advice(bot):
    answer, _ = told(bot, "Kan jag ge magnesium till mitt barn med adhd?", "berätta mer")
    assert answer.kind == "advice"


def test_more_after_an_alarm_is_the_alarm_again(bot):
    answer, _ = told(bot, "jag vill inte leva längre", "berätta mer")
    assert answer.kind == "crisis"
