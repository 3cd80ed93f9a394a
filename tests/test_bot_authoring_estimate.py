"""What drafting is told to cost before it begins, and how its tokens were counted."""

import pytest
from drafting import copied

from bot.authoring.estimate import estimate
from bot.authoring.material import gather
from bot.authoring.questions import Questions
from bot.settings import Settings
from ingest.text import tokens


@pytest.fixture(scope="module")
def task(index_root, tmp_path_factory):
    return Questions(gather(copied(tmp_path_factory.mktemp("shop")), index_root), "sv", 5, ())


@pytest.fixture
def unreadable(monkeypatch, tmp_path):
    """The kept encoding's file is missing."""
    monkeypatch.setattr(tokens, "FILE", tmp_path / "gone.gz")
    tokens._kept.cache_clear()
    tokens.encoding.cache_clear()
    yield
    tokens._kept.cache_clear()
    tokens.encoding.cache_clear()


def test_tokens_are_a_models_and_priced(task):
    told = estimate(task, task.pieces, Settings(llm_price_in=2, llm_price_out=8), tokens.counter())
    assert not told.bytes
    assert str(told) == (
        f"93 requests, about {told.sent} tokens sent and {told.written} written; "
        f"cost about {(told.sent * 2 + told.written * 8) / 1e6:.2g}"
    )
    prompts = [task.prompt(piece) for piece in task.pieces]
    sent = sum(len((prompt.system + prompt.human).encode()) for prompt in prompts)
    assert sent / 5 < told.sent < sent / 3


@pytest.mark.parametrize("name", [None, "no-such-encoding"])
def test_it_says_so_where_only_bytes_could_be_counted(task, unreadable, name):
    told = estimate(task, task.pieces, Settings(tiktoken_encoding=name), tokens.counter(name))
    assert told.bytes
    assert "(counted as bytes, three to four times too many" in str(told)
    prompts = [task.prompt(piece) for piece in task.pieces]
    assert told.sent == sum(len((prompt.system + prompt.human).encode()) for prompt in prompts)
