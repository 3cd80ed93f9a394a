"""The page, the staff view and the HTTP API on one port."""

import socket

import gradio as gr
import uvicorn
from fastapi import FastAPI

from bot import telemetry
from bot.api.app import create
from bot.bot import Bot
from bot.feedback.store import open_kept
from bot.page import embed, page, take_along
from bot.page.events import check_of
from bot.page.handlers import PageHandlers
from bot.serving import logs
from bot.serving.admission import AdmissionController
from bot.serving.connection import server_options
from bot.serving.front import protect
from bot.serving.gradio_doors.gateway import close_doors
from bot.settings import Settings
from bot.staff import mount as staff
from ingest.errors import InputError


def application(bot: Bot, settings: Settings) -> FastAPI:
    """Everything that is served, ready for any ASGI server."""
    kept = open_kept(settings)
    if kept is not None:
        kept.keep_tidy()
    admission = AdmissionController(settings)
    app = create(bot, settings, kept, admission)
    embed.mount(app, settings)
    take_along.mount(app, bot, settings, admission)
    telemetry.mount(app)
    staff.mount(app, bot, settings, admission, kept)
    desk = PageHandlers(bot, settings, admission, kept)
    blocks = page.build(desk, settings)
    gr.mount_gradio_app(
        app, blocks, "/", show_error=False, footer_links=[], run_history=False, ssr_mode=False,
        mcp_server=False, enable_monitoring=False, pwa=False, **page.style(),
    )  # fmt: skip
    close_doors(app, blocks, admission, check_of(blocks), blocks.max_threads)
    protect(app, settings)
    return app


def serve(bot: Bot, settings: Settings, host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        InputError: the port is taken.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise InputError(
                f"can't listen on {host}:{port} ({error}); choose another with --port"
            ) from None
        logs.keep_clean()
        served = settings.model_copy(update={"host": host, "port": port})
        # Made in the server's event loop, to which Gradio's locks then belong.
        config = uvicorn.Config(
            lambda: application(bot, served), factory=True, **server_options(served)
        )
        uvicorn.Server(config).run(sockets=[listening])
