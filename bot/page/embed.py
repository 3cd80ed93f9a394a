"""The page inside a shop's article page: its script, and who may frame it."""

from fastapi import FastAPI
from fastapi.responses import Response

from bot.api.middleware import DefaultHeaders
from bot.page.templates import ASSETS
from bot.settings import Settings


def mount(app: FastAPI, settings: Settings) -> None:
    """Serve `/embed.js`, and let only the allowed origins put the page in a frame of theirs."""
    script = (ASSETS / "embed.js").read_text(encoding="utf-8")

    @app.get("/embed.js", include_in_schema=False)
    def embed() -> Response:
        headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "max-age=3600"}
        return Response(script, media_type="text/javascript", headers=headers)

    headers = {
        "Content-Security-Policy": " ".join(("frame-ancestors 'self'", *settings.allowed_origins)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    app.add_middleware(DefaultHeaders, headers=headers)
