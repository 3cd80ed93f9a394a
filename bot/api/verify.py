"""POST /v1/verify: does a written text stand on the article?"""

from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from bot.api.requests import only_json
from bot.api.responses import ToldVerdict
from bot.api.service import Service
from bot.fact_check.verify import LONGEST, TextToVerify, verdict_json
from bot.request import MAX_QUESTION, VISIBLE


class ClaimToVerify(BaseModel):
    """A text, and what it is said to rest on."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1, max_length=LONGEST, pattern=VISIBLE, description="The text to verify"
    )
    quote: str | None = Field(
        None,
        max_length=LONGEST,
        description="The article's sentence that it rests on; searched when it is not given",
    )
    article: str | None = Field(None, max_length=200, description="Slug of the article")
    question: str | None = Field(
        None,
        max_length=MAX_QUESTION,
        description="What the text answers: a yes or no at its beginning is held against it",
    )


def router(service: Service) -> APIRouter:
    """The route to verdicts."""
    routes = APIRouter(tags=["answers"])

    def verdict(claim: ClaimToVerify) -> dict[str, Any]:
        asked = TextToVerify(claim.text, claim.quote, claim.article, claim.question)
        return verdict_json(service.bot.pinned.verifier.verify(asked))

    @routes.post(
        "/v1/verify",
        response_model=ToldVerdict,
        dependencies=[Depends(only_json), Depends(service.admitted)],
        summary="Verify a text",
    )
    async def verify(claim: ClaimToVerify) -> Response:
        """Tells whether each sentence of a text stands on a sentence of the article, and why not."""
        service.source(claim.article)
        told = await run_in_threadpool(verdict, claim)
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    return routes
