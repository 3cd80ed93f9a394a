"""The staff view in a real browser: asked, searched and read on phone and desk, light and dark."""

import re
from datetime import datetime

import gradio as gr
import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import expect
from serving import served

from bot.feedback.store import Kept
from bot.serving.admission import AdmissionController
from bot.settings import Settings
from bot.staff.mount import mount
from prompts import texts

PASSWORD = "hemligt"
QUOTE = "Intressant nog aktiverar magnesium direkt en delmängd av GABA-receptorer."
EVIL = "<img src=x onerror=alert(1)> **fet** ${alert(1)} {{7*7}} [länk](javascript:alert(1))"
QUESTION = "Hjälper magnesium mot ångest?"
SAY = texts("sv")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(bot, browser, tmp_path_factory):  # the browser's loop is the one that Gradio needs
    """The view below another Gradio page, as in production, for as long as these tests take."""
    kept = Kept(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}", 180)
    for _ in range(3):
        kept.declined(EVIL, "sv", bot.index.slugs[0])
    kept.feedback("down", QUESTION, "sv", bot.index.slugs[0], "answer", (), "<b>Fel</b> ${1+1}")

    app = FastAPI()
    mount(app, bot, Settings(staff_password=PASSWORD), AdmissionController(Settings()), kept)
    with gr.Blocks() as readers:
        gr.Markdown("readers")
    with served(gr.mount_gradio_app(app, readers, "/", ssr_mode=False)) as url:
        yield url
    kept.close()


