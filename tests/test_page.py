"""The page in a real browser, at three widths: asking, following a source, rating, keeping."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect
from readers_page import QUESTION, WIDTHS, ask
from serving import served

from bot.settings import Settings
from prompts import NAMES, texts

SLOW = (
    "Forskning har funnit att migrän minskar med magnesiumtillskott, liksom med vitamin B2. [{0}] "
    "Det kan påverka migrän direkt, eftersom låga nivåer har hittats hos patienter vid attacker. "
    "[{1}]"
)
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("locale", "question", "word"),
    [
        ("sv-SE", QUESTION, "hyperaktivitet"),
        ("en-GB", "does magnesium help children with adhd", "hyperactivity"),
    ],
)
def test_an_answer_has_its_source_its_disclaimer_and_room(
    open_page, page_address, width, locale, question, word
):
    page = open_page(width, locale)
    outside = []
    page.on("request", lambda request: outside.append(request.url))
    answer = ask(page, question)
    assert word in answer.inner_text()
    expect(answer.locator("details.sources li").first).to_be_hidden()
    answer.locator("details.sources summary").click()
    expect(answer.locator("details.sources li").first).to_be_visible()
    assert "33" in answer.locator("a.chip").all_inner_texts()
    language = locale[:2]
    assert answer.inner_text().strip().endswith(texts(language)("disclaimer"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#question textarea").bounding_box()["y"] < 800
    assert not [url for url in outside if not url.startswith((page_address, "data:", "blob:"))]
    assert not page.faults


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chip_leads_to_the_very_sentence_and_back(open_page, width):
    page = open_page(width)
    chip = ask(page, QUESTION).locator("a.chip").first
    sentence = page.locator(f"[id='{chip.get_attribute('href')[1:]}']")
    chip.click()
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_have_class(re.compile("shown"))
    expect(sentence).to_be_focused()
    expect(page.locator("#ref-33")).to_have_class(re.compile("cited"))
    page.locator(".reader-back").click()
    expect(chip).to_be_focused()
    expect(chip).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chips_note_tells_the_reference_within_the_window(open_page, width):
    page = open_page(width)
    chip = ask(page, "Är magnesium bra mot depression?").locator("a.chip").first
    chip.hover()
    note = page.locator("[role=tooltip]")
    expect(note).to_contain_text(f"Referens {chip.inner_text()}")
    assert chip.get_attribute("aria-describedby") == note.get_attribute("id")
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)


def test_a_new_question_is_read_from_its_beginning_and_leans_on_the_one_before(open_page):
    page = open_page(360)
    ask(page, "Hjälper magnesium mot ADHD?")
    answer = ask(page, "och för vuxna?")
    assert "treonat" in answer.inner_text()
    expect(page.get_by_text("och för vuxna?")).to_be_in_viewport()


def test_a_declined_question_offers_others_that_a_click_asks(open_page):
    page = open_page()
    answer = ask(page, "Vad kostar frakten?")
    offered = answer.locator("a.ask").first
    wanted = offered.inner_text()
    offered.click()
    expect(page.locator("#chat [data-testid=user]").nth(1)).to_have_text(wanted)


def test_an_answer_offers_questions_to_go_on_with(open_page):
    page = open_page()
    ask(page, QUESTION)
    page.locator("#chat .options button, #chat button.option").first.click()
    expect(page.locator("#chat [data-testid=bot] .disclaimer")).to_have_count(2)


def test_a_crisis_message_stands_apart_and_names_who_to_call(open_page):
    answer = ask(open_page(360), "jag orkar inte leva längre")
    box = answer.locator(".crisis")
    assert "90101" in box.inner_text()
    assert box.locator("a[href='tel:112']").count()
    assert "magnesium" not in box.inner_text().lower()


def test_a_thumb_down_and_a_comment_are_kept(open_page, kept_url):
    from bot.feedback.store import Kept

    page = open_page()
    ask(page, "Vad gör GABA i hjärnan?")
    page.locator("button[data-does=dislike]").click()
    page.locator("#rating textarea").fill("Skriv till mig på anna@exempel.se")
    page.locator("#rating button").click()
    expect(page.locator("#rating")).to_have_count(0)
    kept = Kept(kept_url, 30)
    (row,) = [row for row in kept.unanswered() if row.down]
    kept.close()
    assert row.question == "Vad gör GABA i hjärnan?"
    assert row.comments
    assert "anna" not in row.comments[0]


def test_a_sentence_of_the_article_offers_questions_and_a_reference_what_it_supports(open_page):
    page = open_page()
    page.locator(".sentence").nth(3).click()
    question = page.locator(".asks button.ask").first
    wanted = question.inner_text()
    question.click()
    expect(page.locator("#chat [data-testid=user]")).to_have_text(wanted)
    mark = page.locator("a.mark").first
    mark.click()
    entry = page.locator(f"#ref-{mark.inner_text()}")
    expect(entry).to_be_in_viewport()
    entry.locator(".to-sentence").first.click()
    expect(page.locator(".sentence.shown")).to_be_in_viewport()


def test_the_first_screen_shows_what_can_be_asked_from_its_top_and_a_click_asks(open_page):
    for width in WIDTHS:
        page = open_page(width)
        expect(page.locator(".welcome h2")).to_be_in_viewport()
        question = page.locator(".topics .ask").nth(2)
        wanted = question.inner_text()
        question.click()
        page.locator("#chat .disclaimer").wait_for()
        expect(page.locator("#chat [data-testid=user]")).to_have_text(wanted)
        expect(page.locator(".welcome")).to_have_count(0)
        assert not page.faults


@pytest.mark.parametrize("language", [code for code in NAMES if code != "sv"])
def test_one_switch_leads_from_the_translated_article_to_its_own_words_and_back(
    open_page, article, language
):
    page = open_page(query=f"?lang={language}")
    sentence, own = page.locator(".sentence").first, article.sentences[0].text
    switch = page.locator(".reader-original")
    assert sentence.inner_text() != own
    switch.click()
    expect(switch).to_have_text(texts(language)("page.show_translation"))
    assert sentence.inner_text() == own
    switch.click()
    expect(switch).to_have_text(texts(language)("page.show_original"))
    assert sentence.inner_text() != own


def test_an_answer_is_taken_along_with_its_question_which_stays_out_of_the_link(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    typed = "Hjälper magnesium barn med ADHD? <b>x</b>"
    answer = ask(page, typed)
    with page.context.expect_page() as opened:
        answer.locator("a.take").click()
    sheet = opened.value
    for _ in range(2):  # it outlives a reload
        expect(sheet.locator(".question p")).to_have_text(typed)
        sheet.reload()
    assert "ADHD" not in sheet.url
    sheet.locator("[data-does=link]").click()
    expect(sheet.locator(".said")).to_have_text(texts("sv")("sheet.link_copied"))
    link = sheet.evaluate("navigator.clipboard.readText()")
    sheet.locator("[data-does=copy]").click()
    expect(sheet.locator(".said")).to_have_text(texts("sv")("sheet.copied"))
    copied = sheet.evaluate("navigator.clipboard.readText()")
    assert typed in copied
    assert "https://doi.org/" in copied
    assert copied.strip().endswith(texts("sv")("disclaimer"))
    elsewhere = page.context.new_page()
    elsewhere.goto(link)
    expect(elsewhere.locator("figure").first).to_be_visible()
    expect(elsewhere.locator(".question")).to_be_hidden()


def test_copying_takes_the_answer_with_its_sources(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator("button[data-does=copy]").click()
    page.locator("button[data-does=copy].done").wait_for()  # once it is in the clipboard
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[33]" in copied
    assert "https://doi.org/" in copied
    assert copied.endswith(texts("sv")("disclaimer"))
    assert "<" not in copied


def test_asking_again_and_clearing(open_page):
    page = open_page()
    ask(page, QUESTION)
    page.locator("button[data-does=retry]").click()
    page.wait_for_timeout(500)
    expect(page.locator("#chat [data-testid=bot] .disclaimer")).to_have_count(1)
    page.locator("button[data-does=clear]").click()
    expect(page.locator("#chat [data-testid=bot]")).to_have_count(0)


def test_a_conversation_outlives_a_reload_in_its_own_tab(open_page):
    page = open_page()
    ask(page, "Hjälper magnesium mot ADHD?")
    page.reload()
    expect(page.locator("#chat [data-testid=bot] .disclaimer")).to_have_count(1)
    assert "treonat" in ask(page, "och för vuxna?").inner_text()
    page.locator("button[data-does=clear]").click()
    page.reload()
    page.locator(".head h1").wait_for()
    expect(page.locator("#chat [data-testid=bot]")).to_have_count(0)


def test_the_way_back_stays_in_view_on_a_phone(open_page):
    page = open_page(360)
    ask(page, QUESTION).locator("a.chip").first.click()
    expect(page.locator(".sentence.shown")).to_be_in_viewport()
    expect(page.locator(".reader-back")).to_be_in_viewport()


def test_what_a_reader_types_is_never_markup(open_page):
    page = open_page()
    typed = '<img src=x onerror="window.hit=1"> [klick](https://evil.example) www.evil.example'
    ask(page, typed)
    message = page.locator("#chat [data-testid=user]").first
    expect(message).to_have_text(typed)
    assert message.locator("img, a").count() == 0
    assert page.evaluate("window.hit") is None


def test_an_answer_that_a_model_writes_grows_and_can_be_stopped(browser, index, monkeypatch):
    from openai_double import Provider

    from bot.bot import Bot
    from bot.page.server import application

    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with closing(Provider()) as provider:
        provider.says(SLOW, pause=0.6)
        chosen = Settings(keep=False, llm="openai:test", llm_url=provider.url, llm_retries=0)
        writing = Bot(index, chosen)
        with served(lambda: application(writing, chosen), factory=True) as url:
            page = browser.new_page(locale="sv-SE")
            page.goto(url)
            page.locator(".head h1").wait_for()
            page.locator("#question textarea").fill("Hjälper magnesium mot migrän?")
            page.keyboard.press("Enter")
            answer = page.locator("#chat [data-testid=bot]").last
            expect(answer).to_contain_text(texts("sv")("page.writing"))
            expect(answer).to_contain_text(texts("sv")("page.writing_on"))
            expect(answer.locator(".disclaimer")).to_be_visible()
            page.locator("button[data-does=stop]").click()
            expect(page.locator("button[data-does=submit]")).to_be_visible()
            expect(answer).not_to_contain_text(texts("sv")("page.writing_on"))
            first = answer.inner_text()
            page.wait_for_timeout(1500)
            assert answer.inner_text() == first
            assert provider.asked[0].gone
            page.close()
