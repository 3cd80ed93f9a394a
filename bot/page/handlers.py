"""What the page does when its reader asks, rates or moves; between Gradio's events and the bot."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import Any

import gradio as gr
from starlette.concurrency import run_in_threadpool

from bot.answer import Answer
from bot.answering.about_program import links, ways_to_a_person
from bot.api.service import Service
from bot.bot import Bot
from bot.feedback.store import Kept
from bot.kinds import ALARMS
from bot.page import conversation as talk
from bot.page import message, reader
from bot.page.client import peer_of
from bot.page.waiting import Waiting, given_up
from bot.page.welcome import welcome
from bot.request import MAX_QUESTION, Request
from bot.serving.admission import AdmissionController, TooManyError
from bot.serving.streaming import stepwise
from bot.settings import Settings
from ingest.errors import InputError
from ingest.folder import Source
from prompts import NAMES, texts

Chat = list[talk.Message]


class PageHandlers:
    """The page's work. It holds no conversation: each call is given what the browser has."""

    def __init__(
        self, bot: Bot, settings: Settings, admission: AdmissionController, kept: Kept | None = None
    ) -> None:
        self._bot = bot
        self._settings = settings
        self._admission = admission
        self._kept = kept
        self.service = Service(bot, admission, kept)

    @property
    def title(self) -> str:
        """The page's title until the reader's language is known."""
        return texts(self._source("").article.language)("page.title")

    @property
    def broken(self) -> str:
        """What a reader is told where an event breaks down."""
        return texts(self._source("").article.language)("error.broken")

    def open(self, language: str, slug: str, chat: Chat | None = None) -> list[Any]:
        """What every part shows to a reader of that language and article, unknown ones aside.

        `chat` is what the browser has kept of a conversation that is gone on with.
        """
        source = self._source(slug)
        article = source.article
        language = language if language in NAMES else article.language
        say = texts(language)
        privacy = say("page.privacy_nothing")
        if self._kept is not None:
            privacy = say.counted("page.privacy", days=self._settings.retention_days)
        if self._settings.has_model:
            privacy += f" {say('page.privacy_model')}"
        about = [say("program.page"), privacy]
        if ways := ways_to_a_person(language, self._settings):
            about.append(say("program.person", ways=ways))
        about += links(language, self._settings)
        return [
            language,
            article.slug,
            reader.head(source, language),
            gr.Chatbot(
                label=say("page.conversation"),
                placeholder=welcome(source, language),
                **({"value": chat} if chat else {}),
            ),
            gr.Textbox(placeholder=say("page.placeholder"), label=say("page.placeholder")),
            gr.Column(visible=False),
            gr.Textbox(label=say("page.comment"), info=say("page.comment_hint")),
            gr.Button(say("page.comment_send")),
            " ".join(about),
            reader.reader(source, language),
        ]

    def move(self, slug: str, place: gr.EventData) -> list[Any]:
        """The same page in another language."""
        return self.open(str(place.language), slug)

    async def ask(
        self, question: str, chat: Chat, language: str, slug: str, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """The chat as the answer to `question` grows in it."""
        async for step in self._answered(question, chat, language, slug, request):
            yield step

    async def ask_suggestion(
        self, chat: Chat, language: str, slug: str, event: gr.SelectData, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """The same for a question to go on with."""
        async for step in self._answered(str(event.value), chat, language, slug, request, True):
            yield step

    async def ask_from_article(
        self, chat: Chat, language: str, slug: str, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """The same for a question that was chosen: a topic's, or one at a sentence of the article."""
        async for step in self._answered(str(event.question), chat, language, slug, request, True):
            yield step

    async def ask_again(
        self, chat: Chat, language: str, slug: str, event: gr.RetryData, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """The chat back at a question, which is asked once more."""
        earlier, question = talk.before(chat, int(event.index)) or ([], "")
        async for step in self._answered(question, earlier, language, slug, request):
            yield step

    def stopped(self, chat: Chat) -> tuple[gr.Textbox, Chat]:
        """The question box ready again, and the chat with what it has of the answer."""
        return _ready(), given_up(chat)

    def cleared(self) -> gr.Column:
        """No rating without an answer."""
        return gr.Column(visible=False)

    def rate(
        self, chat: Chat, language: str, slug: str, event: gr.LikeData, request: gr.Request
    ) -> tuple[gr.Column, gr.Textbox, str]:
        """Keep a thumb up or down, and open the comment."""
        place = int(event.index)
        found = talk.before(chat, place) if place < len(chat) else None
        if found is None or not self._may_rate(language, request):
            return gr.Column(visible=False), gr.Textbox(), ""
        question, answer = found[1], chat[place]
        kind, receipt = talk.kind_of(answer), ""
        if self._kept is not None:
            # What somebody in danger wrote is nobody's to read.
            told = f"[{kind}]" if kind in ALARMS else question
            receipt = self._kept.feedback(
                "up" if event.liked is True else "down", told, language, self._slug(slug),
                kind, talk.sentences_of(answer),
            )  # fmt: skip
        say = texts(language)
        box = gr.Textbox(value="", label=say("page.rated"))
        return gr.Column(visible=bool(receipt)), box, receipt

    def remark(
        self, comment: str, rated: str, language: str, request: gr.Request
    ) -> tuple[gr.Column, str]:
        """Keep the comment on the answer that was rated last."""
        wanted = self._kept is not None and comment.strip() and rated
        if wanted and self._kept is not None and self._may_rate(language, request):
            self._kept.comment(rated, comment)
            say = texts(language)
            gr.Info(say("page.comment_thanks"), duration=4, title=say("page.comment"))
        return gr.Column(visible=False), ""

    def _may_rate(self, language: str, request: gr.Request) -> bool:
        """Count a rating or a comment; whether it is one too many is told to the reader."""
        try:
            self._admission.count(peer_of(request), "rating")
        except TooManyError as error:
            say = texts(language)
            text = say.counted("page.rated_often", seconds=error.retry_after_s)
            gr.Warning(text, duration=6, title=say("page.comment"))
            return False
        return True

    async def _answered(
        self,
        question: str,
        chat: Chat,
        language: str,
        slug: str,
        request: gr.Request,
        alone: bool = False,
    ) -> AsyncIterator[tuple[Any, ...]]:
        """The steps of an answer; a question that is `alone`, as the page's own, leans on none."""
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip()
            return
        earlier = () if alone else talk.asked(chat)[-talk.REMEMBERED :]
        chat = [*talk.recent(chat), talk.question(question)]
        closed = gr.Column(visible=False)
        yield chat, gr.Textbox(value="", submit_btn=False, stop_btn=True), closed
        asked = Request(question, earlier, page=language, slug=self._slug(slug))
        async for reply in self._replies(asked, language, request):
            yield [*chat, reply], gr.skip(), gr.skip()
        # Whoever has clicked a suggestion meanwhile has a longer chat, which must stay.
        yield gr.skip(), _ready(), gr.skip()

    async def _replies(
        self, asked: Request, language: str, request: gr.Request
    ) -> AsyncIterator[talk.Message]:
        say = texts(language)
        try:
            last: Answer | None = None
            async with (
                self._admission.admit(peer_of(request)) as stay,
                aclosing(self._growing(asked)) as growing,
            ):
                waiting = Waiting(language)
                async for answer in growing:
                    if answer is None:
                        continue
                    stay.leave()  # a model that writes waits for none of these places
                    # What comes whole is shown once: a second rendering would drop a click.
                    if answer.generated and answer is not last:
                        yield self._reply(answer)
                    elif answer is last and (told := waiting.told(answer, self._shown)):
                        yield talk.reply(told, answer.kind)
                    last = answer
            if last is not None:
                onward = () if last.kind == "decline" else last.suggestions
                yield self._reply(last, onward)
                await run_in_threadpool(self.service.record, asked, last)
        except TooManyError as error:
            key = "page.too_fast" if error.reason == "rate" else "page.busy"
            body = say.counted(key, seconds=error.retry_after_s)
            yield talk.reply(message.notice(language, body), "error")
        except InputError:
            body = say("error.too_long", limit=MAX_QUESTION)
            yield talk.reply(message.notice(language, body), "error")

    def _reply(self, answer: Answer, suggestions: Sequence[str] = ()) -> talk.Message:
        return talk.reply(self._shown(answer), answer.kind, suggestions)

    def _shown(self, answer: Answer) -> str:
        return message.shown(answer, self._source(answer.article or "").article.language)

    def _growing(self, asked: Request) -> AsyncGenerator[Answer | None]:
        return stepwise(self._bot.stream(asked))

    def _source(self, slug: str) -> Source:
        index = self._bot.index
        return index.source(slug if slug in index.slugs else index.slugs[0])

    def _slug(self, slug: str) -> str:
        known = self._bot.index.slugs
        return slug if slug in known else known[0]


def _ready() -> gr.Textbox:
    return gr.Textbox(submit_btn=True, stop_btn=False)
