"""Spans and figures from outside: off by default, and without a word of the reader's."""

import subprocess
import sys
from contextlib import closing

import pytest
from openai_double import Provider

from bot import telemetry
from bot.bot import Bot
from bot.request import Request
from bot.settings import Settings

ASKED = Request("Hjälper magnesium mot migrän?")
GOOD = "Forskning har funnit att migrän minskar med magnesiumtillskott."


@pytest.fixture
def spans(monkeypatch):
    """Telemetry of this test alone, and the spans that it makes."""
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    found = telemetry.Telemetry()
    found.tracer = provider.get_tracer("fotnot")
    monkeypatch.setattr(telemetry, "_ON", [found])
    return exporter


def metrics(monkeypatch):
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    app = FastAPI()
    telemetry.mount(app)
    assert "/metrics" not in app.openapi()["paths"]
    return TestClient(app).get("/metrics")


def test_each_step_has_a_span_and_a_figure_and_no_text(index, spans, monkeypatch):
    with closing(Provider()) as provider:
        provider.says(f"{GOOD} [{{0}}] Zink botar allt. [s0000000000] {GOOD} [{{0}}]")
        bot = Bot(index, Settings(llm="m", llm_url=provider.url, llm_price_in=1, llm_price_out=1))
        assert bot.ask(ASKED).fallback == "unverified"
    found = spans.get_finished_spans()
    assert {span.name for span in found} == {
        "fotnot.answer", "fotnot.triage", "fotnot.retrieval", "fotnot.generation",
        "fotnot.verification",
    }  # fmt: skip
    (root,) = (span for span in found if span.name == "fotnot.answer")
    assert all(span.parent.span_id == root.context.span_id for span in found if span is not root)
    told = metrics(monkeypatch).text
    assert 'fotnot_answers_total{fallback="unverified",generated="False",kind="answer",' in told
    assert 'fotnot_written_sentences_total{outcome="stands"} 1.0' in told
    assert 'fotnot_model_tokens_total{way="sent"} 1000.0' in told
    assert "fotnot_model_cost_total 0.00105" in told
    for span in found:
        assert "migrän" not in span.to_json()
    assert "migrän" not in told


def test_a_reader_who_stops_ends_the_span(index, spans):
    with closing(Provider()) as provider:
        provider.says(f"{GOOD} [{{0}}] " + "Mer och mer. " * 500, pause=0.02)
        stream = Bot(index, Settings(llm="m", llm_url=provider.url)).stream(ASKED)
        next(answer for answer in stream if answer.generated)
        stream.close()
    names = [span.name for span in spans.get_finished_spans()]
    assert names.count("fotnot.answer") == 1
    assert names.count("fotnot.generation") == 1


def test_off_there_is_no_such_page(monkeypatch):
    monkeypatch.setattr(telemetry, "_ON", [])
    assert metrics(monkeypatch).status_code == 404


def test_it_is_switched_on_by_a_setting(index_root):
    code = (
        "from pathlib import Path; from bot.bot import Bot; from bot.request import Request; from "
        "bot.settings import Settings; from bot import telemetry; from vectorstore.index import "
        f"open_index; bot = Bot(open_index(Path({str(index_root)!r})), Settings(telemetry=True)); "
        "bot.ask(Request('Hej!')); from prometheus_client import generate_latest; "
        "print(generate_latest(telemetry._ON[0].registry).decode())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'kind="smalltalk"' in done.stdout
