"""Questions on the real article, through every path."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bot import Bot
from bot.handlers import Handlers
from bot.request import MAX_QUESTION, Request
from bot.settings import Settings
from ingest.errors import InputError
from prompts import texts

ARTICLE = Path("articles/magnesium-hjarnan")


def ask(bot, question, *earlier, **more):
    return bot.ask(Request(question, earlier, **more))


def quotes(answer):
    return [statement.source.quote for statement in answer.statements]


@pytest.mark.parametrize(
    ("question", "part", "numbers"),
    [
        ("Hjälper magnesium mot migrän?", "en minskning av migrän", {12, 34}),
        ("Fungerar intravenöst magnesium vid svår depression?", "intravenöst magnesium var", {21}),
        ("Är vitamin B6 bra ihop med magnesium när man är stressad?", "vitamin B6", {26}),
        ("finns det nån studie på magnesiumtreonat och adhd hos vuxna", "vuxen ADHD", {35}),
        ("vilka former tas upp bäst", "magnesiumcitrat", set()),
    ],
)
def test_an_answer_quotes_the_article_and_cites_its_source(bot, question, part, numbers):
    answer = ask(bot, question)
    assert answer.kind == "answer"
    assert any(part in quote for quote in quotes(answer))
    assert numbers <= {citation.number for citation in answer.citations}


def test_statements_are_the_articles_sentences_word_for_word(bot, article):
    page = (ARTICLE / "page.sv.txt").read_text(encoding="utf-8")
    for question in ("Vad gör GABA?", "Lindrar magnesium ångest?", "Kan det förebygga demens?"):
        answer = ask(bot, question)
        assert 1 <= len(answer.statements) <= 4
        assert all(statement.text == statement.source.quote for statement in answer.statements)
        assert all(quote in page for quote in quotes(answer))


def test_statements_stand_in_reading_order(bot, article):
    order = [sentence.text for sentence in article.sentences]
    answer = ask(bot, "vad säger artikeln om depression?")
    places = [order.index(quote) for quote in quotes(answer)]
    assert places == sorted(places)
    assert len(places) == 4
    assert {statement.source.section for statement in answer.statements} == {"Depression"}


def test_a_sentence_that_leans_brings_the_one_before_it(bot):
    answer = ask(bot, "Var magnesium lika bra som läkemedel för deprimerade äldre diabetiker?")
    assert any("lika effektivt som medicinering" in quote for quote in quotes(answer))
    assert any("äldre diabetiker" in quote for quote in quotes(answer))


def test_both_places_are_shown_where_the_article_disagrees_with_itself(bot):
    answer = ask(bot, "Får man mer inflammation av magnesiumbrist?")
    told = " ".join(quotes(answer))
    assert "ökad kronisk inflammation" in told
    assert "låg kronisk inflammation" in told


@pytest.mark.parametrize("language", ["en", "no", "da", "de", "fi"])
def test_another_language_gets_its_translation_and_the_original(bot, language):
    answer = ask(bot, "magnesium ADHD", language=language)
    assert answer.language == language
    for statement in answer.statements:
        assert statement.text != statement.source.quote
        assert statement.source.quote in answer.text


@pytest.mark.parametrize(
    "question",
    ["Hur många milligram ska jag ta om dagen?", "Hjälper zink mot ADHD?", "Hur högt är Eiffeltornet?",
     "Botar magnesium eksem?", "What is the capital of France?"],
)  # fmt: skip
def test_what_the_article_does_not_say_is_not_answered(bot, question):
    answer = ask(bot, question)
    assert answer.kind in ("decline", "advice")
    assert answer.statements == ()
    assert answer.citations == ()
    assert len(answer.passages) == 10


def test_a_decline_offers_questions_that_are_answered(bot):
    answer = ask(bot, "Hjälper zink mot ADHD?")
    assert answer.kind == "decline"
    assert 2 <= len(answer.suggestions) <= 3
    assert all(ask(bot, question).kind == "answer" for question in answer.suggestions)


def test_a_result_without_a_source_says_so(bot):
    answer = ask(bot, "Vad fann studien på 15 patienter med demens?")
    assert "Artikeln uppger ingen källa" in answer.text


def test_a_crisis_gets_no_magnesium(bot):
    answer = ask(bot, "jag vill inte leva längre")
    assert answer.kind == "crisis"
    assert "90101" in answer.text
    assert "agnesium" not in answer.text


def test_a_follow_up_is_understood_from_the_question_before(bot):
    answer = ask(bot, "och hos barn då?", "Hjälper magnesium mot ADHD?")
    assert answer.kind == "answer"
    assert any("barn" in quote for quote in quotes(answer))


def test_an_exception_inside_still_ends_with_the_disclaimer(index, caplog, monkeypatch):
    def breaks(self, message):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(Handlers, "answered", breaks)
    answer = ask(Bot(index, Settings()), "Hjälper magnesium mot migrän?")
    assert answer.kind == "error"
    assert answer.text.endswith(answer.disclaimer)
    assert "on purpose" not in answer.text
    assert "on purpose" in caplog.text


@given(st.text(max_size=300))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_input_breaks_the_rules(bot, article, question):
    try:
        answer = ask(bot, question)
    except InputError:
        return
    assert answer.text.endswith(answer.disclaimer)
    assert answer.text.count(answer.disclaimer) == 1
    links = {s.id: {link.number for link in s.links} for s in article.sentences}
    for statement in answer.statements:
        assert set(statement.citations) <= links[statement.source.sentence]
    listed = {reference.number for reference in article.references}
    assert {citation.number for citation in answer.citations} <= listed


@pytest.mark.parametrize("question", ["", "  \n", "\u200b\u202e", "x" * (MAX_QUESTION + 1)])
def test_what_is_no_question_is_refused(bot, question):
    with pytest.raises(InputError):
        ask(bot, question)


def test_a_higher_threshold_declines_more(index):
    lines = (ARTICLE / "calibration" / "answerable.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines[:60]]

    def answered(threshold):
        bot = Bot(index, Settings(answer_threshold=threshold))
        return sum(ask(bot, question).kind != "decline" for question in asked)

    assert answered(0.1) > answered(0.9)


def test_streaming_ends_with_the_whole_answer(bot):
    request = Request("Vad gör GABA?")
    *grown, last = bot.stream(request)
    assert last == bot.ask(request)
    assert all(answer.text.endswith(answer.disclaimer) for answer in grown)


def test_what_may_be_an_alarm_is_answered_with_a_helpline_first(bot, monkeypatch):
    request = Request("Vad gör GABA?")
    plain = bot.ask(request)
    for needed in ("talk", "poison", "body"):
        monkeypatch.setattr(
            "bot.intent.understanding.possible_alarm", lambda *_, needed=needed: needed
        )
        careful = bot.ask(request)
        assert careful.helpline == texts("sv")(f"care.{needed}")
        assert careful.text == f"{careful.helpline}\n\n{plain.text}"
        assert careful.statements == plain.statements
    assert bot.ask(Request("jag vill dö")).text.startswith(texts("sv")("crisis"))


def test_a_caveat_stands_with_its_claim(bot):
    for question in ("Hjälper magnesium mot ångest?", "does magnesium help with anxiety"):
        told = [s.source.quote for s in bot.ask(Request(question)).statements]
        assert any(quote.startswith("Tyvärr är de nuvarande uppgifterna") for quote in told)


def test_source_alone_is_the_source_of_what_was_said_before(bot):
    for question in ("källa?", "vilken studie var det?", "source?", "Quelle?"):
        answer = bot.ask(Request(question, ("Hjälper magnesium mot migrän?",), page="sv"))
        assert answer.kind == "reference"
        assert answer.citations


def test_a_compound_is_not_named_for_the_word_it_begins_with(bot):
    assert "graviditetsvecka" not in bot.ask(Request("jag är gravid, är magnesium säkert")).text
