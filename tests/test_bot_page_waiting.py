"""What a reader sees while a model writes."""

import pytest

from bot.page import conversation as talk
from bot.page.waiting import PATIENCE_S, Waiting, given_up
from bot.rendering.whole import with_helpline
from bot.request import Request
from prompts import NAMES, texts


@pytest.mark.parametrize("language", NAMES)
def test_that_it_is_written_comes_first_and_the_articles_own_answer_soon(bot, language):
    own = bot.ask(Request("Hjälper magnesium mot migrän?", language=language))
    now = [0.0]
    waiting = Waiting(language, lambda: now[0])
    say = texts(language)
    first = waiting.told(own, lambda answer: answer.text)
    assert say("page.writing") in first
    assert own.text not in first
    assert waiting.told(own, lambda answer: answer.text) == ""
    now[0] = PATIENCE_S
    later = waiting.told(own, lambda answer: answer.text)
    assert later.startswith(f"*{say('page.writing_on')}*")
    assert later.endswith(own.text)
    assert waiting.told(own, lambda answer: answer.text) == ""


def test_a_helplines_number_waits_for_nothing(bot):
    own = with_helpline(bot.ask(Request("Hjälper magnesium mot migrän?")), "**112**")
    told = Waiting("sv", lambda: 0.0).told(own, lambda answer: answer.text)
    assert "**112**" in told


@pytest.mark.parametrize("language", NAMES)
def test_whoever_stops_keeps_the_articles_own_answer_and_no_promise(bot, language):
    own = bot.ask(Request("Hjälper magnesium mot migrän?", language=language))
    now = [0.0]
    waiting = Waiting(language, lambda: now[0])
    asked = talk.question("Hjälper magnesium mot migrän?")
    early = [asked, talk.reply(waiting.told(own, lambda answer: answer.text))]
    assert given_up(early) == [asked]
    now[0] = PATIENCE_S
    late = [asked, talk.reply(waiting.told(own, lambda answer: answer.text))]
    assert talk.text_of(given_up(late)[-1]) == own.text
    whole = [asked, talk.reply(own.text)]
    assert given_up(whole) == whole
    assert given_up([]) == []
