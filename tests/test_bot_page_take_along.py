"""The sheet of an answer to take along: its link, what stands on it, and what it refuses."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup
from serving import served

from bot.page import message, sheet
from bot.page.server import application
from bot.request import Request
from bot.settings import Settings
from ingest.article import Link
from ingest.folder import Source
from ingest.question_bank import Bank
from languages.known import LANGUAGES
from prompts import texts

QUESTION = "Hjälper magnesium barn med ADHD?"


@pytest.fixture(scope="module")
def address(bot):
    with served(lambda: application(bot, Settings(keep=False)), factory=True) as url:
        yield url


@pytest.fixture
def source(index):
    return index.source(index.slugs[0])


def asked(link):
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answers_sheet_has_its_sentences_whole_references_hash_and_disclaimer(
    bot, address, language
):
    answer = bot.ask(Request(QUESTION, language=language))
    page = httpx.get(f"{address}/{sheet.link(answer)}")
    assert page.status_code == 200
    told = BeautifulSoup(page.text, "lxml")
    assert told.html["lang"] == language
    text = re.sub(r"[ \n]+", " ", told.main.text).strip()
    for statement in answer.statements:
        assert statement.text in text
        assert statement.source.quote in text
    assert answer.citations
    for citation in answer.citations:
        assert not citation.doi or f"https://doi.org/{citation.doi}" in text
        assert not citation.kind or texts(language)(f"kinds.{citation.kind}") in text
    assert answer.sha256 in text
    assert re.search(r"20\d\d-\d\d-\d\d", text)
    assert text.endswith(texts(language)("disclaimer"))
    assert not told.select(".changed")


def test_the_link_holds_the_hash_and_the_sentences_and_never_the_question(bot):
    answer = bot.ask(Request(QUESTION))
    link = sheet.link(answer)
    values = asked(link)
    assert set(values) == {"article", "sha256", "sentences", "lang"}
    assert values["sha256"] == answer.sha256
    assert values["sentences"].split(",") == [s.source.sentence for s in answer.statements]
    shown = BeautifulSoup(message.shown(answer, "sv"), "lxml")
    assert shown.select_one("a.take")["href"] == link


@pytest.mark.parametrize("question", ["Vad kostar frakten?", "hej", "jag orkar inte leva längre"])
def test_what_is_no_answer_from_the_article_has_no_sheet(bot, question):
    answer = bot.ask(Request(question))
    assert sheet.link(answer) == ""
    assert 'class="take"' not in message.shown(answer, "sv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_when_the_article_has_changed_and_what_is_gone(bot, address, language):
    values = asked(sheet.link(bot.ask(Request(QUESTION)))) | {"lang": language}
    kept = values["sentences"].split(",")[0]
    values |= {"sha256": "0" * 64, "sentences": f"{kept},s0000000000,s1111111111"}
    told = BeautifulSoup(httpx.get(f"{address}/take-along", params=values).text, "lxml")
    say = texts(language)
    notes = [say("sheet.changed"), say.counted("sheet.gone", count=2)]
    assert [note.text for note in told.select(".changed")] == notes
    assert len(told.select("figure")) == 1


@pytest.mark.parametrize(
    ("wrong", "status", "reason"),
    [
        ({"article": "finns-inte"}, 404, "missing"),
        ({"article": ""}, 400, "broken"),
        ({"sha256": "abc"}, 400, "broken"),
        ({"sentences": ""}, 400, "broken"),
        ({"sentences": "<script>alert(1)</script>"}, 400, "broken"),
        ({"sentences": ",".join(f"s{n:010x}" for n in range(sheet.MOST + 1))}, 400, "broken"),
        ({"lang": "fr", "sha256": "x"}, 400, "broken"),
    ],
)
def test_what_is_no_whole_link_is_told_in_words(bot, address, wrong, status, reason):
    values = asked(sheet.link(bot.ask(Request(QUESTION)))) | wrong
    page = httpx.get(f"{address}/take-along", params=values)
    assert page.status_code == status
    told = BeautifulSoup(page.text, "lxml")
    assert texts("sv")(f"sheet.{reason}") in told.main.text
    assert not told.select("script")


def test_it_runs_nothing_but_its_own_script_and_is_not_listed(address, bot):
    headers = httpx.get(f"{address}/{sheet.link(bot.ask(Request(QUESTION)))}").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["x-robots-tag"] == "noindex"


def test_an_articles_text_is_never_markup(source):
    hostile = "<img src=x onerror=alert(1)>"
    article = source.article
    sentence = replace(article.sentences[2], text=hostile)
    section = replace(article.sections[0], heading=hostile, sentences=(sentence,))
    entries = tuple(
        replace(e, text=hostile, doi=None, url="javascript:alert(1)") for e in article.references
    )
    torn = replace(article, title=hostile, sections=(section,), references=entries)
    wanted = sheet.Wanted(torn.sha256, (sentence.id,))
    page = BeautifulSoup(
        sheet.sheet(Source(torn, Bank()), wanted, "fi", "2026-01-02", True), "lxml"
    )
    assert not page.select("img, a[href^='javascript']")
    assert hostile in page.select_one("blockquote").text


def test_the_linkers_suggestions_are_left_out_where_the_settings_say_so(source):
    links = (Link(1, "marker"), Link(2, "suggested", 0.8))
    sentence = replace(source.article.sentences[0], links=links)
    section = replace(source.article.sections[0], sentences=(sentence,))
    made = Source(replace(source.article, sections=(section,)), Bank())
    wanted = sheet.Wanted(source.article.sha256, (sentence.id,))

    def cited(shown):
        page = BeautifulSoup(sheet.sheet(made, wanted, "sv", "2026-01-02", shown), "lxml")
        return [int(number) for number in re.findall(r"\[(\d+)\]", page.figcaption.text)]

    assert cited(True) == [1, 2]
    assert cited(False) == [1]
