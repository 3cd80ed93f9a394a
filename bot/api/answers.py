"""POST /v1/answers: a question's answer as JSON, or growing as server-sent events."""

import json
import logging
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from bot.api.requests import AskedQuestion, AskedTurns, QuestionText, only_json, request_of
from bot.api.responses import ToldAnswer
from bot.api.service import Service, Step
from bot.request import Request as Question
from bot.request import cleaned
from bot.serving.admission import Admission
from bot.serving.problems import broken, problem
from bot.serving.streaming import stepwise

PING_S = 15.0  # a proxy that hears nothing for longer may hang up
_LOG = logging.getLogger("fotnot")
_UNKEPT = {"Cache-Control": "no-store"}
_STREAMED = {
    "description": "The answer. With `Accept: text/event-stream` it comes as events while it grows:"
    " `partial`, each whole in itself, the article's own first, then `answer`, the complete one."
    " An event `error` is a problem that came up midway, and ends the stream.",
    "content": {
        "text/event-stream": {
            "schema": {"type": "string"},
            "example": 'event: partial\ndata: {"question": …}\n\n'
            'event: answer\ndata: {"question": …}\n\n',
        }
    },
}
_EXAMPLES: dict[str, Any] = {
    "question": {"value": {"question": "Vad säger artikeln om sömn?"}},
    "follow-up": {"value": {"question": "och för barn?", "earlier": ["Hjälper det mot stress?"]}},
    "turns": {"value": {"turns": ["Hjälper det mot stress?", "och för barn?"], "language": "sv"}},
}


def router(service: Service) -> APIRouter:
    """The route to answers."""
    routes = APIRouter(tags=["answers"])

    @routes.post(
        "/v1/answers",
        response_model=ToldAnswer,
        responses={200: _STREAMED},
        dependencies=[Depends(only_json)],
        summary="Ask a question",
    )
    async def answer(
        request: Request,
        asked: Annotated[QuestionText, Body(openapi_examples=_EXAMPLES)],
        stay: Annotated[Admission, Depends(service.admitted)],
    ) -> Response:
        """Answers in the article's own words, with reference numbers and the medical disclaimer.

        Whatever the question, the answer has status 200 and a `kind`; a decline is an answer, too.
        """
        return await _respond(service, request, asked, stay)

    return routes


async def _respond(
    service: Service, request: Request, asked: AskedQuestion | AskedTurns, stay: Admission
) -> Response:
    question = request_of(asked)
    cleaned(question)
    service.source(question.slug)
    if "text/event-stream" in request.headers.get("accept", "").lower():
        return EventSourceResponse(
            _events(service, question, request.url.path, stay),
            headers={**_UNKEPT, "X-Accel-Buffering": "no"},
        )
    given, told = await run_in_threadpool(service.answer, question, stay)
    return JSONResponse(
        told, headers=_UNKEPT, background=BackgroundTask(service.record, question, given)
    )


async def _events(
    service: Service, question: Question, path: str, stay: Admission
) -> AsyncIterator[bytes]:
    last: Step | None = None
    told_at = time.monotonic()
    try:
        async for step in stepwise(service.stream(question, stay), PING_S):
            if step is None or step is last:
                if time.monotonic() - told_at >= PING_S:
                    yield KEEPALIVE_COMMENT
                    told_at = time.monotonic()
                continue
            last, told_at = step, time.monotonic()
            yield _event("partial", step[1])
    except Exception:  # noqa: BLE001 - the stream is under way: the reader must be told within it
        _LOG.exception("answering failed midway")
        yield _event("error", problem(path, 500, broken()))
        return
    if last is not None:
        yield _event("answer", last[1])
        await run_in_threadpool(service.record, question, last[0])


def _event(name: str, told: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(told, ensure_ascii=False))
