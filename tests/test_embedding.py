"""docs/embedding.html in a real browser, on another origin than the page that it embeds."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import expect
from serving import served

from bot.settings import Settings
from prompts import texts

SHOP = (Path(__file__).parent.parent / "docs" / "embedding.html").read_text(encoding="utf-8")
WRITTEN_ADDRESS = "http://127.0.0.1:7860"
FRAMES = 2
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shop():
    """The shop's server: its address, and the page's address that its own page is to name."""
    app = FastAPI()

    @app.get("/")
    def article(strict: bool = False):
        headers = {}
        if strict:
            page = app.state.page
            headers["Content-Security-Policy"] = (
                f"default-src 'self'; script-src {page}; frame-src {page}"
            )
        return HTMLResponse(SHOP.replace(WRITTEN_ADDRESS, app.state.page), headers=headers)

    with served(app) as url:
        app.state.url = url
        yield app.state


@pytest.fixture(scope="module")
def serve_page(bot):
    """A function that serves the page with its settings, and names it to the shop."""
    from bot.page.server import application

    def serve(**settings):
        chosen = Settings(keep=False, **settings)
        return served(lambda: application(bot, chosen), factory=True)

    return serve


@pytest.fixture
def shop_page(browser):
    page = browser.new_page(locale="de-DE", viewport={"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    page.told = []
    page.on("console", lambda message: page.told.append(message.text))
    yield page
    page.close()


def embedded(page, number):
    """An embedded frame, brought into view: both load lazily."""
    frames = page.locator("iframe")
    expect(frames).to_have_count(FRAMES)
    frames.nth(number).scroll_into_view_if_needed()
    return frames.nth(number)


@pytest.mark.parametrize("query", ["", "?strict=true"])
def test_an_allowed_shop_gets_answers_in_both_ways(shop, serve_page, shop_page, query):
    with serve_page(allowed_origins=[shop.url]) as shop.page:
        shop_page.goto(f"{shop.url}/{query}")
        for number in range(FRAMES):
            frame = embedded(shop_page, number)
            assert frame.bounding_box()["height"] == pytest.approx(640, abs=4)  # and a border
            inside = frame.content_frame
            expect(inside.locator(".head h1")).to_have_text(texts("sv")("page.title"))
            inside.locator("#question textarea").fill("Hjälper magnesium barn med ADHD?")
            inside.locator("#question textarea").press("Enter")
            answer = inside.locator("#chat [data-testid=bot]").first
            expect(answer.locator("a.chip").first).to_have_text("33")
            expect(answer.locator(".disclaimer")).to_have_text(texts("sv")("disclaimer"))
        shop_page.goto("about:blank")


def test_another_shop_is_refused_in_both_ways(shop, serve_page, shop_page):
    with serve_page() as shop.page:
        shop_page.goto(shop.url)
        for number in range(FRAMES):
            embedded(shop_page, number)
        refused = []
        for _ in range(100):
            refused = [text for text in shop_page.told if "frame-ancestors" in text]
            if len(refused) >= FRAMES:
                break
            shop_page.wait_for_timeout(100)
        assert len(refused) == FRAMES
        for frame in shop_page.frames[1:]:
            assert frame.url.startswith("chrome-error:")
            assert frame.locator(".head").count() == 0
