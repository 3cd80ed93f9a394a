"""What is told of the program itself, with and without the settings that name people and pages."""

import pytest

from bot.answer import Notice
from bot.answering.about_program import about_program, links, ways_to_a_person
from bot.kinds import PROGRAM_TOPICS
from bot.settings import Settings
from languages.known import LANGUAGES
from prompts import texts

SET = Settings(
    operator="Butiken *AB*", contact_phone="08-123 45", contact_email="hej@butik.example",
    contact_hours="vardagar 9–17", privacy_url="https://butik.example/integritet",
    accessibility_url="https://butik.example/tillganglighet",
)  # fmt: skip
ASKED = [topic for topic in PROGRAM_TOPICS if topic != "shop"]


def told(topic, language="sv", settings=None):
    parts = about_program(topic, "En *artikel*", language, settings or Settings())
    assert all(isinstance(part, Notice) for part in parts)
    return "\n".join(part.text for part in parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ASKED)
def test_nothing_is_left_open_where_nothing_is_set(topic, language):
    text = told(topic, language)
    assert "{" not in text
    assert "()" not in text
    assert "  " not in text
    assert told(topic, language, SET) != "" != text


def test_a_person_can_be_reached_as_the_settings_say():
    text = told("contact", "sv", SET)
    assert "Butiken \\*AB\\*" in text
    assert "telefon 08-123 45, mejl hej@butik.example, öppet vardagar 9–17" in text
    assert texts("sv")("program.contact_unset") not in text
    assert texts("sv")("program.contact_unset") in told("contact")
    assert "08-123 45" in told("complaint", "sv", SET)


def test_hours_alone_reach_nobody():
    assert ways_to_a_person("sv", Settings(contact_hours="9–17")) == ""


def test_who_writes_the_answers_is_told():
    assert texts("sv")("program.no_model") in told("identity")
    by_a_model = Settings(llm_url="http://127.0.0.1:9/v1")
    assert texts("sv")("program.model") in told("identity", settings=by_a_model)
    assert texts("sv")("page.privacy_model") in told("privacy", settings=by_a_model)


def test_what_is_kept_is_told():
    assert "180 dagar" in told("privacy")
    assert "Inget sparas" in told("privacy", settings=Settings(keep=False))
    assert "(https://butik.example/integritet)" in told("privacy", settings=SET)
    assert texts("sv")("program.complaint_rate") not in told(
        "complaint", settings=Settings(keep=False)
    )


def test_the_page_links_to_its_policies_where_they_are_set():
    assert links("sv", Settings()) == []
    assert [link.partition("](")[2] for link in links("sv", SET)] == [
        "https://butik.example/integritet)", "https://butik.example/tillganglighet)"
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["javascript:alert(1)", "butik.example", "https://a b"])
def test_a_policy_is_an_address_of_the_web(url):
    with pytest.raises(ValueError, match="privacy_url"):
        Settings(privacy_url=url)


def test_whoever_asks_who_wrote_the_article_is_told_where_to_look():
    assert texts("sv")("program.author") in told("identity")
