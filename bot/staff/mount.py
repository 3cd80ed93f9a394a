"""Puts the view on an application: at /staff, behind its password, or nothing but 404 there."""

from typing import TYPE_CHECKING, Literal

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response

from bot.staff.auth import Guard
from ingest.errors import InputError

if TYPE_CHECKING:
    from bot.bot import Bot
    from bot.feedback.store import Kept
    from bot.serving.admission import AdmissionController
    from bot.settings import Settings

PATH = "/staff"
PLACES = 100  # events of all who are in, under way at once


def mount(
    app: FastAPI,
    bot: "Bot",
    settings: "Settings",
    admission: "AdmissionController",
    kept: "Kept | None",
) -> FastAPI:
    """Mount the view; to be called before anything is mounted at “/”.

    Without a password in the settings /staff and all below it is 404, and no part of the view is
    imported.
    """
    password = settings.staff_password.get_secret_value() if settings.staff_password else None
    app.add_middleware(Guard, path=PATH, password=password or None)
    if not password:
        return app
    import gradio as gr

    from bot.serving.gradio_doors.events import plain
    from bot.serving.gradio_doors.gateway import close_doors
    from bot.staff import page
    from bot.staff.handlers import StaffHandlers

    _serve_csv(app, kept)
    blocks = page.build(StaffHandlers(bot, kept))
    gr.mount_gradio_app(
        app, blocks, PATH,
        show_error=False, footer_links=[], run_history=False, ssr_mode=False, mcp_server=False,
        enable_monitoring=False, pwa=False, **page.style(),
    )  # fmt: skip
    close_doors(app, blocks, admission, plain, PLACES)
    return app


def _serve_csv(app: FastAPI, kept: "Kept | None") -> None:
    @app.get(f"{PATH}/questions.csv", include_in_schema=False)
    def questions(
        order: Literal["newest", "most"] = "newest",
        article: str = "",
        language: str = "",
        page: str = "en",
    ) -> Response:
        if kept is None:
            return PlainTextResponse("Not Found", 404)
        from bot.feedback.export import to_csv

        try:
            data = to_csv(kept.all_unanswered(order, article or None, language or None), page)
        except InputError:
            return PlainTextResponse("The database can't be read just now", 503)
        named = {"Content-Disposition": 'attachment; filename="fotnot-questions.csv"'}
        return Response(data, media_type="text/csv; charset=utf-8", headers=named)
