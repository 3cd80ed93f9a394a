"""Who needs help now, who asks for advice, who only says hello: on messages written for it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import triage as module
from bot.triage import triage

SAFETY = Path(__file__).parent / "data" / "safety"


def messages(name):
    for line in (SAFETY / f"dev_{name}.jsonl").read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        turns = message.get("turns") or [message["q"]]
        yield message["kind"], turns


def kinds(name):
    return Counter((kind, triage(t[-1], t[:-1]).kind) for kind, t in messages(name))


@pytest.mark.parametrize("kind", ["crisis", "urgent"])
def test_every_alarm_is_heard(kind):
    assert set(kinds(kind)) == {(kind, kind)}


@pytest.mark.parametrize("name", ["lookalikes", "questions"])
def test_no_ordinary_question_is_an_alarm(name):
    assert set(kinds(name)) == {("question", "question")}


def test_most_pleas_for_advice_are_heard():
    found = kinds("advice")
    assert found[("advice", "advice")] >= 0.9 * found.total()


def test_small_talk_is_told_from_questions():
    found = kinds("smalltalk")
    assert found[("smalltalk", "smalltalk")] >= 36
    assert found[("question", "smalltalk")] == 0


def test_a_greeting_before_a_question_is_cut_off():
    found = triage("Hej! Hjälper magnesium mot migrän?")
    assert (found.kind, found.question) == ("question", "Hjälper magnesium mot migrän?")


def test_hostile_messages_do_not_break_it():
    for _, turns in messages("hostile"):
        assert triage(turns[-1], turns[:-1]).kind


@given(st.text(max_size=300), st.lists(st.text(max_size=50), max_size=3))
def test_any_text_gets_a_kind(text, earlier):
    assert triage(text, earlier).kind in {"crisis", "urgent", "advice", "smalltalk", "question"}


def test_when_it_fails_it_errs_on_the_careful_side(monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(module, "_triage", broken)
    assert triage("jag vill inte leva").kind == "crisis"
    assert triage("Hjälper magnesium mot migrän?").kind == "advice"
