"""`fotnot forget`: what it deletes, what it says, and that it asks first."""

import os
import subprocess
import sys

import pytest

from bot.feedback.store import Kept


@pytest.fixture
def kept(tmp_path):
    store = Kept(f"sqlite:///{tmp_path / 'kept.db'}", 180)
    for question in ("Vad är kisel?", "Vad är bor?", "Vad är ÅNGEST?"):
        store.declined(question, "sv", "en-artikel")
    yield store
    store.close()


@pytest.fixture
def forget(tmp_path):
    def run(*arguments, answer="", **more):
        return subprocess.run(
            [sys.executable, "-c", "from bot.cli.main import main; main()",
             "forget", *arguments],
            input=answer, capture_output=True, text=True, check=False,
            env={**os.environ, "FOTNOT_DATA_DIR": str(tmp_path), **more},
        )  # fmt: skip

    return run


def test_it_says_how_many_rows(kept, forget):
    done = forget("--containing", "ångest")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 row deleted" in done.stderr
    assert "2 rows deleted" in forget("--article", "en-artikel").stderr
    assert "0 rows deleted" in forget("--before", "2020-01-01").stderr
    assert kept.unanswered() == ()


def test_it_asks_before_all_is_deleted(kept, forget):
    done = forget("--all", answer="n\n")
    assert done.returncode == 2
    assert len(kept.unanswered()) == 3
    assert "3 rows deleted" in forget("--all", answer="y\n").stderr
    assert "0 rows deleted" in forget("--all", "--yes").stderr


def test_what_was_kept_can_be_deleted_after_keeping_was_turned_off(kept, forget):
    assert "3 rows deleted" in forget("--all", "--yes", FOTNOT_KEEP="false").stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--all", "--article", "x"), ("--containing", " "), ("--before", "igår")]
)
def test_an_order_that_is_not_clear_is_refused(kept, forget, arguments):
    assert forget(*arguments).returncode == 2
    assert len(kept.unanswered()) == 3
