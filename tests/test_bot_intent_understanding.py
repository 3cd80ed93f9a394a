"""What a message is, as one value."""

import pytest

from bot.intent.understanding import of_program, understand
from bot.request import Request

CALM = {"none": 1.0, "crisis": 0.0, "urgent": 0.0}


def understood(question, *earlier, program="none", language=None, for_that=False):
    request = Request(question, earlier, language)
    return understand(request, "sv", lambda _: CALM, lambda *_: program, lambda _: for_that)


@pytest.mark.parametrize(
    ("question", "earlier", "kind"),
    [
        ("Hjälper magnesium mot migrän?", (), "question"),
        ("berätta mer", ("Hjälper magnesium mot migrän?",), "more"),
        ("berätta mer", (), "question"),
        ("källa?", ("Hjälper magnesium mot migrän?",), "source"),
        ("källa?", (), "question"),
        ("hej", (), "smalltalk"),
    ],
)
def test_the_kinds(question, earlier, kind):
    assert understood(question, *earlier, for_that=question == "källa?").kind == kind


def test_what_is_asked_of_the_program_is_small_talk_with_its_topic():
    intent = understood("hej", program="privacy")
    assert (intent.kind, intent.program) == ("smalltalk", "privacy")


def test_a_plain_question_is_heard_for_it_only_when_that_is_asked():
    request = Request("Hjälper magnesium mot migrän?")
    intent = understood(request.question, program="privacy")
    assert (intent.kind, intent.program) == ("question", "none")
    asked = of_program(intent, request, lambda *_: "privacy")
    assert (asked.kind, asked.program) == ("smalltalk", "privacy")
    assert of_program(intent, request, lambda *_: "none") == intent


def test_an_alarm_is_never_taken_for_a_question_on_the_program():
    request = Request("jag vill dö")
    heard = {"none": 0.0, "crisis": 1.0, "urgent": 0.0}
    intent = understand(request, "sv", lambda _: heard, lambda *_: "contact", lambda _: False)
    assert (intent.kind, intent.program) == ("crisis", "none")


def test_who_is_known_by_letters_alone_too():
    assert understood("vem är du?").program == "identity"
    assert understood("vad kan du göra?").program == "capabilities"


def test_yes_alone_agrees_only_to_something():
    assert understood("ja", "Hjälper det?").agrees
    assert not understood("ja").agrees
    assert not understood("ja men hur?", "Hjälper det?").agrees


def test_the_language_set_wins():
    assert understood("Hjälper magnesium mot migrän?", language="de").language == "de"
    assert understood("Does it help against migraine?").language == "en"
