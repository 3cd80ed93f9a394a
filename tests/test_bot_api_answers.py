"""POST /v1/answers on a real server: JSON, events, conversations, declines that are recorded."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from serving import served

from bot.api import answers
from bot.api.app import create
from bot.api.requests import MOST_EARLIER
from bot.api.responses import ToldAnswer
from bot.bot import Bot
from bot.rendering.serialization import answer_json
from bot.request import MAX_QUESTION, Request
from bot.serving.admission import AdmissionController
from bot.settings import Settings

DECLINED = "Hur långt är det till månen?"


@pytest.fixture(scope="module")
def recorded():
    """What was handed to the recorder."""
    return []


@pytest.fixture(scope="module")
def client(bot, recorded):
    class Recorder:
        def declined(self, question, language, article):
            recorded.append((question, language, article))
            raise OSError("the disk is full")

    app = create(bot, Settings(requests_per_minute=100_000), Recorder())
    with served(app) as address, httpx.Client(base_url=address) as http:
        yield http


def ask(client, **body):
    answer = client.post("/v1/answers", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def timeless(told):
    return {**told, "elapsed_ms": None}


def events(answer):
    """(event, data) of a whole stream; comments are left out."""
    for block in answer.text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            yield fields["event"], json.loads(fields["data"])


def test_an_answer_is_the_machine_interfaces_json(bot, client):
    question = "Hjälper magnesium barn med ADHD?"
    told = ask(client, question=question)
    assert timeless(told) == timeless(answer_json(bot.ask(Request(question)), question, 0))
    assert told["elapsed_ms"] > 0
    assert told["text"].endswith(told["disclaimer"])


@pytest.mark.parametrize(
    "question", ["Hjälper magnesium barn med ADHD?", DECLINED, "hej", "vad är referens 33?"]
)
def test_the_description_names_every_field_of_an_answer(client, question):
    told = ask(client, question=question)
    read = ToldAnswer.model_validate(told)
    for part in (read, *read.statements, *read.citations, *read.passages, read.article):
        assert not part.model_extra
    assert read.model_dump(mode="json", exclude_unset=True) == told


def test_earlier_questions_come_beside_or_as_turns(client):
    beside = ask(client, question="och för vuxna?", earlier=["Hjälper magnesium mot ADHD?"])
    turns = ask(client, turns=["Hjälper magnesium mot ADHD?", "och för vuxna?"])
    assert timeless(beside) == timeless(turns)
    assert "treonat" in beside["text"]
    assert timeless(ask(client, question="och för vuxna?")) != timeless(beside)


def test_the_language_and_the_article_can_be_set(bot, client):
    told = ask(client, question="GABA?", language="de", article=bot.index.slugs[0])
    assert told["language"] == "de"
    assert ask(client, question="ADHD?", page="fi")["language"] == "fi"


def test_the_longest_question_and_conversation_are_answered(client):
    long = "Vad gör GABA? " * 200
    ask(client, question=long[:MAX_QUESTION], earlier=["Vad gör GABA?"] * MOST_EARLIER)


def test_events_grow_to_the_whole_answer(client):
    body = {"question": "Hjälper magnesium barn med ADHD?"}
    answer = client.post("/v1/answers", json=body, headers={"Accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    *partial, last = events(answer)
    assert {name for name, _ in partial} == {"partial"}
    assert last[0] == "answer"
    assert timeless(last[1]) == timeless(ask(client, **body))
    for _, told in (*partial, last):
        assert told["text"].endswith(told["disclaimer"])


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_decline_is_recorded_and_a_broken_recorder_breaks_nothing(client, recorded, accept, bot):
    recorded.clear()
    for question in ("Vad gör GABA?", DECLINED):
        answer = client.post("/v1/answers", json={"question": question}, headers={"Accept": accept})
        assert answer.status_code == 200
    for _ in range(100):
        if recorded:
            break
        time.sleep(0.02)
    assert recorded == [(DECLINED, "sv", bot.index.slugs[0])]


def test_fifty_at_once_and_none_is_lost(client):
    questions = ["Hjälper magnesium barn med ADHD?", "Vad gör GABA?", "och för vuxna?", "hej"] * 13
    alone = {question: timeless(ask(client, question=question)) for question in set(questions)}
    with ThreadPoolExecutor(50) as pool:
        together = list(pool.map(lambda question: ask(client, question=question), questions))
    assert [timeless(told) for told in together] == [alone[question] for question in questions]


class Slow(Bot):
    """A bot whose stream goes on until it is stopped, as a language model's may."""

    def __init__(self, index):
        super().__init__(index, Settings())
        self.steps = 0
        self.closed = threading.Event()
        self.pause_s = 0.02
        self.breaks_after = 10_000

    def stream(self, request):
        try:
            while True:
                yield self.ask(request)
                if request.question == "hej":
                    return
                self.steps += 1
                if self.steps == self.breaks_after:
                    raise ValueError("secret: the model's key")
                time.sleep(self.pause_s)
        finally:
            self.closed.set()


def test_an_answer_that_is_still_written_keeps_nobody_waiting_and_ends_with_its_reader(index):
    slow = Slow(index)
    settings = Settings(concurrent_answers=1, waiting_answers=0)
    app = create(slow, settings, admission=AdmissionController(settings))
    accept = {"Accept": "text/event-stream"}
    body = {"question": "Vad gör GABA?"}
    with served(app) as address, httpx.Client(base_url=address) as http:
        with http.stream("POST", "/v1/answers", json=body, headers=accept) as answer:
            assert next(answer.iter_lines()) == "event: partial"
            assert http.post("/v1/answers", json={"question": "hej"}).status_code == 200
        assert slow.closed.wait(5)
        steps = slow.steps
        time.sleep(0.2)
        assert slow.steps == steps


def test_what_breaks_midway_is_told_within_the_stream_and_not_how(index):
    slow = Slow(index)
    slow.breaks_after = 2
    with served(create(slow, Settings())) as address:
        answer = httpx.post(
            f"{address}/v1/answers", json={"question": "Vad gör GABA?"},
            headers={"Accept": "text/event-stream"},
        )  # fmt: skip
    *before, (name, told) = events(answer)
    assert [name for name, _ in before] == ["partial", "partial"]
    assert name == "error"
    assert told["status"] == 500
    assert "secret" not in answer.text


def test_a_slow_answer_is_kept_alive(index, monkeypatch):
    monkeypatch.setattr(answers, "PING_S", 0.05)
    slow = Slow(index)
    slow.pause_s, slow.breaks_after = 0.3, 2
    with served(create(slow, Settings())) as address:
        answer = httpx.post(
            f"{address}/v1/answers", json={"question": "Vad gör GABA?"},
            headers={"Accept": "text/event-stream"},
        )  # fmt: skip
    assert answer.text.count(": ping\n\n") >= 2
