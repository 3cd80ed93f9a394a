"""A new index is served without a restart: a real server asked all the while that ingest runs."""

import gc
import json
import logging
import shutil
import threading
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from serving import served, serving_process

from bot.page.handlers import PageHandlers
from bot.page.server import application
from bot.reloading import ReloadingBot
from bot.request import Request
from bot.settings import Settings
from bot.staff.handlers import StaffHandlers
from vectorstore.building.build import Recipe, ingest
from vectorstore.files import generations
from vectorstore.index import open_index

CAPTURES = Path(__file__).parent / "data" / "captures"
QUESTION = "Vilka celler i immunförsvaret bär receptorer för D-vitamin?"
NEW = "Which diet damages the spinal cord in rats?"
WAITS_S = 60


@pytest.fixture
def pages(tmp_path):
    place = tmp_path / "pages"
    place.mkdir()
    return [
        Path(shutil.copy(CAPTURES / name, place))
        for name in ("vitamind.sv.txt", "b12.en.txt", "jarn.sv.html")
    ]


@pytest.fixture
def root(tmp_path, pages):
    ingest(tmp_path / "index", pages[:1], Recipe())
    return tmp_path / "index"


@pytest.fixture
def bot(root):
    made = ReloadingBot(root, Settings(keep=False, staff_password="p", requests_per_minute=100_000))
    yield made
    made.close()


def asked(url, question):
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(
        f"{url}/v1/answers", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def ready(url):
    with urllib.request.urlopen(f"{url}/readyz", timeout=30) as reply:
        return json.load(reply)


def until(done):
    end = time.monotonic() + WAITS_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


class Asking:
    """Asks all the while in a thread; keeps each answer's kind, and what failed."""

    def __init__(self, url):
        self.url, self.kinds, self.failed = url, [], []
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.stopping.is_set() and len(self.kinds) < 20_000:
            try:
                self.kinds.append(asked(self.url, QUESTION)["kind"])
            except OSError as error:
                self.failed.append(error)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()


def test_a_server_goes_over_to_new_indexes_and_no_request_fails(root, pages, bot, caplog):
    caplog.set_level(logging.INFO, "fotnot.index")
    first = generations.current(root)
    bot.watch(when_empty=pytest.fail)
    settings = Settings(keep=False, requests_per_minute=100_000)
    with served(lambda: application(bot, settings), factory=True) as url, Asking(url) as asking:
        assert ready(url)["index"] == first.name
        assert asked(url, NEW)["kind"] == "decline"
        opened = ready(url)["opened"]
        for page in pages[1:]:
            ingest(root, [page], Recipe())
        last = generations.current(root)
        until(lambda: ready(url)["index"] == last.name)
        assert ready(url)["opened"] >= opened
        assert len(ready(url)["articles"]) == 3
        told = asked(url, NEW)
        assert told["kind"] == "answer"
        assert "myelin" in told["text"].lower()
        before = len(asking.kinds)
        until(lambda: len(asking.kinds) > before + 20)
    assert not asking.failed
    assert set(asking.kinds) == {"answer"}
    lines = [r.getMessage() for r in caplog.records if r.name == "fotnot.index"]
    assert lines[-1] == f"serving the new index {last.name}, 3 article(s)"
    assert len(lines) <= 2


def test_what_is_still_read_stays_on_disk_through_many_ingests(root, pages, bot):
    held = bot.pinned
    first = held.index.folder
    for number in range(3):
        pages[0].write_text(f"{pages[0].read_text(encoding='utf-8')}\n{number}", encoding="utf-8")
        ingest(root, pages, Recipe())
        assert first.is_dir()
    assert held.ask(Request(QUESTION)).kind == "answer"
    assert bot.refresh()
    assert held.ask(Request(QUESTION)).kind == "answer"
    del held
    gc.collect()
    pages[0].write_text(f"{pages[0].read_text(encoding='utf-8')}\nmer", encoding="utf-8")
    ingest(root, pages, Recipe())
    assert not first.exists()


def test_a_broken_new_index_leaves_the_old_one_answering_and_is_said_once(root, pages, bot, caplog):
    old = bot.index.folder
    ingest(root, pages, Recipe())
    broken = generations.current(root)
    (broken / "encoder" / "head" / "model.safetensors").write_bytes(b"")
    for _ in range(3):
        assert not bot.refresh()
    assert bot.index.folder == old
    assert bot.ask(Request(QUESTION)).kind == "answer"
    (line,) = [r.getMessage() for r in caplog.records if r.name == "fotnot.index"]
    assert str(broken / "encoder" / "head" / "model.safetensors") in line
    assert ingest(root, pages, Recipe()).mended
    assert bot.refresh()
    assert len(bot.index.slugs) == 3


def test_an_answer_is_made_on_one_index_from_start_to_end(root, pages, bot):
    answers = bot.stream(Request(QUESTION))
    slug = bot.index.slugs[0]
    first = next(answers)
    ingest(root, pages[1:], Recipe(), remove=[slug])
    assert bot.refresh()
    rest = [first, *answers]
    assert {answer.article for answer in rest} == {slug}
    assert slug not in bot.index.slugs


def test_a_page_of_an_article_that_went_shows_the_first_that_is_there(root, pages, bot):
    slug = bot.index.slugs[0]
    desk, staff = PageHandlers(bot, Settings(keep=False), None), StaffHandlers(bot, None)
    given = bot.ask(Request(QUESTION, slug=slug))
    ingest(root, pages[1:2], Recipe(), remove=[slug])
    assert bot.refresh()
    assert bot.ask(Request(NEW, slug=slug)).kind == "answer"
    assert desk.open("sv", slug)[1] == bot.index.slugs[0]
    assert given.disclaimer in desk._shown(given)
    told, text, shown = staff.ask(NEW, "", slug, "en")
    assert "myelin" in text.lower()
    assert told
    assert shown
    assert staff.search("myelin", slug, "en")


@pytest.mark.slow
def test_memory_and_files_do_not_grow_with_reloads(root, pages, bot):
    process = psutil.Process()
    text = pages[0].read_text(encoding="utf-8")

    def reload(number):
        pages[0].write_text(f"{text}\n{number}", encoding="utf-8")
        ingest(root, pages[:1], Recipe())
        assert bot.refresh()
        assert bot.ask(Request(QUESTION)).kind == "answer"
        gc.collect()
        files = {file.path for file in process.open_files()}
        return process.memory_info().rss / 1e6, len(files), process.num_fds()

    for number in range(5):
        reload(number)
    before = reload("before")
    for number in range(20):
        after = reload(number + 100)
    print(f"resident {before[0]:.0f} -> {after[0]:.0f} MB, files {before[1]} -> {after[1]}")  # noqa: T201
    assert after[1] <= before[1]
    # How many connections the store keeps to one file varies by a few; never one a reload.
    assert after[2] < before[2] + 20
    assert after[0] <= before[0] + 60
    assert len([p for p in root.iterdir() if p.is_dir()]) <= 3


def test_a_server_whose_last_article_is_taken_away_ends(root, pages, tmp_path):
    with serving_process(root, tmp_path) as (url, log):
        assert asked(url, QUESTION)["kind"] == "answer"
        (slug,) = open_index(root).slugs
        ingest(root, [], Recipe(), remove=[slug])

        def has_ended():
            try:
                ready(url)
            except OSError:
                return True
            return False

        until(has_ended)
    assert "no article" in log.read_text()
