"""The page's parts in Gradio: head, chat, rating, article; and which event does what."""

from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from bot.page.client import asking
from bot.page.handlers import PageHandlers
from bot.page.templates import ASSETS
from bot.request import MAX_QUESTION
from bot.serving.gradio_doors.handlers import guarded
from bot.settings import Settings

SPARE = 100  # events beside answers that may be under way: loads, ratings, those sent away
READERS_REMEMBERED = 100  # by Gradio, which may forget them: the conversation is the browser's
QUEUE_NEWS_S = 2.0  # Gradio tells all who wait, at every event if it is not held back
_HEAD_ON_LOAD = "fotnot.head(element, place => trigger('place', place))"
_READER_ON_LOAD = "fotnot.reader(element, question => trigger('ask', question))"
_BEGIN = "(language, slug) => fotnot.begin(language, slug)"
_KEEP = "chat => (fotnot.keep(chat), [])"


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read and change; `rated` names the answer of the open comment."""

    head: gr.HTML
    chat: gr.Chatbot
    box: gr.Textbox
    rating: gr.Column
    comment: gr.Textbox
    send: gr.Button
    privacy: gr.Markdown
    reader: gr.HTML
    language: gr.Textbox
    slug: gr.Textbox
    rated: gr.Textbox


def build(desk: PageHandlers, settings: Settings) -> gr.Blocks:
    """The page. Language and article follow the reader's address and browser."""
    with gr.Blocks(title=desk.title, analytics_enabled=False, fill_height=True) as page:
        parts = _layout()
        placed = [
            parts.language, parts.slug, parts.head, parts.chat, parts.box, parts.rating,
            parts.comment, parts.send, parts.privacy, parts.reader,
        ]  # fmt: skip
        quiet = {"api_visibility": "private", "show_progress": "hidden"}
        begun = [parts.language, parts.slug, parts.chat]
        page.load(
            guarded(desk.open, desk.broken),
            begun,
            placed,
            js=_BEGIN,
            concurrency_limit=None,
            **quiet,
        )
        parts.chat.change(None, [parts.chat], None, js=_KEEP, **quiet)
        parts.head.place(guarded(desk.move, desk.broken), [parts.slug], placed, **quiet)
        _answering(desk, parts)
        _rating(desk, parts)
        gr.api(
            guarded(asking(desk.service), desk.broken),
            api_name="ask",
            concurrency_limit=settings.concurrent_answers,
        )
    page.max_threads = settings.concurrent_answers + settings.waiting_answers + SPARE
    page.queue(status_update_rate=QUEUE_NEWS_S, max_size=page.max_threads)
    page.state_session_capacity = READERS_REMEMBERED
    return page


def _layout() -> Parts:
    language = gr.Textbox(visible=False)
    slug = gr.Textbox(visible=False)
    rated = gr.Textbox(visible=False)
    head = gr.HTML(elem_id="head", js_on_load=_HEAD_ON_LOAD, apply_default_css=False)
    with gr.Row(elem_id="main", equal_height=True):
        with gr.Column(elem_id="talk"):
            chat = gr.Chatbot(
                elem_id="chat", show_label=False, autoscroll=False, layout="bubble", height="100%",
                buttons=["copy"], allow_tags=False, sanitize_html=True, latex_delimiters=[],
            )  # fmt: skip
            with gr.Column(elem_id="rating", visible=False) as rating:
                comment = gr.Textbox(lines=2, max_length=1000)
                send = gr.Button(size="sm")
            box = gr.Textbox(
                elem_id="question", max_length=MAX_QUESTION, show_label=False, lines=1,
                max_lines=6, submit_btn=True, stop_btn=False,
            )  # fmt: skip
            privacy = gr.Markdown(elem_id="privacy")
        with gr.Column(elem_id="side"):
            reader = gr.HTML(elem_id="reader", js_on_load=_READER_ON_LOAD, apply_default_css=False)
    return Parts(head, chat, box, rating, comment, send, privacy, reader, language, slug, rated)


def _answering(desk: PageHandlers, parts: Parts) -> None:
    chat, box = parts.chat, parts.box
    where = [chat, parts.language, parts.slug]
    out = [chat, box, parts.rating]
    options: dict[str, Any] = {
        "api_name": "page", "api_visibility": "private", "show_progress": "hidden",
        "concurrency_limit": None,  # the admission limits them, for page and API together
    }  # fmt: skip
    asking: list[Dependency] = [
        # A question sent while an answer grows is asked after it.
        box.submit(
            guarded(desk.ask, desk.broken),
            [box, *where],
            out,
            trigger_mode="always_last",
            **options,
        ),
        chat.option_select(guarded(desk.ask_suggestion, desk.broken), where, out, **options),
        chat.retry(guarded(desk.ask_again, desk.broken), where, out, **options),
        parts.reader.ask(guarded(desk.ask_from_article, desk.broken), where, out, **options),
    ]
    box.stop(
        desk.stopped, [chat], [box, chat], cancels=asking, api_visibility="private",
        show_progress="hidden", concurrency_limit=None,
    )  # fmt: skip


def _rating(desk: PageHandlers, parts: Parts) -> None:
    where = [parts.chat, parts.language, parts.slug]
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    out = [parts.rating, parts.comment, parts.rated]
    parts.chat.like(guarded(desk.rate, desk.broken), where, out, **quiet)
    parts.chat.clear(desk.cleared, None, [parts.rating], **quiet)
    sent = [parts.rating, parts.comment]
    parts.send.click(
        guarded(desk.remark, desk.broken),
        [parts.comment, parts.rated, parts.language],
        sent,
        **quiet,
    )


def style() -> dict[str, Any]:
    """The page's look and script, as `gr.mount_gradio_app` takes them; nothing from elsewhere."""
    fonts = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    return {
        "theme": gr.themes.Soft(font=fonts, font_mono=("ui-monospace", "monospace")),
        "css_paths": [ASSETS / "page.css"],
        "head": f"<script>{script}</script>",
    }
