"""The page in a real browser: asked in Swedish, at phone and desk width, with nothing from outside."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture(scope="module")
def address(index_root):
    """The page served on loopback for as long as these tests take."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        env={**os.environ, "FOTNOT_DATA_DIR": str(index_root.parent)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(url, timeout=1).close()
                break
            except OSError:
                time.sleep(0.5)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("question", "number", "word"),
    [
        ("Hjälper magnesium barn med ADHD?", "[33]", "hyperaktivitet"),
        ("finns det nån studie på magnesium och adhd hos vuxna", "[35]", "magnesiumtreonat"),
    ],
)
def test_a_question_is_answered_with_source_and_disclaimer(address, width, question, number, word):
    outside = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("request", lambda request: outside.append(request.url))
        page.goto(address)
        page.locator("textarea").first.fill(question)
        page.keyboard.press("Enter")
        answer = page.locator(".bot.message, .message.bot").last
        answer.get_by_text("tar läkemedel.").wait_for(timeout=30_000)
        text = answer.inner_text()
        assert number in text
        assert word in text
        wide = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert wide <= width
    assert not [url for url in outside if not url.startswith((address, "data:", "blob:"))]
