"""The page inside a shop's article page: its script, and who may frame it."""

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import Settings
from bot.web.reader import ASSETS


def mount(app: FastAPI, settings: Settings) -> None:
    """Serve `/embed.js`, and let only the allowed origins put the page in a frame of theirs."""
    script = (ASSETS / "embed.js").read_text(encoding="utf-8")

    @app.get("/embed.js", include_in_schema=False)
    def embed() -> Response:
        headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "max-age=3600"}
        return Response(script, media_type="text/javascript", headers=headers)

    app.add_middleware(FrameHeaders, origins=tuple(settings.allowed_origins))


class FrameHeaders:
    """Says on every response that does not say it itself who may frame the page."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": " ".join(("frame-ancestors 'self'", *origins)),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""

        async def framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, framed)
