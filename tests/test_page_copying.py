"""The page in a real browser: an answer copied by hand, and a connection that was lost."""

import re

import pytest
from readers_page import QUESTION, ask

pytestmark = pytest.mark.browser
COPIED = """() => {
  const copy = new DataTransfer();
  const event = new ClipboardEvent("copy", {clipboardData: copy, bubbles: true, cancelable: true});
  document.dispatchEvent(event);
  return [copy.getData("text/plain"), copy.getData("text/html"), event.defaultPrevented];
}"""
SELECT = "element => getSelection().selectAllChildren(element)"


def test_what_is_copied_by_hand_holds_the_brackets(open_page):
    page = open_page(1280)
    answer = ask(page, QUESTION)
    answer.locator("details.sources summary").click()
    before = answer.inner_text()
    answer.evaluate(SELECT)
    text, html, ours = page.evaluate(COPIED)
    assert ours
    numbers = answer.locator("a.chip").all_inner_texts()
    assert numbers
    assert re.findall(r"\[(\d+)\]", text) == numbers
    assert re.findall(r"\[(\d+)\]", html) == numbers
    assert "chip" not in html
    assert answer.inner_text() == before


def test_what_is_copied_without_a_number_is_left_to_the_browser(open_page):
    page = open_page(1280)
    answer = ask(page, QUESTION)
    answer.locator(".disclaimer").evaluate(SELECT)
    assert page.evaluate(COPIED)[2] is False