@pytest.fixture
def open_view(browser, address):
    """A function that opens the view, and holds it to ask nobody else for anything."""
    opened = []

    def go(width=1280, locale="sv-SE", query="", scheme="light", zone="Europe/Stockholm"):
        made = browser.new_context(
            viewport={"width": width, "height": 800}, locale=locale, color_scheme=scheme,
            reduced_motion="reduce", http_credentials={"username": "x", "password": PASSWORD},
            timezone_id=zone,
        )  # fmt: skip
        made.grant_permissions(["clipboard-read", "clipboard-write"])
        page = made.new_page()
        page.set_default_timeout(15_000)
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("dialog", lambda dialog: (page.faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: page.asked.append(request.url))
        opened.append((made, page))
        page.goto(f"{address}/staff/{query}")
        page.locator("#question textarea").wait_for()
        return page

    yield go
    for context, page in opened:
        assert page.faults == []
        ours = (address, "data:", "blob:")
        assert not [url for url in page.asked if not url.startswith(ours)]
        context.close()


def ask(page, question):
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator("#told .answer").wait_for()


def open_tab(page, name):
    page.get_by_role("tab", name=SAY(f"staff.{name}"), exact=True).click()


def check(page, width):
    """Nothing serious for a screen reader, and nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    grave = [
        (v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")
    ]
    assert grave == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_tab_can_be_used_at_any_width_and_scheme(open_view, width, scheme):
    page = open_view(width, scheme=scheme)
    ask(page, QUESTION)
    page.locator("#evidence .cards").first.wait_for()
    reply = page.locator("#reply textarea").input_value()
    assert reply.endswith(SAY("disclaimer"))
    assert "[7]" in reply
    assert page.locator("#evidence ol > li").count() == 10
    expect(page.locator("#evidence")).to_contain_text(SAY("staff.status.reviewed"))
    check(page, width)
    open_tab(page, "tab_search")
    page.locator("#query textarea, #query input").fill("ångest")
    page.keyboard.press("Enter")
    expect(page.locator("#found mark").first).to_have_text("ångest")
    check(page, width)
    open_tab(page, "tab_verify")
    page.locator("#own-reply textarea").fill(f"Hej! {QUOTE} Magnesium botar depression.")
    page.locator("#verify").click()
    expect(page.locator("#verdict li.stands")).to_contain_text("GABA")
    expect(page.locator("#verdict li.falls")).to_have_count(2)
    check(page, width)
    open_tab(page, "tab_unanswered")
    expect(page.locator("#listed .asked")).to_have_count(2)
    check(page, width)


def test_what_readers_wrote_is_shown_as_text(open_view):
    page = open_view()
    open_tab(page, "tab_unanswered")
    expect(page.locator("#listed .asked")).to_have_text([QUESTION, EVIL])
    page.locator("#listed summary").click()
    expect(page.locator("#listed details li")).to_have_text("<b>Fel</b> ${1+1}")
    assert page.locator("#listed img, #listed b, #listed .asked a").count() == 0
    page.get_by_label(SAY("staff.most")).check()
    expect(page.locator("#listed .asked")).to_have_text([EVIL, QUESTION])
    open_tab(page, "tab_ask")
    ask(page, EVIL)


def test_the_csv_comes_down_in_the_order_that_is_shown(open_view):
    page = open_view()
    open_tab(page, "tab_unanswered")
    expect(page.locator("#csv")).to_be_visible()
    page.get_by_label(SAY("staff.most")).check()
    expect(page.locator("#listed .asked").first).to_have_text(EVIL)
    with page.expect_download() as coming:
        page.locator("#csv").click()
    lines = coming.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("question;language;")
    assert lines[1].startswith("<img")
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("locale", "query", "told"),
    [
        ("sv-SE", "", r"senast \d+ \w+\.? \d{4} \d\d:\d\d$"),
        ("en-GB", "", r"last \d+ \w+ \d{4}, \d\d:\d\d$"),
        ("nb-NO", "", r"sist \d+\. \w+\.? \d{4}, \d\d:\d\d$"),
        ("sv-SE", "?lang=fi", r"viimeksi \d+\.\d+\.\d{4} klo \d+\.\d\d$"),
    ],
)
def test_times_are_told_by_the_readers_own_clock(open_view, locale, query, told):
    page = open_view(locale=locale, query=query, zone="Asia/Kolkata")
    page.get_by_role("tab").last.click()
    time = page.locator("#listed time").first
    expect(time.locator("xpath=..")).to_have_text(re.compile(told))
    utc = datetime.fromisoformat(time.get_attribute("datetime"))
    minutes = int(re.search(r"\d\d$", time.inner_text())[0])
    assert minutes == (utc.minute + 30) % 60  # India's clocks are 5 h 30 min ahead of UTC


def test_the_reply_is_copied_with_a_key(open_view):
    page = open_view()
    ask(page, "Hilft Magnesium gegen Angst?")
    page.get_by_role("textbox", name=SAY("staff.reply")).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text(SAY("staff.copied")).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(texts("de")("disclaimer"))


def test_a_crisis_is_announced_with_what_to_do(open_view):
    page = open_view()
    ask(page, "jag orkar inte leva längre")
    expect(page.get_by_role("alert")).to_have_text(SAY("staff.do.crisis"))
    assert "112" in page.locator("#reply textarea").input_value()


def test_it_can_be_used_with_the_keyboard_alone(open_view):
    page = open_view()
    page.keyboard.press("Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.closest('#question') !== null"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type(QUESTION)
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ask":
            break
    page.keyboard.press("Enter")
    page.locator("#told .answer").wait_for()
    page.get_by_role("tab", name=SAY("staff.tab_ask"), exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#query")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "query", "language"),
    [("fi-FI", "", "fi"), ("nb-NO", "", "no"), ("fr-FR", "", "sv"), ("fi-FI", "?lang=de", "de")],
)
def test_the_language_is_the_address_or_the_browsers_or_the_articles(
    open_view, locale, query, language
):
    page = open_view(locale=locale, query=query)
    expect(page).to_have_title(texts(language)("staff.title"))
    assert page.evaluate("document.documentElement.lang") == language
    expect(page.get_by_role("heading", level=1)).to_have_text(texts(language)("staff.title"))


def test_another_origins_form_is_refused(browser, address, open_view):
    page = open_view()
    page.goto("data:text/html,<form method=post target=_self id=f></form>")
    page.evaluate(f"f.action = '{address}/staff/gradio_api/queue/join'; f.submit()")
    page.wait_for_load_state()
    expect(page.locator("body")).to_contain_text("Not from another site")
