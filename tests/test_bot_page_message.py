"""Answers as the chat shows them, and readers' texts as they were typed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.intent.triage import helplines
from bot.page import message
from bot.rendering.whole import with_helpline
from bot.request import Request


def test_each_number_leads_to_the_sentence_that_its_statement_rests_on(bot):
    answer = bot.ask(Request("Hjälper magnesium barn med ADHD?"))
    shown = message.shown(answer, "sv")
    chips = re.findall(r'<a class="chip" href="#([\w-]+)">(\d+)</a>', shown)
    behind = [(s.source.sentence, str(n)) for s in answer.statements for n in s.citations]
    assert behind
    assert chips[: len(behind)] == behind
    assert chips[len(behind) :] == [(f"ref-{c.number}", str(c.number)) for c in answer.citations]


def test_the_disclaimer_is_set_apart_at_the_end_once(bot):
    for question in ("Vad gör GABA?", "Vad kostar frakten?", "jag vill dö", "hej", "referens 3"):
        answer = bot.ask(Request(question))
        shown = message.shown(answer, "sv")
        assert shown.count(answer.disclaimer) == 1
        end = f'<div class="disclaimer">\n\n{answer.disclaimer}\n\n</div>\n\n</div>'
        assert shown.endswith(end)
        assert "---" not in shown


def test_a_crisis_is_a_box_with_numbers_that_a_phone_can_call(bot):
    shown = message.shown(bot.ask(Request("jag orkar inte leva längre")), "sv")
    assert shown.startswith('<div lang="sv">\n\n<div class="crisis">')
    for number in ("112", "90101", "1177"):
        assert f'<a href="tel:{number}">{number}</a>' in shown


def test_a_helpline_before_an_answer_stands_apart_and_can_be_called(bot):
    answer = with_helpline(bot.ask(Request("Vad gör GABA?")), helplines.care("talk", "sv"))
    shown = message.shown(answer, "sv")
    assert shown.startswith('<div lang="sv">\n\n<div class="care">')
    assert '<a href="tel:90101">90101</a>' in shown.split("</div>")[0]
    assert shown.count("90101") == 2


def test_an_answer_and_the_articles_words_in_it_are_marked_as_of_their_languages(bot):
    answer = bot.ask(Request("Hilft Magnesium gegen Angst?", language="de"))
    shown = message.shown(answer, "sv")
    assert shown.startswith('<div lang="de">\n\n')
    for statement in answer.statements:
        assert statement.text in shown
        assert f'<span lang="sv">{statement.source.quote}</span>' in shown
    assert "<span" not in message.shown(answer, "de")
    assert message.notice("fi", "Odota.").startswith('<div lang="fi">\n\nOdota.')


def test_what_a_declined_question_is_offered_instead_can_be_asked_by_a_click(bot):
    answer = bot.ask(Request("Vad kostar frakten?"))
    assert answer.suggestions
    assert message.shown(answer, "sv").count('class="ask"') == len(answer.suggestions)


def test_an_answer_without_a_number_has_a_way_into_the_article(bot):
    answer = bot.ask(Request("Behövs magnesium för att bilda DNA?"))
    assert not answer.citations
    assert f'class="way" href="#{answer.statements[0].source.sentence}"' in message.shown(
        answer, "sv"
    )


@given(st.text())
def test_a_readers_text_comes_back_as_typed(text):
    assert message.typed(message.as_typed(text)) == text


@given(st.text())
def test_a_readers_text_has_no_live_markup(text):
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>&\[\]()`*_:@./#|~!-]", message.as_typed(text))
