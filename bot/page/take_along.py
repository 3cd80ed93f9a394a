"""The route of an answer's sheet: what its link says, checked, and the page for it."""

import re
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from bot.api.service import client_of
from bot.bot import Bot
from bot.page.sheet import MOST, PATH, Wanted, policy, refusal, sheet
from bot.serving.admission import AdmissionController
from bot.settings import Settings
from prompts import NAMES

_ID = re.compile(r"s[0-9a-f]{4,64}")
_HASH = re.compile(r"[0-9a-f]{64}")


def mount(app: FastAPI, bot: Bot, settings: Settings, admission: AdmissionController) -> None:
    """Serve `/take-along`."""
    headers = {
        "Content-Security-Policy": policy(),
        "Cache-Control": "no-cache",
        "X-Robots-Tag": "noindex",
    }

    @app.get(f"/{PATH}", include_in_schema=False)
    def take_along(request: Request) -> HTMLResponse:
        admission.count(client_of(request.client), "read")
        html, status = _answered(dict(request.query_params), bot, settings)
        return HTMLResponse(html, status, headers)


def _answered(asked: dict[str, str], bot: Bot, settings: Settings) -> tuple[str, int]:
    """The page for a link's values, and its status."""
    index = bot.index
    slug = asked.get("article", "")
    known = slug in index.slugs
    own = index.source(slug if known else index.slugs[0]).article.language
    language = asked.get("lang", "")
    language = language if language in NAMES else own
    ids = tuple(dict.fromkeys(asked.get("sentences", "").split(",")))
    wanted = Wanted(asked.get("sha256", ""), ids)
    if not (slug and _HASH.fullmatch(wanted.sha256) and len(ids) <= MOST) or not all(
        _ID.fullmatch(identity) for identity in ids
    ):
        return refusal("broken", language), 400
    if not known:
        return refusal("missing", language), 404
    today = datetime.now(UTC).date().isoformat()
    return sheet(index.source(slug), wanted, language, today, settings.suggested_links), 200
