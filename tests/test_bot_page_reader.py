"""The article and the head as HTML."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from bot.page import reader
from bot.rendering.markup import without_address
from ingest.language import LANGUAGES


def test_every_sentence_and_reference_can_be_led_to(article):
    page = BeautifulSoup(reader.reader(article, "sv"), "lxml")
    assert [s["id"] for s in page.select(".sentence")] == [s.id for s in article.sentences]
    assert page.select_one(".sentence").text == article.sentences[0].text
    for entry in article.references:
        told = page.select_one(f"#ref-{entry.number}").text
        assert without_address(entry.text) in told
        if entry.doi and entry.text.endswith(entry.doi):
            assert told.count(entry.doi) == 1
    known = {tag["id"] for tag in page.select("[id]")}
    assert {a["href"][1:] for a in page.select("a[href^='#']")} <= known


def test_a_reference_shows_what_it_supports(article):
    page = BeautifulSoup(reader.reader(article, "en"), "lxml")
    for entry in article.references:
        supported = {s.id for s in article.sentences for k in s.links if k.number == entry.number}
        told = page.select(f"#ref-{entry.number} .to-sentence")
        assert {a["href"][1:] for a in told} == supported


def test_a_captures_text_is_never_markup(article):
    hostile = "<img src=x onerror=alert(1)>"
    sentence = replace(article.sentences[0], text=hostile)
    section = replace(article.sections[0], heading=hostile, sentences=(sentence,))
    entry = replace(article.references[0], text=hostile, doi=None, url="javascript:alert(1)")
    torn = replace(
        article, title=hostile, sections=(section,), references=(entry,), disclaimer=hostile
    )
    for html in (reader.reader(torn, "sv"), reader.head(torn, "sv")):
        page = BeautifulSoup(html, "lxml")
        assert not page.select("img, script")
        assert not page.select("a[href^='javascript']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_speaks_each_language(article, language):
    page = BeautifulSoup(reader.head(article, language), "lxml")
    assert page.select_one("[aria-current]")["lang"] == language
    assert article.title in page.select_one(".intro").text
