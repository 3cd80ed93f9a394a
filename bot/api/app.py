"""The application that a server runs: the API under its own paths, the rest free for the page."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.api import answers, articles, health, verify
from bot.api.description import describe
from bot.api.middleware import DefaultHeaders, HeadAsGet, safe_headers
from bot.api.problems import tell_problems
from bot.api.service import Recorder, Service
from bot.bot import Bot
from bot.serving.admission import AdmissionController
from bot.serving.bodies import BodyLimit
from bot.settings import Settings

PATHS = ("/v1", "/healthz", "/readyz", "/docs", "/openapi.json")


def create(
    bot: Bot,
    settings: Settings,
    kept: Recorder | None = None,
    admission: AdmissionController | None = None,
) -> FastAPI:
    """The application with the API on it; a page may be mounted at “/”.

    `admission` is the one that the page's answers pass, too. What the API does to its errors, headers
    and sizes, it does under `PATHS` alone; what stands around the whole is in `bot/serving/`.

    Raises:
        InputError: the settings ask for MCP and its package is missing.
    """
    service = Service(bot, admission or AdmissionController(settings), kept)
    tools = None
    if settings.mcp:
        from bot.api.mcp_tools import Tools

        tools = Tools(service, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            if tools is not None:
                await running.enter_async_context(tools.running())
            yield

    app = FastAPI(
        title="Fotnot", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    headers = safe_headers(shared=bool(settings.allowed_origins))
    app.router.routes.append(_Under(PATHS, DefaultHeaders(_api(service, settings), headers)))
    if tools is not None:
        app.router.routes.append(_Under(("/mcp",), tools.app))
    return app


def _api(service: Service, settings: Settings) -> FastAPI:
    api = FastAPI(
        title="Fotnot",
        version=version("fotnot"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    for part in (answers, articles, health):
        api.include_router(part.router(service))
    api.include_router(verify.router(service))
    describe(api)
    tell_problems(api)
    api.add_middleware(BodyLimit, most=settings.request_bytes)
    api.add_middleware(HeadAsGet)
    return api


class _Under(BaseRoute):
    """Hands the requests below some paths to another application, path and all."""

    def __init__(self, paths: Sequence[str], app: ASGIApp) -> None:
        self._paths = paths
        self._app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the request is for the application."""
        if scope["type"] != "http":
            return Match.NONE, {}
        asked = scope["path"].removeprefix(scope.get("root_path", ""))
        ours = any(asked == path or asked.startswith(f"{path}/") for path in self._paths)
        return (Match.FULL if ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application serve it."""
        await self._app(scope, receive, send)
