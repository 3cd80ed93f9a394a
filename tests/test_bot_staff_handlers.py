"""What the view shows: the reply to paste, what it rests on, searches, and kept questions."""

import re
from typing import get_args

import pytest
from markupsafe import Markup

from bot.fact_check.verify import LONGEST, Fault
from bot.feedback.store import Kept
from bot.rendering.plain_text import plain, reply
from bot.request import MAX_QUESTION
from bot.staff import page
from bot.staff.handlers import StaffHandlers
from bot.staff.search import pieces, query_words, search
from languages.known import LANGUAGES
from prompts import texts

FAULTS = [f"staff.fault.{fault}" for fault in get_args(Fault)]


@pytest.fixture
def kept(tmp_path):
    store = Kept(f"sqlite:///{tmp_path / 'kept.db'}", 180)
    yield store
    store.close()


@pytest.fixture
def desk(bot, kept):
    return StaffHandlers(bot, kept)


def test_the_reply_has_numbers_sources_and_the_disclaimer_and_no_markdown(desk):
    told, text, evidence = desk.ask("Vilken sorts magnesium hjälper mot ADHD?", "", "", "en")
    assert re.search(r"\. \[\d+\]", text)
    assert re.search(r"^\[\d+\] .+ https://doi\.org/10\.\S+$", text, re.MULTILINE)
    assert text.endswith(texts("sv")("disclaimer"))
    assert text.count(texts("sv")("disclaimer")) == 1
    assert not re.search(r"[*_`>\\]|---|\]\(", text)
    assert texts("en")("staff.do.answer").replace("'", "&#39;") in told
    assert texts("en")("staff.used") in evidence
    assert len(re.findall(r"<li class=", evidence)) == 10
    assert 'href="https://doi.org/10.' in evidence


def test_the_reply_is_in_the_customers_language_or_the_one_chosen(desk):
    assert desk.ask("Hilft Magnesium gegen Angst?", "", "", "sv")[1].endswith(
        texts("de")("disclaimer")
    )
    assert desk.ask("Hilft Magnesium gegen Angst?", "fi", "", "sv")[1].endswith(
        texts("fi")("disclaimer")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_that_staff_wrote_is_held_against_the_article(desk, language):
    say = texts(language)
    right = "Intressant nog aktiverar magnesium direkt en delmängd av GABA-receptorer."
    wrong = "Magnesium botar depression på en vecka."
    stands = desk.verify(right, "", language)
    assert str(Markup.escape(say("staff.all_stand"))) in stands
    assert "<q>" in stands
    both = desk.verify(f"{right} {wrong}", "", language)
    assert str(Markup.escape(say("staff.some_fall", count=1, all=2))) in both
    assert both.count('<li class="stands">') == both.count('<li class="falls">') == 1
    assert any(str(Markup.escape(text)) in both for text in map(say, FAULTS))


def test_what_staff_wrote_is_shown_as_text(desk):
    assert "<script" not in desk.verify("<script>alert(1)</script> Magnesium hjälper.", "", "en")
    for nothing in (" \n", "[1]"):
        assert texts("en")("error.empty_text") in desk.verify(nothing, "", "en")
    too_long = texts("en")("error.text_too_long", limit=LONGEST)
    assert too_long in desk.verify("x" * (LONGEST + 1), "", "en")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vad kostar magnesium?", "decline"), ("jag orkar inte leva längre", "crisis"),
        ("jag har tagit 40 tabletter och andas tungt", "urgent"),
        ("kan jag ta magnesium med blodtryckstabletter?", "advice"), ("hej!", "smalltalk"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_to_do_is_said_for_every_kind(desk, question, kind, language):
    told, text, _ = desk.ask(question, "", "", language)
    assert f'class="answer {kind}"' in told
    assert texts(language)(f"staff.do.{kind}").replace("'", "&#39;") in told
    assert text.endswith(texts("sv")("disclaimer"))


def test_a_question_that_can_not_be_asked_is_told_in_words(desk):
    assert texts("sv")("error.empty") in desk.ask("  ", "", "", "sv")[0]
    told, text, evidence = desk.ask("x" * (MAX_QUESTION + 1), "", "", "sv")
    assert str(MAX_QUESTION) in told
    assert (text, evidence) == ("", "")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**a** *b* \\*c\\* \\_d\\_ \\[e\\]", "a b *c* _d_ [e]"),
        ("x [1] (trolig källa)", "x [1] (trolig källa)"),
        ("- Vad är *x*?\n- Vad är y?", "- Vad är x?\n- Vad är y?"),
    ],
)  # fmt: skip
def test_markdown_becomes_what_it_reads_as(markdown, text):
    assert plain(markdown) == text


