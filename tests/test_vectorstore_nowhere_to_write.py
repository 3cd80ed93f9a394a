"""A read-only mount and a full disk, real ones: asking and serving go on, ingest says so."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from serving import served

from bot.bot import Bot
from bot.page.server import application
from bot.settings import Settings
from vectorstore.building.build import Recipe, ingest
from vectorstore.files import generations, integrity
from vectorstore.index import open_index

CAPTURES = Path(__file__).parent / "data" / "captures"
QUESTION = "Vilka celler i immunförsvaret bär receptorer för D-vitamin?"


@contextlib.contextmanager
def mounted(target, *arguments):
    """A mount for as long as it is needed; skipped where this user may not mount."""
    done = subprocess.run(["mount", *arguments, str(target)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"may not mount: {done.stderr.decode().strip()}")
    try:
        yield target
    finally:
        subprocess.run(["umount", "--lazy", str(target)], check=True)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with an index of one article."""
    place = tmp_path_factory.mktemp("data")
    page = shutil.copy(CAPTURES / "vitamind.sv.txt", place / "d.txt")
    ingest(place / "index", [Path(page)], Recipe())
    return place


@pytest.fixture
def read_only(data, tmp_path):
    """The same, where nothing may be written."""
    target = tmp_path / "read-only"
    target.mkdir()
    with mounted(target, "--bind", str(data)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(target)], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (target / "x").touch()
        yield target


def fotnot(data_dir, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "bot.cli.main", *map(str, arguments)],
        capture_output=True, text=True, timeout=240, check=False,
        env={**os.environ, "FOTNOT_DATA_DIR": str(data_dir), "FOTNOT_ARTICLES": "/nowhere"}
        | environment,
    )  # fmt: skip


def warnings_in(caplog):
    return [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]


def one_line(done, *told):
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert all(word in line for word in told), line


def test_asking_works_where_nothing_may_be_written(read_only):
    done = fotnot(read_only, "ask", QUESTION, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kind"] == "answer"
    assert done.stderr == ""


def test_serving_works_and_keeping_costs_a_warning(read_only, caplog):
    settings = Settings(data_dir=read_only)
    bot = Bot(open_index(read_only / "index"), settings)
    with served(lambda: application(bot, settings), factory=True) as url:
        for question, kind in ((QUESTION, "answer"), ("Hur högt är Eiffeltornet?", "decline")):
            request = urllib.request.Request(
                f"{url}/v1/answers",
                json.dumps({"question": question}).encode(),
                {"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=30) as reply:
                assert json.load(reply)["kind"] == kind
    deadline = time.monotonic() + 10  # what is kept is written by a thread of its own
    while not (warned := warnings_in(caplog)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert any(str(read_only) in line and "\n" not in line for line in warned)


def test_ingest_says_that_it_can_not_write_and_where(read_only):
    assert "nothing to do" in fotnot(read_only, "ingest").stderr
    page = CAPTURES / "b12.en.txt"
    one_line(fotnot(read_only, "ingest", page), str(read_only / "index"), "read-only")


@pytest.mark.parametrize("room", [0.05, 0.5, 0.9])
def test_a_full_disk_is_one_line_and_the_old_index_answers(data, tmp_path, room):
    """There is room for a share of the old index, where a larger one is to be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(-(-path.stat().st_size // 4096) * 4 for path in data.rglob("*")) + 64
    with mounted(disk, "-t", "tmpfs", "-o", f"size={int(size * (1 + room))}k", "tmpfs"):
        shutil.copytree(data, disk, dirs_exist_ok=True)
        before = generations.current(disk / "index")
        sums = integrity.sums(before)
        one_line(fotnot(disk, "ingest", CAPTURES / "b12.en.txt"), str(disk / "index"), "no space")
        assert generations.current(disk / "index") == before
        assert integrity.sums(before) == sums
        assert [p for p in (disk / "index").iterdir() if p.is_dir()] == [before]
        assert fotnot(disk, "ask", QUESTION).returncode == 0


def test_no_room_for_the_copy_that_chroma_needs_is_one_line(data, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", "size=100k", "tmpfs"):
        done = fotnot(data, "ask", QUESTION, TMPDIR=str(small))
        one_line(done, str(small), "no space left", "TMPDIR")
        assert not list(small.iterdir())
