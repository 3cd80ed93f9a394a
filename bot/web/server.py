"""The page, the staff view and the HTTP API on one port."""

import socket

import gradio as gr
import uvicorn
from fastapi import FastAPI

from bot import telemetry
from bot.api.app import create
from bot.api.limits import Gate
from bot.bot import Bot
from bot.kept.store import open_kept
from bot.settings import Settings
from bot.web import embed, page
from bot.web.desk import Desk
from bot.web_staff import mount as staff
from ingest.errors import InputError


def application(bot: Bot, settings: Settings) -> FastAPI:
    """Everything that is served, ready for any ASGI server."""
    kept = open_kept(settings)
    if kept is not None:
        kept.keep_tidy()
    gate = Gate(settings)
    app = create(bot, settings, kept, gate)
    embed.mount(app, settings)
    telemetry.mount(app)
    staff.mount(app, bot, settings, kept)
    desk = Desk(bot, settings, gate, kept)
    gr.mount_gradio_app(
        app, page.build(desk, settings), "/",
        show_error=False, footer_links=[], run_history=False, ssr_mode=False, **page.style(),
    )  # fmt: skip
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
        config = uvicorn.Config(
            # Made in the server's event loop, to which Gradio's locks then belong.
            lambda: application(bot, settings), factory=True, log_level="warning", access_log=False,
            proxy_headers=False, server_header=False, timeout_graceful_shutdown=5,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
