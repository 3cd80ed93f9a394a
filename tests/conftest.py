"""What several test files need: the real article indexed once, a bot on it, a real browser."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

REPOSITORY = Path(__file__).parent.parent
MAGNESIUM = REPOSITORY / "articles" / "magnesium-hjarnan"


@pytest.fixture(scope="session")
def index_root(tmp_path_factory):
    """The folder of an index of the real article, trained once."""
    from vectorstore.build import Recipe, ingest

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
def article():
    """The real article, parsed and linked."""
    from ingest.folder import load

    return load(MAGNESIUM).article


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
