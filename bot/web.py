"""The page's parts: a Gradio chat on one article, in the reader's language."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.answer import escape, finish
from bot.bot import Bot
from bot.request import MAX_QUESTION, Request
from bot.suggest import examples
from ingest.errors import InputError
from prompts import texts

if TYPE_CHECKING:
    import gradio as gr

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_CSS = """
.gradio-container {
  max-width: min(54rem, 100vw) !important; margin: 0 auto !important;
}
.gradio-container, .gradio-container .fillable { padding: min(1rem, 2vw) !important; }
.message, .message * { overflow-wrap: anywhere; }
.message { line-height: 1.55; font-size: 1rem; }
.message hr { margin: .9rem 0 .6rem; }
.message hr ~ p { font-size: .88em; }
.message blockquote { font-size: .94em; }
.message ul { list-style: none; padding-left: 0; }
.placeholder-content { padding: 1rem 1.25rem; }
.examples { padding: 0 1.25rem 1.25rem !important; gap: .6rem !important; }
.examples .example {
  border: 1px solid var(--border-color-primary) !important;
  background: var(--background-fill-secondary) !important;
  border-radius: .6rem !important; padding: .7rem .9rem !important; margin: 0 !important;
}
.examples .example:hover, .examples .example:focus-visible {
  border-color: var(--color-accent) !important;
}
.input-container, textarea { border-radius: .6rem !important; }
.block:has(> .full-container) { border: 1px solid var(--border-color-primary) !important; }
@media (max-width: 40rem) {
  .examples { grid-template-columns: 1fr !important; }
}
footer { display: none !important; }
"""


def build(bot: Bot, slug: str | None = None) -> "gr.Blocks":
    """The page for one article (the first in the index, if none is named)."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    slug = slug or bot.index.slugs[0]
    source = bot.index.source(slug)
    language = source.article.language
    say = texts(language)

    def respond(message: str, history: list[dict[str, Any]]) -> Iterator[str]:
        yield from reply(bot, message, history, language, slug)

    with gr.Blocks(title=say("page.title"), analytics_enabled=False, fill_height=True) as page:
        gr.Markdown(f"# {say('page.title')}")
        gr.Markdown(say("page.intro", title=escape(source.article.title)))
        gr.ChatInterface(
            respond,
            chatbot=gr.Chatbot(
                show_label=False,
                label=say("page.title"),
                height="calc(100dvh - 15rem)",
                min_height=320,
                autoscroll=False,
                layout="bubble",
                buttons=["copy"],
                allow_tags=False,
                sanitize_html=True,
                latex_delimiters=[],
                placeholder=say("disclaimer"),
            ),
            textbox=gr.Textbox(
                placeholder=say("page.placeholder"),
                max_length=MAX_QUESTION,
                show_label=False,
                label=say("page.placeholder"),
                lines=1,
                autofocus=True,
                submit_btn=True,
                stop_btn=True,
            ),
            examples=[[question] for question in examples(source, language)],
            examples_label=say("page.examples"),
            cache_examples=False,
            show_progress="hidden",
            api_name="chat",
            autoscroll=False,
            analytics_enabled=False,
        )
    return page


def reply(
    bot: Bot, message: str, history: list[dict[str, Any]], page_language: str, slug: str
) -> Iterator[str]:
    """The growing answer to a message; bad input gets its line and the disclaimer."""
    earlier = tuple(_text(turn) for turn in history if turn.get("role") == "user")
    request = Request(message, earlier[-5:], page=page_language, slug=slug)
    try:
        yield from (answer.text for answer in bot.stream(request))
    except InputError:
        say = texts(page_language)
        empty = not message.strip()
        body = say("error.empty") if empty else say("error.too_long", limit=MAX_QUESTION)
        yield finish("error", page_language, body).text


def launch(bot: Bot, host: str, port: int) -> None:
    """Serve the page until it is stopped.

    Raises:
        InputError: the port is taken.
    """
    import gradio as gr

    try:
        build(bot).launch(
            server_name=host,
            server_port=port,
            quiet=True,
            share=False,
            footer_links=[],
            theme=gr.themes.Soft(font=_FONTS, font_mono=("ui-monospace", "monospace")),
            css=_CSS,
            ssr_mode=False,
            show_error=False,
        )
    except OSError as error:
        raise InputError(
            f"can't listen on {host}:{port} ({error}); choose another with --port"
        ) from None


def _text(turn: dict[str, Any]) -> str:
    """A turn's text, whether the chat gives it as a string or as a list of parts."""
    content = turn.get("content", "")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else [content]
    return " ".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))
