"""The article and the head as HTML."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from bot.page import reader
from bot.rendering.markup import without_address
from ingest.folder import Source
from ingest.question_bank import Bank
from languages.known import LANGUAGES


@pytest.fixture
def source(index):
    return index.source(index.slugs[0])


def test_every_sentence_and_reference_can_be_led_to(source):
    article = source.article
    page = BeautifulSoup(reader.reader(source, "sv"), "lxml")
    assert [s["id"] for s in page.select(".sentence")] == [s.id for s in article.sentences]
    assert page.select_one(".sentence").text == article.sentences[0].text
    for entry in article.references:
        told = page.select_one(f"#ref-{entry.number}").text
        assert without_address(entry.text) in told
        if entry.doi and entry.text.endswith(entry.doi):
            assert told.count(entry.doi) == 1
    known = {tag["id"] for tag in page.select("[id]")}
    assert {a["href"][1:] for a in page.select("a[href^='#']")} <= known


def test_a_reference_shows_what_it_supports(source):
    article = source.article
    page = BeautifulSoup(reader.reader(source, "en"), "lxml")
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
    hostile_source = Source(torn, Bank())
    for html in (reader.reader(hostile_source, "sv"), reader.head(hostile_source, "sv")):
        page = BeautifulSoup(html, "lxml")
        assert not page.select("img, script")
        assert not page.select("a[href^='javascript']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_speaks_each_language(source, language):
    page = BeautifulSoup(reader.head(source, language), "lxml")
    assert page.select_one("[aria-current]")["lang"] == language
    assert source.heading(source.article.title, language) in page.select_one(".intro").text


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "sv"])
def test_the_article_stands_in_the_readers_language_with_its_own_words_behind(source, language):
    page = BeautifulSoup(reader.reader(source, language), "lxml")
    told = source.translations(language)
    for sentence in source.article.sentences:
        shown = page.select_one(f"[id='{sentence.id}']")
        assert shown.select_one(f".told[lang={language}]").text == told[sentence.id]
        assert shown.select_one(".own").text == sentence.text
    headings = [h.select_one(".told").text for h in page.select("h3, h4") if h.select(".told")]
    wanted = [source.heading(s.heading, language) for s in source.article.sections]
    assert headings == [name for name in wanted if name not in ("GABA", *_SAME[language])]
    assert page.select_one(".reader-original")


_SAME = {
    "en": ("Depression", "Serotonin"), "no": ("Serotonin", "Glutamat"),
    "da": ("Depression", "Serotonin", "Glutamat", "Magnesiums funktion"),
    "de": ("Depression", "Serotonin", "Glutamat"), "fi": (),
}  # fmt: skip


def test_an_article_without_translations_stands_as_it_is_without_a_switch(source, article):
    for language, shown in (("sv", source), ("fi", Source(article, Bank()))):
        page = BeautifulSoup(reader.reader(shown, language), "lxml")
        assert not page.select(".reader-original, .told, .own")
        assert page.select_one("#reader-title").text == article.title
