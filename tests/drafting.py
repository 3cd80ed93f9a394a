"""What the tests of drafting share: an article's folder as the index knows it, and a model's replies."""

import json
import re
import shutil
from pathlib import Path

ARTICLE = Path("articles/magnesium-hjarnan")


def copied(place, *without):
    """A copy of the real article's folder, without what is set apart and what is named."""
    folder = place / "articles" / ARTICLE.name
    shutil.copytree(ARTICLE, folder, ignore=shutil.ignore_patterns("calibration", *without))
    return folder


def settings(provider, **more):
    """A model at the provider, as the settings name it."""
    from bot.settings import Settings

    given = {"llm": "openai:test-model", "llm_url": provider.url, "llm_retries": 0}
    return Settings(**(given | more))


def asking(provider, **more):
    """Requests to the provider through LangChain's client."""
    from bot.authoring.ask import Asking
    from bot.llm.models import Model
    from ingest.text.tokens import counter

    chosen = settings(provider, **more)
    return Asking(Model(chosen), chosen, counter())


def sentence_of(asked):
    """The sentence that a request is about."""
    return re.search(r"<sentence>(.*?)</sentence>", asked.human, re.DOTALL).group(1)


def lines(path):
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
