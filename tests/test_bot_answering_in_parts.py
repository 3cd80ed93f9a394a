"""Answers to questions in parts, and numbers that belong to another complaint."""

import pytest

from bot import Request
from bot.answering import parts
from bot.answering.composing import Composed
from bot.answering.in_parts import together
from prompts import texts


@pytest.mark.parametrize(
    "question",
    [
        "skillnaden mellan GABA och glutamat",
        "Was ist der Unterschied zwischen GABA und Glutamat?",
        "what is the difference between GABA and glutamate?",
        "mitä eroa on GABAlla ja glutamaatilla?",
        "hva er forskjellen på GABA og glutamat?",
        "hvad er forskellen på GABA og glutamat?",
    ],
)
def test_two_things_are_each_told_of(bot, question):
    answer = bot.ask(Request(question))
    told = [statement.source.quote for statement in answer.statements]
    assert answer.kind == "answer"
    assert any("GABA" in quote for quote in told)
    assert any("lutamat" in quote for quote in told)
    assert len(told) > 1


def test_the_part_that_the_article_lacks_is_said(bot):
    asked = "Hjälper magnesium mot migrän och vad kostar det på apoteket?"
    answer = bot.ask(Request(asked))
    assert answer.statements
    assert "vad kostar det på apoteket" in answer.text.split("\n\n")[0]


def test_of_one_part_without_an_answer_the_missing_name_is_told(bot):
    asked = "Kan magnesium hjälpa mot depression och är det säkert ihop med blodtrycksmedicin?"
    answer = bot.ask(Request(asked))
    assert answer.statements
    assert answer.missing == ("blodtrycksmedicin",)


def test_one_of_two_alternatives_is_answered_and_the_other_said(bot):
    answer = bot.ask(Request("lavendel eller magnesium mot oro"))
    assert answer.missing == ("lavendel",)
    assert answer.statements


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("hjälper det mot ångest?", "hur lång tid tog det"),
        ("does it help with anxiety?", "how long did it take?"),
        ("hilft es bei Angst?", "wie lange hat das gedauert?"),
    ],
)
def test_no_duration_of_another_complaint_is_told(bot, before, asked):
    answer = bot.ask(Request(asked, earlier=(before,)))
    assert answer.kind in ("decline", "answer")
    assert not any("åtta veckor" in each.source.quote for each in answer.statements)


def test_a_duration_of_the_same_complaint_is_told(bot):
    answer = bot.ask(Request("hur lång tid tog det", earlier=("hjälper det mot depression?",)))
    assert any("åtta veckor" in each.source.quote for each in answer.statements)


def test_a_number_of_the_same_complaint_is_told(bot):
    asked = "hur många patienter var med i den större studien?"
    answer = bot.ask(Request(asked, earlier=("hjälper det mot depression?",)))
    assert any("hundra patienter" in statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    "asked",
    [
        "jag är gravid. Hjälper magnesium mot migrän, och får jag ta det?",
        "I take warfarin. Should I take magnesium for migraine and how much should I take?",
    ],
)
def test_a_plea_for_advice_in_parts_is_told_who_can_advise(bot, asked):
    answer = bot.ask(Request(asked))
    assert answer.kind == "advice"
    assert texts(answer.language)("advice.intro") in answer.text


def test_a_part_is_said_again_on_one_line_and_as_text():
    told = "Jag har ont.\n\n# Rubrik\n- *se* [här](http://example.org) " + "x" * 500
    (notice,) = parts.not_answered_part([told], "sv")
    assert "\n" not in notice.text
    assert "[här](" not in notice.text
    assert len(notice.text) < 400


def test_nothing_is_put_together_of_what_says_nothing_new():
    assert together([Composed(()), Composed(())]) is None


@pytest.mark.parametrize(
    "asked",
    [
        "Botar magnesium depression och är det säkert?",
        "Kurerer magnesium depresjon, og er det trygt?",
        "Kan magnesium helbrede depression, og hvor hurtigt virker det?",
        "Heilt Magnesium Depressionen und wie schnell wirkt es?",
        "Paraneeko masennus magnesiumilla ja onko se turvallista?",
        "Does magnesium cure depression and how quickly does it work?",
    ],
)
def test_a_cure_in_parts_is_first_said_not_to_be_in_the_article(bot, asked):
    lead = bot.ask(Request(asked)).lead
    assert lead is not None
    assert lead.stance == "not_said"