def test_every_answer_of_the_bot_becomes_plain(bot, article):
    from bot.request import Request

    for question in ("Vad är referens 1?", "Vilka referenser saknar DOI?", "Vad gör GABA?"):
        for language in LANGUAGES:
            text = reply(bot.ask(Request(question, language=language)))
            assert not re.search(r"\*\*|\]\(|\\|^---$|^> ", text, re.MULTILINE), text


def test_a_word_that_stands_in_the_text_is_always_found(bot, article):
    words = {w for s in article.sentences for w in re.findall(r"[^\W\d_]{4,}", s.text)}
    for word in sorted(words)[::25]:
        found = search(bot.retriever, word.upper())
        standing = [s.id for s in article.sentences if word.casefold() in s.text.casefold()]
        assert [hit.sentence.id for hit in found.worded] == standing
        assert not {h.sentence.id for h in found.near} & set(standing)


def test_references_are_found_by_number_author_doi_and_word(bot, article):
    def numbers(query):
        return [entry.reference.number for entry in search(bot.retriever, query).references]

    assert numbers("[7]")[0] == 7
    assert 7 in numbers("Boyle 2017")
    with_doi = next(entry for entry in article.references if entry.doi)
    assert numbers(f"https://doi.org/{with_doi.doi}") == [with_doi.number]
    assert numbers(f"doi:{with_doi.doi}.") == [with_doi.number]
    assert numbers("qwertyuiop") == []


def test_the_words_are_marked_and_nothing_else_changes():
    words = query_words("  Ångest, (stress)!")
    assert words == ("ångest", "stress")
    cut = pieces("ÅNGEST och stressen", words)
    assert cut == [("ÅNGEST", True), (" och ", False), ("stress", True), ("en", False)]
    assert pieces("a.b", (".",)) == [("a", False), (".", True), ("b", False)]


def test_a_search_shows_section_number_and_mark(desk):
    shown = desk.search("ångest", "", "sv")
    assert "<mark>ångest</mark>" in shown
    assert "Ur avsnittet Ångest" in shown
    assert "[7]" in shown
    assert texts("sv")("error.empty") in desk.search(" ", "", "sv")
    assert "<mark>" not in desk.search("<script>alert(1)</script>", "", "sv")


def test_kept_questions_are_counted_filtered_and_shown_as_text(desk, kept):
    assert texts("sv")("staff.nothing_kept") in desk.unanswered("newest", "", "", "sv")[0]
    evil = "<img src=x onerror=alert(1)> **fet** {{ 7*7 }}"
    for _ in range(3):
        kept.declined(evil, "sv", "en-artikel")
    kept.feedback("down", "What is silicon?", "en", "annan", "answer", (), "<b>no</b>")
    shown, address = desk.unanswered("newest", "", "", "sv")
    assert shown.index("silicon") < shown.index("onerror")
    assert "&lt;img src=x onerror=alert(1)&gt; **fet** {{ 7*7 }}" in shown
    assert "&lt;b&gt;no&lt;/b&gt;" in shown
    assert "3 gånger" in shown
    assert address == "questions.csv?order=newest&page=sv"
    assert re.search(r'senast <time datetime="(\S+)T(\S+)Z">\1 \2 UTC</time>', shown)
    shown, address = desk.unanswered("most", "en-artikel", "sv", "en")
    assert "silicon" not in shown
    assert address == "questions.csv?order=most&article=en-artikel&language=sv&page=en"


def test_a_long_list_says_that_there_is_more(desk, kept):
    for number in range(202):
        kept.declined(f"Fråga med ord nummer {number}", "sv", "en-artikel")
    shown, _ = desk.unanswered("newest", "", "", "sv")
    assert shown.count('class="asked"') == 200
    assert texts("sv")("staff.first_shown", shown=200) in shown


def test_keeping_off_and_a_broken_database_are_said(bot, tmp_path):
    told, address = StaffHandlers(bot, None).unanswered("newest", "", "", "en")
    assert "Nothing is kept" in told
    assert address is None
    broken = tmp_path / "kept.db"
    broken.write_text("no database" * 200)
    told, address = StaffHandlers(bot, Kept(f"sqlite:///{broken}", 1)).unanswered(
        "newest", "", "", "sv"
    )
    assert texts("sv")("staff.database_broken") in told
    assert address is None


@pytest.mark.parametrize(
    ("header", "first"),
    [("nb-NO,en;q=0.5", "no"), ("en;q=0.3, de-AT;q=0.9", "de"), ("*", "*"), ("x;q=y,fi", "fi")],
)
def test_the_browsers_languages_in_order_of_wish(header, first):
    assert page._accepted(header)[0] == first
