"""The first screen: a greeting, and questions by topic that are answered from that topic."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from bot.answering.suggestions import topics
from bot.page.welcome import welcome
from bot.request import Request
from ingest.folder import Source
from ingest.question_bank import Bank
from languages.known import LANGUAGES
from prompts import texts


@pytest.fixture
def source(index):
    return index.source(index.slugs[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_answered_from_the_topic_that_it_stands_under(bot, source, language):
    told = topics(source, language)
    assert len({topic.heading for topic in told}) == len(told) == 6
    for topic in told:
        assert len(topic.questions) == 2
        for question in topic.questions:
            answer = bot.ask(Request(question, page=language))
            assert answer.kind == "answer"
            assert answer.language == language
            sections = {s.source.section for s in answer.statements}
            assert topic.heading in {source.heading(name, language) for name in sections}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_greets_names_the_topics_and_ends_with_the_disclaimer(source, language):
    html = welcome(source, language)
    page = BeautifulSoup(html, "lxml")
    assert "\n" not in html
    assert page.select_one("h2").text == texts(language)("page.welcome")
    named = [heading.text for heading in page.select("h3")]
    main = ("Depression", "Ångest", "Alzheimers sjukdom och kognitivt åldrande")
    assert {source.heading(name, language) for name in main} <= set(named)
    assert page.select_one(".welcome").text.strip().endswith(texts(language)("disclaimer"))


def test_without_a_bank_it_says_what_the_article_is_about(article):
    page = BeautifulSoup(welcome(Source(article, Bank()), "sv"), "lxml")
    assert texts("sv")("page.topics_alone") in page.text
    assert not page.select(".ask")
    assert "Depression" in [heading.text for heading in page.select("h3")]


def test_a_heading_is_never_markup(article):
    hostile = replace(article.sections[0], heading="<img src=x onerror=alert(1)>")
    page = BeautifulSoup(
        welcome(Source(replace(article, sections=(hostile,)), Bank()), "sv"), "lxml"
    )
    assert not page.select("img")
    assert "<img" in page.text
