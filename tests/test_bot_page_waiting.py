"""What a reader sees while a model writes."""

import pytest

from bot.page.waiting import PATIENCE_S, Waiting
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
