"""'Menade du …?': when it is asked, what is offered, and what a yes to it gets."""

import pytest

from bot.answer import with_details
from bot.answering.declining import may_be_meant
from bot.bot import Bot
from bot.evaluation.checks import failures
from bot.evaluation.tests_file import Expectation
from bot.intent.agreement import says_yes
from bot.rendering.whole import with_disclaimer
from bot.request import Request
from bot.settings import Settings

NEAR = ("Hjälper magnesium mot migrän?", "Är det vanligt att ha för lite magnesium?")
ASKED = {
    "sv": "finns det nån föryngrande effekt",
    "en": "heart keeps fluttering at night, any use?",
    "da": "bliver man gladere af det",
    "de": "hilft es den kleinen zappelphilippen",
    "fi": "keskonen magnesium tiputus suositus",
}
YES = {"sv": "ja", "en": "yes", "da": "ja tak", "de": "Ja genau", "fi": "joo"}


def test_a_question_on_a_known_topic_may_mean_one_of_those_near():
    assert may_be_meant("migrän nu", NEAR, 0.45, 0.5) == NEAR


@pytest.mark.parametrize("confidence", [0.05, 0.4, 0.5, 0.9])
def test_neither_what_is_far_off_nor_what_is_answered_is_asked_back(confidence):
    assert may_be_meant("migrän nu", NEAR, confidence, 0.5) == ()


def test_the_declined_question_itself_is_not_offered():
    assert may_be_meant("hjälper magnesium mot migrän", NEAR, 0.45, 0.5) == NEAR[1:]
    assert may_be_meant("hjälper magnesium mot migrän", NEAR[:1], 0.45, 0.5) == ()


@pytest.mark.parametrize(
    "turn", ["ja", "Ja tack!", "Yes, that's what I meant.", "jep", "Ja genau", "joo, sitä tarkoitin",
             "ja det menade jag", "ja tak", "Japp"],
)  # fmt: skip
def test_a_turn_that_says_yes(turn):
    assert says_yes(turn)


@pytest.mark.parametrize(
    "turn", ["nej", "ja men hur länge?", "yes it hurts", "", "det", "genauer?"]
)
def test_a_turn_that_says_more_or_something_else(turn):
    assert not says_yes(turn)


@pytest.mark.parametrize("language", ASKED)
def test_an_unclear_question_is_asked_back_and_a_yes_answers_the_first(bot, index, language):
    sure = bot.ask(Request(ASKED[language])).confidence
    careful = Bot(index, Settings(answer_threshold=min(1.0, sure / 0.95 + 0.001)))
    asked = careful.ask(Request(ASKED[language]))
    assert (asked.kind, asked.topic, asked.language) == ("decline", "ask_back", language)
    assert asked.suggestions
    assert all(question in asked.text for question in asked.suggestions)
    meant = careful.ask(Request(YES[language], (ASKED[language],)))
    alone = careful.ask(Request(asked.suggestions[0], language=language))
    assert meant.statements == alone.statements
    assert meant.statements
    assert meant.language == language


def test_a_yes_to_what_was_answered_is_small_talk(bot):
    assert bot.ask(Request("ja", ("Hjälper magnesium mot ångest?",))).kind == "smalltalk"


@pytest.mark.parametrize(
    ("said", "topic"),
    [("hej!", "greeting"), ("tack så mycket", "thanks"), ("hej då", "bye"), ("vem är du?", "identity"),
     ("vad kan du hjälpa mig med?", "capabilities")],
)  # fmt: skip
def test_small_talk_says_what_it_is_on(bot, said, topic):
    answer = bot.ask(Request(said))
    assert (answer.kind, answer.topic) == ("smalltalk", topic)


def test_a_scripted_test_can_expect_a_topic_and_what_is_missing():
    answer = with_details(
        with_disclaimer("decline", "sv", "…"), topic="ask_back", missing=("Järn",)
    )
    assert not failures(Expectation(topic="ask_back", missing=("järn",)), answer)
    assert failures(Expectation(topic="greeting"), answer)
    assert failures(Expectation(missing=()), answer)
