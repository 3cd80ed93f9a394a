"""What several test files need: the real article indexed once, a bot, a model, a real browser."""

import os
import shutil
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
pytest.register_assert_rewrite("written")

REPOSITORY = Path(__file__).parent.parent
MAGNESIUM = REPOSITORY / "articles" / "magnesium-hjarnan"


@pytest.fixture(scope="session")
def index_root(tmp_path_factory):
    """The folder of an index of the real article, trained once."""
    from vectorstore.building.build import Recipe, ingest

    root = tmp_path_factory.mktemp("data") / "index"
    ingest(root, [MAGNESIUM], Recipe())
    return root


@pytest.fixture(scope="session")
def index(index_root):
    """That index, opened."""
    from vectorstore.index import open_index

    return open_index(index_root)


@pytest.fixture(scope="session")
def bot(index):
    """A bot on the real article, with the settings' defaults."""
    from bot.bot import Bot
    from bot.settings import Settings

    return Bot(index, Settings())


@pytest.fixture(scope="session")
def model_cache():
    """Where the pretrained encoder is kept, for all runs: the setting's folder, else the user's."""
    from bot.settings import Settings

    return Settings().model_cache


@pytest.fixture(scope="session")
def e5(model_cache):
    """The pretrained encoder."""
    from vectorstore.encoder.e5 import pretrained

    return pretrained.served(model_cache)


@pytest.fixture(scope="session")
def lists(model_cache):
    """How common words are, and the names in each language."""
    from vectorstore.word_lists import word_lists

    return word_lists(model_cache)


@pytest.fixture(scope="session")
def six_languages():
    """Some 200 questions and sentences in six languages."""
    from encoder_texts import some

    return some()


@pytest.fixture(scope="session")
def article():
    """The real article, parsed and linked."""
    from ingest.folder import load

    return load(MAGNESIUM).article


@pytest.fixture(scope="module")
def provider():
    """A provider of language models on loopback."""
    from openai_double import Provider

    with closing(Provider()) as started:
        yield started


@pytest.fixture
def writing(index, provider, monkeypatch):
    """Makes a bot whose model is the provider; each has a cache and a breaker of its own."""
    from bot.bot import Bot
    from bot.settings import Settings

    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-of-the-test")

    def make(**settings):
        given = {"llm": "openai:test-model", "llm_url": provider.url, "llm_timeout": 5.0}
        return Bot(index, Settings(**(given | {"llm_retries": 0} | settings)))

    return make


@contextmanager
def chromium():
    """Debian's Chromium, started; where it is not installed, the test is skipped."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def browser():
    """Chromium for the tests of one file: while it runs, no other event loop can be started."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def kept_url(tmp_path_factory):
    """A database for what the readers' page keeps."""
    return f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}"


@pytest.fixture(scope="module")
def page_address(bot, kept_url):
    """The readers' page, served."""
    from serving import served

    from bot.page.server import application
    from bot.settings import Settings

    settings = Settings(database_url=kept_url, requests_per_minute=1000)
    with served(lambda: application(bot, settings), factory=True) as url:
        yield url


@pytest.fixture
def open_page(browser, page_address):
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
        page.goto(f"{page_address}/{query}")
        page.locator(".head h1").wait_for()
        page.locator("#reader .sentence").first.wait_for(state="attached")
        return page

    yield go
    for context in opened:
        context.close()
