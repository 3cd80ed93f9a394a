"""All that a request passes before the application, from the network inwards, in one list."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from bot.serving.bodies import BodyLimit
from bot.serving.clients import TrustedProxies
from bot.serving.fairness import UNITS, FairShare
from bot.serving.forwarded import Forwarded
from bot.serving.gradio_doors.events import MOST_CHARACTERS
from bot.serving.hosts import LOCAL, Hosts
from bot.serving.origins import Origins
from bot.serving.root_path import RootPath
from bot.settings import Settings

LARGEST_BODY = 3 * MOST_CHARACTERS  # bytes: a conversation in any script, and the JSON around it


def protect(app: FastAPI, settings: Settings) -> None:
    """Put the application behind it; to be called once everything is mounted.

    Raises:
        InputError: a trusted proxy is no address.
    """
    origins = settings.allowed_origins
    # The last that is added is passed first.
    app.add_middleware(BodyLimit, most=max(LARGEST_BODY, settings.request_bytes))
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "If-None-Match"],
        expose_headers=["ETag", "Retry-After"],
    )
    app.add_middleware(Origins, allowed=origins)
    app.add_middleware(FairShare, share=UNITS * settings.requests_per_minute)
    if names := _names(settings):
        app.add_middleware(Hosts, names=names)
    if settings.root_path:
        app.add_middleware(RootPath, root_path=settings.root_path)
    app.add_middleware(Forwarded, proxies=TrustedProxies(settings.trusted_proxies))


def _names(settings: Settings) -> list[str]:
    """The names that are served: this machine's own, where nothing says that others come here."""
    if settings.hosts:
        return [*settings.hosts, *LOCAL]
    is_local = settings.host in LOCAL and not settings.trusted_proxies
    return list(LOCAL) if is_local else []
