"""Whether the process lives and the index answers, for whoever watches over them."""

import logging

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.api.responses import Alive, Ready
from bot.api.service import Service

_LOG = logging.getLogger("fotnot")


def router(service: Service) -> APIRouter:
    """The routes of the watch."""
    routes = APIRouter(tags=["health"])

    @routes.get("/healthz", response_model=Alive, summary="Does the process live?")
    async def healthz() -> Response:
        """Answers as long as the process serves requests at all."""
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})

    @routes.get(
        "/readyz",
        response_model=Ready,
        summary="Does the index answer?",
        responses={503: {"description": "The index does not answer"}},
    )
    def readyz() -> Response:
        """Searches the index for the first article's own title."""
        bot = service.bot.pinned
        index = bot.index
        try:
            title = index.source(index.slugs[0]).article.title
            found = bool(bot.retriever.search((title,), limit=1).passages)
        except Exception:  # noqa: BLE001 - whatever is wrong with the index, it is not ready
            _LOG.exception("the index does not answer")
            found = False
        if not found:
            raise HTTPException(
                503, "the index does not answer; look at the server's log, run `fotnot ingest`"
            )
        told = {
            "status": "ready",
            "articles": list(index.slugs),
            "index": index.folder.name,
            "opened": index.opened.isoformat(timespec="seconds"),
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    return routes
