"""An answer's parts: their Markdown is its text, and each face tells them in its own way."""

import pytest

from bot.answer import Disclaimer, Lead, Notice, Sources, Stated, Suggestions
from bot.page import message
from bot.rendering.markdown import Markdown
from bot.rendering.plain_text import reply
from bot.rendering.serialization import answer_json
from bot.rendering.whole import with_disclaimer, with_helpline
from bot.request import Request

QUESTIONS = (
    "Hjälper magnesium mot migrän?", "Vad kostar frakten?", "hej", "jag vill dö", "referens 3",
    "Vilken källa har ni på att magnesium hjälper mot migrän?", "Vad stöder referens 14?",
    "Hilft Magnesium gegen Angst?", "Ska jag ta magnesium?", "hjälper järn mot trötthet?",
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_text_is_the_parts_in_order(bot, question):
    answer = bot.ask(Request(question))
    assert answer.text == Markdown(answer.language).render(answer.blocks)
    assert isinstance(answer.blocks[-1], Disclaimer)
    assert sum(isinstance(block, Disclaimer) for block in answer.blocks) == 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_machine_interface_tells_the_parts(bot, question):
    answer = bot.ask(Request(question))
    told = answer_json(answer, question, 1.0)
    assert all(part["text"] in told["text"] for part in told["blocks"])
    assert told["blocks"][-1]["type"] == "disclaimer"
    places = [part["statement"] for part in told["blocks"] if part["type"] == "statement"]
    assert places == list(range(len(told["statements"])))
    listed = [part["numbers"] for part in told["blocks"] if part["type"] == "sources"]
    assert listed == ([[c["number"] for c in told["citations"]]] if told["citations"] else [])


def test_a_lead_stands_before_the_statements_as_it_is():
    answer = with_disclaimer(
        "answer", "sv", [Notice("Obs."), Lead("Ja.", "yes", (0,)), Notice("x")]
    )
    assert answer.text.startswith("Obs.\n\nJa.\n\nx")
    assert answer.lead == Lead("Ja.", "yes", (0,))
    assert answer_json(answer, "?", 1.0)["lead"] == {
        "text": "Ja.", "stance": "yes", "rests_on": [0]
    }  # fmt: skip
    assert "**Ja.**" in message.shown(answer, "sv")
    assert reply(answer).startswith("Obs.\n\nJa.")


def test_plain_text_has_no_markup_and_no_helpline(bot):
    answer = with_helpline(bot.ask(Request("Hjälper magnesium mot migrän?")), "Ring **90101**.")
    assert answer.helpline == "Ring **90101**."
    text = reply(answer)
    assert "90101" not in text
    assert not set("*\\") & set(text)
    assert "](" not in text
    assert "https://doi.org/" in text


def test_what_was_asked_is_never_markup():
    asked = "<b>*x*</b> [y](javascript:z)"
    answer = with_disclaimer("decline", "sv", [Suggestions("Prova:", (asked,))])
    assert "<b>" not in answer.text.replace("\\<", "")
    assert "[y](javascript" not in message.shown(answer, "sv")
    assert asked in reply(answer)


def test_only_sources_under_their_heading_show_the_torn_tail(bot):
    answer = bot.ask(Request("visa alla referenser"))
    (listed,) = [block for block in answer.blocks if isinstance(block, Sources)]
    assert not listed.heading
    assert not any(isinstance(block, Stated) for block in answer.blocks)
