"""`make screenshots`: the page's pictures in docs/, taken from the real page in Chromium."""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks.server import serving

DOCS = Path("docs")
QUESTION = "Hjälper magnesium barn med ADHD?"
CRISIS = "jag orkar inte leva längre"
DESK, PHONE = (1280, 800), (360, 740)
COLOURS = 256
_SETTLED_MS = 1200


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is needed: apt-get install chromium")
    with serving() as server, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        for scheme in ("light", "dark"):
            _desk(browser, server.url, scheme)
            _phone(browser, server.url, scheme)
        _first(browser, server.url)
        _crisis(browser, server.url)
        _note(browser, server.url)
        browser.close()


def _desk(browser: Browser, url: str, scheme: str) -> None:
    page = _open(browser, url, DESK, scheme)
    _ask(page, QUESTION).locator("a.chip").first.click()
    _keep(page, f"page-desk-{scheme}")


def _phone(browser: Browser, url: str, scheme: str) -> None:
    page = _open(browser, url, PHONE, scheme)
    _ask(page, QUESTION)
    _keep(page, f"page-phone-{scheme}")


def _first(browser: Browser, url: str) -> None:
    page = _open(browser, url, DESK, "light")
    page.locator(".welcome").wait_for()
    _keep(page, "page-first")


def _crisis(browser: Browser, url: str) -> None:
    page = _open(browser, url, PHONE, "light")
    _ask(page, CRISIS)
    _keep(page, "page-crisis")


def _note(browser: Browser, url: str) -> None:
    page = _open(browser, url, DESK, "light")
    _ask(page, QUESTION).locator("a.chip").first.hover()
    page.locator("[role=tooltip]").wait_for()
    _keep(page, "page-note")


def _open(browser: Browser, url: str, size: tuple[int, int], scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="sv-SE",
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(url)
    page.locator(".head h1").wait_for()
    page.locator("#reader .sentence").first.wait_for(state="attached")
    return page


def _ask(page: Page, question: str) -> Locator:
    """The answer's element once it is whole and has come to rest."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    answer = page.locator("#chat [data-testid=bot]").first
    answer.locator(".disclaimer").wait_for()
    page.wait_for_timeout(_SETTLED_MS)
    return answer


def _keep(page: Page, name: str) -> None:
    """The picture, in few enough colours to stay small."""
    page.wait_for_timeout(_SETTLED_MS)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = DOCS / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size / 1024:.0f} KB")
    page.context.close()


if __name__ == "__main__":
    main()
