"""What is seen of the bot from outside: OpenTelemetry spans and figures for Prometheus.

Off by default, and then nothing of it is imported. No text of a reader, an article or a model is
in a span or a label.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.errors import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from opentelemetry.trace import Tracer

    from bot.answer import Answer

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Telemetry:
    """The tracer and the figures of this process."""

    def __init__(self) -> None:
        from opentelemetry import trace
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        _export()
        self.tracer: Tracer = trace.get_tracer("fotnot")
        self.registry: CollectorRegistry = CollectorRegistry()
        own: dict[str, Any] = {"registry": self.registry}
        self.answers = Counter(
            "fotnot_answers", "Answers given", ("kind", "language", "generated", "fallback"), **own
        )
        self.steps = Histogram(
            "fotnot_step_seconds", "Time of a step", ("step",), buckets=_SECONDS, **own
        )
        self.sentences = Counter(
            "fotnot_written_sentences", "A model's sentences by what became of them", ("outcome",),
            **own,
        )  # fmt: skip
        self.tokens = Counter("fotnot_model_tokens", "Tokens sent and written", ("way",), **own)
        self.cost = Counter("fotnot_model_cost", "What answers cost, where prices are set", **own)
        self.paused = Gauge("fotnot_model_paused", "1 while the model is not asked", **own)


class Trace:
    """One answer under way; without telemetry, nothing."""

    def __init__(self) -> None:
        self._root: Any = None
        if found := _telemetry():
            self._root = found.tracer.start_span("fotnot.answer")

    @contextmanager
    def current(self) -> Iterator[None]:
        """Steps in the block belong to this answer; never around a `yield` of a generator."""
        if self._root is None:
            yield
            return
        from opentelemetry.trace import use_span

        with use_span(self._root, end_on_exit=False):
            yield

    @contextmanager
    def around(self, name: str) -> Iterator[None]:
        """A step that a generator may yield in the middle of."""
        found = _telemetry()
        if found is None or self._root is None:
            yield
            return
        from opentelemetry.trace import set_span_in_context

        span = found.tracer.start_span(f"fotnot.{name}", set_span_in_context(self._root))
        start = time.perf_counter()
        try:
            yield
        finally:
            span.end()
            found.steps.labels(name).observe(time.perf_counter() - start)

    def end(self, answer: "Answer | None") -> None:
        """The answer is given, or nobody waited for it."""
        found = _telemetry()
        if found is None or self._root is None:
            return
        if answer is not None:
            self._root.set_attribute("fotnot.kind", answer.kind)
            self._root.set_attribute("fotnot.language", answer.language)
            self._root.set_attribute("fotnot.generated", answer.generated)
            self._root.set_attribute("fotnot.fallback", answer.fallback or "")
            labels = (answer.kind, answer.language, str(answer.generated), answer.fallback or "")
            found.answers.labels(*labels).inc()
            if usage := answer.usage:
                found.tokens.labels("sent").inc(usage.input_tokens)
                found.tokens.labels("written").inc(usage.output_tokens)
                found.cost.inc(usage.cost or 0)
        self._root.end()


@contextmanager
def step(name: str) -> Iterator[None]:
    """A step: a span `fotnot.<name>` and its time."""
    found = _telemetry()
    if found is None:
        yield
        return
    with found.tracer.start_as_current_span(f"fotnot.{name}"), found.steps.labels(name).time():
        yield


def wrote(outcome: str) -> None:
    """Count a model's sentence: 'stands', or why not."""
    if found := _telemetry():
        found.sentences.labels(outcome).inc()


def paused(is_open: bool) -> None:
    """Tell whether the model is left alone."""
    if found := _telemetry():
        found.paused.set(is_open)


def enable() -> None:
    """Switch it on for this process.

    Raises:
        InputError: its packages are missing.
    """
    try:
        _made()
    except ImportError:
        raise InputError(
            "FOTNOT_TELEMETRY: needs packages; pip install 'fotnot[telemetry]'"
        ) from None


def mount(app: "FastAPI") -> None:
    """Add `/metrics` to a web application; nothing where telemetry is off."""
    found = _telemetry()
    if found is None:
        return
    from fastapi import Response
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    def metrics() -> Response:
        return Response(generate_latest(found.registry), media_type=CONTENT_TYPE_LATEST)

    app.add_api_route("/metrics", metrics, include_in_schema=False)


_ON: list[Telemetry] = []


@cache
def _made() -> None:
    _ON.append(Telemetry())


def _telemetry() -> Telemetry | None:
    return _ON[0] if _ON else None


def _export() -> None:
    """Send spans where OTEL_EXPORTER_OTLP_ENDPOINT says, unless the process sends them already."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    if isinstance(trace.get_tracer_provider(), TracerProvider):
        return
    provider = TracerProvider(resource=Resource.create({"service.name": "fotnot"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
