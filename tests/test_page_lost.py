"""The page in a real browser when its server has gone: told in the reader's language."""

import pytest
from playwright.sync_api import expect
from serving import served

from bot.page.server import application
from bot.settings import Settings
from prompts import NAMES, texts

pytestmark = pytest.mark.browser


def test_a_lost_connection_is_told_in_the_reader_s_language(browser, bot):
    opened = []
    with served(lambda: application(bot, Settings(keep=False)), factory=True) as address:
        for language in NAMES:
            page = browser.new_page(locale="sv-SE")
            page.goto(f"{address}/?lang={language}")
            page.locator(".head h1").wait_for()
            page.locator("#reader .sentence").first.wait_for(state="attached")
            opened.append((page, texts(language)))
    for page, say in opened:
        page.locator("#question textarea").fill("Vad?")
        page.keyboard.press("Enter")
        toast = page.locator("[data-testid=toast-body]")
        for sentence in say("page.offline").split(". ", 1):
            expect(toast).to_contain_text(sentence)
        expect(toast).not_to_contain_text("Connection")
        expect(toast).not_to_contain_text("Error")
        expect(toast.locator("[data-testid=toast-close]")).to_have_attribute(
            "aria-label", say("page.close")
        )
        page.close()
