"""The view's parts in Gradio: four tabs, in the reader's language."""

from typing import Any

import gradio as gr

from bot.fact_check.verify import LONGEST
from bot.feedback.rows import Order
from bot.request import MAX_QUESTION
from bot.serving.gradio_doors.handlers import guarded
from bot.staff import views
from bot.staff.handlers import StaffHandlers
from prompts import NAMES, Texts, texts

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_COPIES = """
() => {
  const area = document.querySelector("#reply textarea");
  if (navigator.clipboard) { navigator.clipboard.writeText(area.value); return; }
  area.select();  // a page that is not served over HTTPS has no clipboard
  document.execCommand("copy");
}
"""
READERS_REMEMBERED = 200  # by Gradio: the view is made anew for each, and held
Choices = list[tuple[str, str]]


def build(desk: StaffHandlers) -> gr.Blocks:
    """The view; its labels are made anew for each reader, in `?lang=` or the browser's language."""
    own = desk.bot.index.source(desk.slugs[0]).article.language
    title = texts(own)("staff.title")
    with gr.Blocks(title=title, analytics_enabled=False) as page:

        @gr.render(triggers=[page.load], show_progress="hidden")  # type: ignore[untyped-decorator]
        def show(request: gr.Request) -> None:
            language = _language(request, own)
            _View(desk, language).build()

    page.state_session_capacity = READERS_REMEMBERED
    return page


