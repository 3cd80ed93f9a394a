"""Handlers of a page's events whose breakdowns reach the log without a reader's words."""

import logging
from collections.abc import AsyncIterator, Callable
from functools import wraps
from inspect import isasyncgenfunction
from typing import Any

import gradio as gr

_LOG = logging.getLogger("fotnot")


def guarded(handler: Callable[..., Any], told: str) -> Callable[..., Any]:
    """The handler; where it breaks down, the reader is shown `told`.

    Gradio itself would print the whole traceback, with texts that may quote what was asked.
    """
    if isasyncgenfunction(handler):

        @wraps(handler)
        async def stepping(*given: Any) -> AsyncIterator[Any]:
            try:
                async for step in handler(*given):
                    yield step
            except Exception as error:  # noqa: BLE001 - whatever broke
                raise _failure(error, told) from None

        return stepping

    @wraps(handler)
    def calling(*given: Any) -> Any:
        try:
            return handler(*given)
        except Exception as error:  # noqa: BLE001 - whatever broke
            raise _failure(error, told) from None

    return calling


def _failure(error: Exception, told: str) -> gr.Error:
    if isinstance(error, gr.Error):
        return error
    _LOG.error("an event of the page broke", exc_info=error)
    return gr.Error(told, print_exception=False)
