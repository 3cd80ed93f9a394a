"""The page in a real browser, at three widths: asking, following a source, rating, keys, languages."""

import re
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from serving import served

from bot.settings import Settings
from prompts import NAMES, texts

WIDTHS = (360, 768, 1280)
SLOW = (
    "Forskning har funnit att migrän minskar med magnesiumtillskott, liksom med vitamin B2. [{0}] "
    "Det kan påverka migrän direkt, eftersom låga nivåer har hittats hos patienter vid attacker. "
    "[{1}]"
)
QUESTION = "Hjälper magnesium barn med ADHD?"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kept_url(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}"


@pytest.fixture(scope="module")
def address(bot, kept_url):
    from bot.web.server import application

    settings = Settings(database_url=kept_url, requests_per_minute=1000)
    with served(lambda: application(bot, settings), factory=True) as url:
        yield url


@pytest.fixture
def open_page(browser, address):
    """A function that opens the page as a reader of some width and language would see it."""
    opened = []

    def go(width=1280, locale="sv-SE", query="", **context):
        made = browser.new_context(
            viewport={"width": width, "height": 800}, locale=locale,
            reduced_motion="reduce", **context,
        )  # fmt: skip
        opened.append(made)
        page = made.new_page()
        page.set_default_timeout(15_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(f"{address}/{query}")
        page.locator(".head h1").wait_for()
        expect(page.locator("#reader .sentence").first).to_be_attached()
        return page

    yield go
    for context in opened:
        context.close()


def ask(page, question):
    """The answer's element once it is whole."""
    answers = page.locator("#chat [data-testid=bot]")
    before = answers.count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    answer = answers.nth(before)
    answer.locator(".disclaimer").wait_for()
    return answer


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("locale", "question", "word"),
    [
        ("sv-SE", QUESTION, "hyperaktivitet"),
        ("en-GB", "does magnesium help children with adhd", "hyperactivity"),
    ],
)
def test_an_answer_has_its_source_its_disclaimer_and_room(
    open_page, address, width, locale, question, word
):
    page = open_page(width, locale)
    outside = []
    page.on("request", lambda request: outside.append(request.url))
    answer = ask(page, question)
    assert word in answer.inner_text()
    assert "33" in answer.locator("a.chip").all_inner_texts()
    language = locale[:2]
    assert answer.inner_text().strip().endswith(texts(language)("disclaimer"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#question textarea").bounding_box()["y"] < 800
    assert not [url for url in outside if not url.startswith((address, "data:", "blob:"))]
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
    from bot.kept.store import Kept

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


def test_copying_takes_the_answer_with_its_sources(open_page, address):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator("button[data-does=copy]").click()
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[33]" in copied
    assert "https://doi.org/" in copied
    assert copied.endswith(texts("sv")("disclaimer"))
    assert "<" not in copied


def test_an_answer_in_another_language_than_the_page_is_marked_as_such(open_page):
    page = open_page(query="?lang=sv")
    answer = ask(page, "Hilft Magnesium gegen Angst?")
    assert answer.locator("[lang=de] .disclaimer").inner_text() == texts("de")("disclaimer")
    expect(answer.locator("[lang=de] blockquote [lang=sv]").first).to_be_visible()
    expect(answer.locator("a.chip").first).to_be_visible()
    expect(page.locator(".announcer")).to_have_attribute("lang", "de")
    ask(page, QUESTION)
    expect(page.locator(".announcer")).to_have_attribute("lang", "sv")


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


def test_the_keyboard_alone_asks_follows_a_source_and_returns(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#chat .disclaimer").wait_for()
    chip = page.locator("#chat a.chip").first
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if chip.evaluate("chip => chip === document.activeElement"):
            break
    expect(page.locator("[role=tooltip]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".sentence.shown")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".asks button.ask").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".asks")).to_have_count(0)


def test_an_answer_is_announced_once_and_its_chips_have_names(open_page):
    page = open_page()
    answer = ask(page, QUESTION)
    announcer = page.locator(".announcer")
    expect(announcer).to_contain_text("hyperaktivitet")
    assert page.locator("#chat [role=log]").get_attribute("aria-live") == "off"
    assert answer.get_attribute("aria-label") == texts("sv")("page.answered")
    assert answer.locator("a.chip").first.get_attribute("aria-label").startswith("Referens ")


@pytest.mark.parametrize("language", NAMES)
def test_no_label_is_left_untranslated(open_page, language):
    say = texts(language)
    page = open_page(query="?lang=sv")
    page.locator(f".languages a[hreflang={language}]").click()
    expect(page.locator(".head h1")).to_have_text(say("page.title"))
    ask(page, QUESTION)
    page.locator("button[data-does=like]").click()
    page.locator("#rating").wait_for()
    assert page.evaluate("document.documentElement.lang") == language
    assert page.title() == say("page.title")
    known = {
        re.sub(r"\{\w+\}", "", say(key, **dict.fromkeys(say.variables(key), "")))
        for key in say.keys
    }
    known |= {*NAMES.values()}
    labels = page.evaluate(
        """[...document.querySelectorAll("button,textarea,[aria-label],[role=log],nav")]
        .filter(e => e.checkVisibility())
        .flatMap(e => [e.title, e.placeholder, e.getAttribute("aria-label"),
                       e.matches("button:not(.example, .option)") ? e.innerText : ""])
        .filter(Boolean)"""
    )
    assert {re.sub(r"\s*\d+$|^↩ ", "", label).strip() for label in labels} - {
        name.strip() for name in known
    } == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious(open_page, width, scheme):
    page = open_page(width, color_scheme=scheme)
    if width < 1024:
        page.locator(".reader-open").click()
    for question in (QUESTION, "Vad kostar frakten?", "jag vill inte leva längre"):
        ask(page, question)
    page.locator("button[data-does=like]").last.click()
    page.locator("#rating").wait_for()
    found = Axe().run(page).response["violations"]
    serious = [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_an_answer_that_a_model_writes_grows_and_can_be_stopped(browser, index, monkeypatch):
    from openai_double import Provider

    from bot.bot import Bot
    from bot.web.server import application

    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with closing(Provider()) as provider:
        provider.says(SLOW, pause=0.15)
        chosen = Settings(keep=False, llm="openai:test", llm_url=provider.url, llm_retries=0)
        writing = Bot(index, chosen)
        with served(lambda: application(writing, chosen), factory=True) as url:
            page = browser.new_page(locale="sv-SE")
            page.goto(url)
            page.locator(".head h1").wait_for()
            page.locator("#question textarea").fill("Hjälper magnesium mot migrän?")
            page.keyboard.press("Enter")
            answer = page.locator("#chat [data-testid=bot]").last
            expect(answer.locator(".disclaimer")).to_be_visible(timeout=20_000)
            first = answer.inner_text()
            page.locator("button[data-does=stop]").click()
            expect(page.locator("button[data-does=submit]")).to_be_visible()
            page.wait_for_timeout(1500)
            assert answer.inner_text() == first
            page.close()
