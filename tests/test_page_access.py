"""The page in a real browser for everybody: by keyboard, with a screen reader, in six languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from readers_page import QUESTION, WIDTHS, ask

from prompts import NAMES, texts

pytestmark = pytest.mark.browser


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


def test_an_answer_in_another_language_than_the_page_is_marked_as_such(open_page):
    page = open_page(query="?lang=sv")
    answer = ask(page, "Hilft Magnesium gegen Angst?")
    assert answer.locator("[lang=de] .disclaimer").inner_text() == texts("de")("disclaimer")
    expect(answer.locator("[lang=de] blockquote [lang=sv]").first).to_be_hidden()
    answer.locator("details.original summary").first.click()
    expect(answer.locator("[lang=de] blockquote [lang=sv]").first).to_be_visible()
    expect(answer.locator("a.chip").first).to_be_visible()
    expect(page.locator(".announcer")).to_have_attribute("lang", "de")
    ask(page, QUESTION)
    expect(page.locator(".announcer")).to_have_attribute("lang", "sv")