def style() -> dict[str, Any]:
    """The view's look and script, as `gr.mount_gradio_app` takes it; nothing from elsewhere."""
    script = (views.ASSETS / "staff.js").read_text(encoding="utf-8")
    return {
        "theme": gr.themes.Soft(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        "css_paths": [views.ASSETS / "staff.css"],
        "head": f"<script>{script}</script>",
    }


class _View:
    """The tabs in one language."""

    def __init__(self, desk: StaffHandlers, language: str) -> None:
        self._desk = desk
        self._language = language
        self._say: Texts = texts(language)

    def build(self) -> None:
        say = self._say
        gr.HTML(views.head(self._language))
        with gr.Tabs(overflow_behavior="wrap"):
            with gr.Tab(say("staff.tab_ask")):
                self._ask()
            with gr.Tab(say("staff.tab_search")):
                self._search()
            with gr.Tab(say("staff.tab_verify")):
                self._verify()
            with gr.Tab(say("staff.tab_unanswered")) as tab:
                self._unanswered(tab)

    def _ask(self) -> None:
        say, desk, language = self._say, self._desk, self._language
        question = gr.Textbox(
            label=say("staff.question"), info=say("staff.question_hint"), lines=1, max_lines=10,
            max_length=MAX_QUESTION, elem_id="question", interactive=True,
        )  # fmt: skip
        with gr.Row():
            reply_in = gr.Dropdown(
                [(say("staff.detected"), ""), *self._languages()], value="",
                label=say("staff.reply_language"), elem_id="reply-language", filterable=False, interactive=True,
            )  # fmt: skip
            slug = self._articles("ask-article")
        ask = gr.Button(say("staff.ask"), variant="primary", elem_id="ask")
        told = gr.HTML(elem_id="told")
        reply = gr.Textbox(
            label=say("staff.reply"), info=say("staff.reply_hint"), lines=6, max_lines=24,
            buttons=[], interactive=True, visible=False, elem_id="reply", autoscroll=False,
        )  # fmt: skip
        copy = gr.Button(say("staff.copy"), visible=False, elem_id="copy")
        evidence = gr.HTML(elem_id="evidence")

        def answer(question: str, reply_in: str, slug: str) -> tuple[Any, ...]:
            told, text, evidence = desk.ask(question, reply_in, slug, language)
            is_one = bool(text)
            shown = gr.Textbox(value=text, visible=is_one), gr.Button(visible=is_one)
            return told, *shown, evidence

        copy.click(
            lambda: gr.Info(say("staff.copied"), duration=4), None, None, js=_COPIES,
            api_visibility="private",
        )  # fmt: skip

        for event in (ask.click, question.submit):
            event(
                guarded(answer, say("error.broken")), [question, reply_in, slug], [told, reply, copy, evidence],
                api_visibility="private", show_progress="minimal", show_progress_on=[told],
            )  # fmt: skip

    def _search(self) -> None:
        say, desk, language = self._say, self._desk, self._language
        query = gr.Textbox(
            label=say("staff.query"), info=say("staff.query_hint"), lines=1, max_lines=1,
            max_length=MAX_QUESTION, elem_id="query", interactive=True,
        )  # fmt: skip
        slug = self._articles("search-article")
        button = gr.Button(say("staff.search"), variant="primary", elem_id="search")
        found = gr.HTML(elem_id="found")

        def search(query: str, slug: str) -> str:
            return desk.search(query, slug, language)

        for event in (button.click, query.submit):
            event(
                guarded(search, say("error.broken")),
                [query, slug],
                found,
                api_visibility="private",
                show_progress="minimal",
            )

    def _verify(self) -> None:
        say, desk, language = self._say, self._desk, self._language
        text = gr.Textbox(
            label=say("staff.own_reply"), info=say("staff.own_reply_hint"), lines=6, max_lines=24,
            max_length=LONGEST, elem_id="own-reply", interactive=True,
        )  # fmt: skip
        slug = self._articles("verify-article")
        button = gr.Button(say("staff.verify"), variant="primary", elem_id="verify")
        verdict = gr.HTML(elem_id="verdict")

        def verify(text: str, slug: str) -> str:
            return desk.verify(text, slug, language)

        button.click(
            guarded(verify, say("error.broken")), [text, slug], verdict,
            api_visibility="private", show_progress="minimal",
        )  # fmt: skip

    def _unanswered(self, tab: gr.Tab) -> None:
        say, desk, language = self._say, self._desk, self._language
        with gr.Row():
            order = gr.Radio(
                [(say("staff.newest"), "newest"), (say("staff.most"), "most")], value="newest",
                label=say("staff.order"), elem_id="order", interactive=True,
            )  # fmt: skip
            asked_in = gr.Dropdown(
                [(say("staff.all_languages"), ""), *self._languages()], value="",
                label=say("staff.language"), elem_id="asked-in", filterable=False, interactive=True,
            )  # fmt: skip
            slug = self._articles("kept-article")
        with gr.Row():
            refresh = gr.Button(say("staff.refresh"), elem_id="refresh")
            csv = gr.Button(say("staff.csv"), visible=False, elem_id="csv")
        listed = gr.HTML(elem_id="listed")

        def unanswered(order: str, slug: str, asked_in: str) -> tuple[str, gr.Button]:
            wanted: Order = "most" if order == "most" else "newest"
            told, address = desk.unanswered(wanted, slug, asked_in, language)
            return told, gr.Button(link=address, visible=address is not None)

        for event in (refresh.click, tab.select, order.change, asked_in.change, slug.change):
            event(
                guarded(unanswered, say("error.broken")), [order, slug, asked_in], [listed, csv],
                api_visibility="private", show_progress="hidden",
            )  # fmt: skip

    def _languages(self) -> Choices:
        return [(self._say(f"languages.{code}"), code) for code in NAMES]

    def _articles(self, elem_id: str) -> gr.Dropdown:
        """A choice of article, there to be seen when there is one to make."""
        index, say = self._desk.bot.index, self._say
        titles = [(index.source(slug).article.title, slug) for slug in self._desk.slugs]
        return gr.Dropdown(
            [(say("staff.all_articles"), ""), *titles], value="", label=say("staff.article"),
            visible=len(titles) > 1, elem_id=elem_id, filterable=False, interactive=True,
        )  # fmt: skip


def _language(request: gr.Request, own: str) -> str:
    """The language that the address asks for, or the browser, or the article's own."""
    asked = request.query_params.get("lang", "")
    wanted = [asked, *_accepted(request.headers.get("accept-language", ""))]
    return next((code for code in wanted if code in NAMES), own)


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the most wanted first; nb and nn are Norwegian."""
    weighted = []
    for part in header.split(","):
        tag, _, weight = part.strip().partition(";q=")
        code = tag.partition("-")[0].lower()
        try:
            weighted.append((-float(weight or 1), {"nb": "no", "nn": "no"}.get(code, code)))
        except ValueError:
            continue
    return [code for _, code in sorted(weighted, key=lambda pair: pair[0])]
