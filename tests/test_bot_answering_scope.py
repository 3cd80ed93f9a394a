"""Answers on what, and on whom, a turn is, where the nearest sentence is on something else."""

import pytest

from bot.answering.search.scope import Scope
from bot.request import Request


def ask(bot, *turns):
    return bot.ask(Request(turns[-1], turns[:-1]))


def best(answer):
    return answer.statements[0].source.section if answer.statements else None


@pytest.mark.parametrize(
    "turns",
    [
        ("Hjälper det mot adhd?", "på människor alltså?"),
        ("auttaako se adhd:hen", "entä ihmisillä siis?"),
    ],
)
def test_a_turn_that_asks_on_stays_on_its_complaint(bot, turns):
    assert best(ask(bot, *turns)) == "Uppmärksamhetsbrist Hyperaktivitetsstörning"


@pytest.mark.parametrize(
    "turns",
    [
        ("Finns det annat än magnesium mot migrän?", "går det bra för barn?"),
        ("Was hilft gegen Migräne?", "geht das auch für Kinder?"),
        ("har fibromyalgi sen 8 år", "asså inte värken utan humöret", "hur många barn var med?"),
    ],
)
def test_what_is_said_of_others_is_no_answer(bot, turns):
    assert not ask(bot, *turns).statements


def test_a_share_of_others_is_none_of_these(bot):
    talk = ("tjena, har fibromyalgi sen 8 år", "asså inte värken utan humöret")
    sections = {s.source.section for s in ask(bot, *talk, "hur mycket bättre blev dom").statements}
    assert "Uppmärksamhetsbrist Hyperaktivitetsstörning" not in sections


@pytest.mark.parametrize(
    "question",
    [
        "vilka former tas INTE upp bra",
        "which conditions is low magnesium NOT linked to",
        "hvilke former tas ikke godt opp",
    ],
)
def test_which_are_not_is_not_told_by_those_that_are(bot, question):
    assert not ask(bot, question).statements


def test_a_negation_further_on_asks_for_no_rest(bot):
    assert ask(bot, "vilken sort är bra för hjärnan om man inte gillar piller").statements


@pytest.mark.parametrize(
    "turns",
    [
        ("gör ssri samma sak?", "så då blir det dubbelt upp om man tar båda, är det farligt?"),
        ("Is it dangerous to take magnesium together with an SSRI?",),
        ("Ist es schädlich, Magnesium mit Antidepressiva zu nehmen?",),
        ("Is it safe to take magnesium with an SSRI?",),
        ("Är det farligt med magnesium och antidepressiva? Och hjälper det mot depression?",),
    ],
)
def test_harm_beside_a_medicine_is_for_a_doctor(bot, turns):
    answer = ask(bot, *turns)
    assert answer.kind == "advice"
    assert "toxicitet" not in " ".join(s.source.quote for s in answer.statements)


@pytest.mark.parametrize(
    ("turns", "begins"),
    [
        (("Does magnesium help with depression?", "What is GABA?"), "GABA är den primära"),
        (("kan magnesium förebygga alzheimer?", "vad är gaba för nåt?"), "GABA är den primära"),
        (("Auttaako magnesium migreeniin?", "Mikä on GABA?"), "GABA är den primära"),
    ],
)
def test_a_turn_that_names_its_own_thing_is_on_that(bot, turns, begins):
    first = ask(bot, *turns).statements[0].source.quote
    assert first.replace("\xa0", " ").startswith(begins)


def test_a_change_of_topic_is_heard(bot):
    talk = (
        "Does magnesium help with ADHD?",
        "And with depression?",
        "How many children were in it?",
    )
    assert best(ask(bot, *talk)) != "Uppmärksamhetsbrist Hyperaktivitetsstörning"


@pytest.mark.parametrize(
    "turns",
    [
        ("Do antidepressants target serotonin?", "What causes cell death?"),
        ("Which conditions come from a lack of magnesium?",),
    ],
)
def test_an_ordinary_question_is_answered(bot, turns):
    answer = ask(bot, *turns)
    assert answer.kind == "answer"
    assert answer.statements


@pytest.mark.parametrize(
    ("turns", "beside"),
    [
        (("så ingen har testat det på folk med ocd?",), {"Uppmärksamhetsbrist Hyperaktivitetsstörning"}),
        (("minskar vitamin b2 ångest",), {"Uppmärksamhetsbrist Hyperaktivitetsstörning"}),
        (("Hilft Magnesium bei Zwängen nicht?",), {"Alzheimers sjukdom och kognitivt åldrande"}),
    ],
)  # fmt: skip
def test_what_is_on_other_complaints_is_no_part_of_an_answer(bot, turns, beside, monkeypatch):
    def sections():
        return {s.source.section for s in ask(bot, *turns).statements}

    told = sections()
    assert told
    assert not beside & told
    monkeypatch.setattr(Scope, "is_beside", lambda *_: False)
    assert beside & sections()
