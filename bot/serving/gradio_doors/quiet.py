"""Gradio's own tracebacks, which quote what was sent, through our log instead of standard error."""

import logging
from types import SimpleNamespace

_LOG = logging.getLogger("fotnot")


def keep_gradio_quiet() -> None:
    """Let Gradio's queue tell of what broke before or after a handler by our log alone."""
    import gradio.queueing

    # Its functions print by this name of the module; the traceback module itself stays as it is.
    setattr(gradio.queueing, "traceback", SimpleNamespace(print_exc=_log))  # noqa: B010


def _log() -> None:
    _LOG.error("an event of the page broke", exc_info=True)
