"""What questions ask about, and what of that an article does not name."""

import pytest

from bot.intent.asked_about import looking
from bot.request import Request


@pytest.fixture(scope="module")
def look(index, model_cache):
    looks, vocabulary = looking(model_cache), index.vocabulary(index.slugs[0])
    return lambda *turns, language="sv": looks.look(turns, language, vocabulary)


@pytest.mark.parametrize(
    ("language", "question", "missing"),
    [
        ("sv", "järn och adhd", "järn"), ("sv", "selen alzheimers", "selen"),
        ("en", "is zinc better than magnesium for depression", "zinc"),
        ("sv", "magnesium hjärtinfarkt", "hjärtinfarkt"), ("sv", "blir håret tjockare av kolostrum", "kolostrum"),
        ("sv", "magtein", "magtein"), ("de", "Hilft Eisen gegen Depressionen?", "Eisen"),
        ("fi", "auttaako rauta masennukseen", "rauta"), ("no", "hjelper jern mot adhd", "jern"),
        ("da", "virker zink mod angst?", "zink"), ("en", "can my dog take magnesium", "dog"),
        ("sv", "är kreatin lika bra som magnesium", "kreatin"), ("sv", "hjälper magnesium mot tinnitus?", "tinnitus"),
    ],
)  # fmt: skip
def test_what_the_article_does_not_name_is_lacking(look, language, question, missing):
    about = look(question, language=language)
    assert about.lacking
    assert about.missing == (missing,)


@pytest.mark.parametrize(
    "question",
    ["hjälper D-vitamin barn med adhd", "vitamin B6 mot stress", "riboflavin migrän", "melatonin",
     "magnesiumtreonat och minnet", "vad gör GABA?", "hjälper det mot hjartklappning", "antideppresiva", "PMS"],
)  # fmt: skip
def test_what_the_article_names_is_not(look, question):
    about = look(question)
    assert not about.lacking
    assert about.missing == ()


def test_of_two_things_for_a_complaint_one_may_be_there(look):
    about = look("hjälper magnesium och zink mot depression?")
    assert (about.missing, about.lacking) == (("zink",), False)


def test_a_follow_up_asks_about_what_the_turn_before_did(look):
    assert look("hjälper zink mot stress?", "hur länge då?").lacking
    assert look("hjälper magnesium mot stress?", "och zink då?").lacking
    assert not look("hjälper zink mot stress?", "hjälper magnesium mot migrän?").lacking


def test_a_rare_word_in_no_list_may_be_a_name(look):
    assert look("hjälper Neurexan mot ångest").unknown == ("Neurexan",)
    assert look("hjälper magnesium mot ågnest").unknown == ()
    assert look("funkar magnesium för trötthuvuden").unknown == ()


def test_food_told_of_in_passing_is_not_asked_about(look):
    story = (
        "Vi lagar mat från grunden, fullkorn, bönor och nötter. Varför får man ändå magnesiumbrist?"
    )
    assert not look(story).lacking


def test_the_answer_says_what_is_missing_and_answers_the_rest(bot):
    answer = bot.ask(Request("hjälper magnesium och zink mot depression?"))
    assert (answer.kind, answer.missing) == ("answer", ("zink",))
    assert answer.text.startswith("Artikeln nämner inte zink.")
    declined = bot.ask(Request("hjälper zink mot depression?"))
    assert (declined.kind, declined.missing, declined.topic) == ("decline", ("zink",), None)
    assert "Artikeln nämner inte zink" in declined.text


@pytest.mark.parametrize("text", ["", "\0", "🌿", "?" * 2000, "a" * 2000, "zink " * 400])
def test_odd_text_is_looked_at_like_any_other(look, text):
    look(text)
