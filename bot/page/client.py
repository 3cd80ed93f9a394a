"""What Gradio's client is given: one event of the page that speaks the machine interface."""

from collections.abc import Callable
from typing import Any

import gradio as gr
from starlette.exceptions import HTTPException

from bot.api.service import Service, client_of
from bot.request import Request
from bot.serving.admission import TooManyError
from ingest.errors import InputError
from prompts import NAMES


def asking(service: Service) -> Callable[..., dict[str, Any]]:
    """The event, as `gr.api` takes it: what the client calls and how is read from its signature."""

    def ask(
        question: str,
        earlier: list[str] | None = None,
        language: str | None = None,
        article: str | None = None,
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """A question with those asked before it; the machine interface's JSON.

        Raises:
            gr.Error: the question can't be asked, there is no such article or language, or too
                many are asking.
        """
        asked = Request(question, tuple(earlier or ()), language, slug=article)
        try:
            if language is not None and language not in NAMES:
                raise InputError(f"language must be one of {', '.join(NAMES)}, or not be given")
            service.source(article)
            with service.admission.admit(peer_of(request)) as stay:
                answer, told = service.answer(asked, stay)
            service.record(asked, answer)
        except HTTPException as error:
            raise gr.Error(error.detail, print_exception=False) from None
        except (InputError, TooManyError) as error:
            raise gr.Error(str(error), print_exception=False) from None
        return told

    return ask


def peer_of(request: gr.Request | None) -> str:
    """What the admission counts a request of the page or the client as."""
    peer = request.client if request is not None else None
    return client_of((peer.host, peer.port) if peer else None)
