"""What the view does when its reader asks, searches or lists; between Gradio's events and the bot."""

import logging
from urllib.parse import urlencode

from bot.bot import Bot
from bot.fact_check.verify import LONGEST, TextToVerify
from bot.feedback.rows import Order
from bot.feedback.store import PAGE, Kept
from bot.rendering.plain_text import reply
from bot.request import MAX_QUESTION, Request
from bot.staff import views
from bot.staff.search import query_words, search
from ingest.errors import InputError
from prompts import texts

_LOG = logging.getLogger("fotnot")


class StaffHandlers:
    """The view's work. It keeps nothing of what is asked or searched."""

    def __init__(self, bot: Bot, kept: Kept | None) -> None:
        self.bot = bot
        self.kept = kept

    @property
    def slugs(self) -> tuple[str, ...]:
        """The articles that can be asked."""
        return self.bot.index.slugs

    def ask(
        self, question: str, reply_language: str, slug: str, language: str
    ) -> tuple[str, str, str]:
        """What to do, the text to paste, and what it rests on.

        `reply_language` is "" for the language of the question; `slug` "" for all articles.
        """
        bot = self.bot.pinned
        asked = Request(
            question,
            language=reply_language or None,
            page=self._language(slug),
            slug=slug if slug in bot.index.slugs else None,
        )
        try:
            given = bot.ask(asked)
        except InputError:
            return self._refused(question, language), "", ""
        told = views.answer(given, bot.threshold, language)
        return told, reply(given), views.evidence(given, bot.index, language)

    def search(self, query: str, slug: str, language: str) -> str:
        """Sentences and references for a query."""
        if not query.strip() or len(query) > MAX_QUESTION:
            return self._refused(query, language)
        bot = self.bot.pinned
        given = search(bot.retriever, query, slug if slug in bot.index.slugs else None)
        return views.found(given, query_words(query), bot.index, language)

    def verify(self, text: str, slug: str, language: str) -> str:
        """Whether each sentence of a text that staff wrote stands on the article."""
        say = texts(language)
        if len(text) > LONGEST:
            return views.problem(say("error.text_too_long", limit=LONGEST), language)
        bot = self.bot.pinned
        article = slug if slug in bot.index.slugs else None
        verdict = bot.verifier.verify(TextToVerify(text, article=article)) if text.strip() else None
        if verdict is None or not verdict.sentences:
            return views.problem(say("error.empty_text"), language)
        return views.verdict(verdict, language)

    def unanswered(
        self, order: Order, slug: str, asked_in: str, language: str
    ) -> tuple[str, str | None]:
        """Kept questions, and the address of them all as CSV, None when there is none."""
        say = texts(language)
        if self.kept is None:
            return views.problem(say("staff.keeping_off"), language), None
        try:
            found = self.kept.unanswered(order, slug or None, asked_in or None, PAGE + 1)
        except InputError as error:
            _LOG.warning("%s", error)
            return views.problem(say("staff.database_broken"), language), None
        listed = views.unanswered(
            found[:PAGE], len(found) > PAGE, len({each.article for each in found}) > 1, language
        )
        chosen = {"order": order, "article": slug, "language": asked_in, "page": language}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return listed, f"questions.csv?{query}" if found else None

    def _refused(self, text: str, language: str) -> str:
        say = texts(language)
        empty = not text.strip()
        why = say("error.empty") if empty else say("error.too_long", limit=MAX_QUESTION)
        return views.problem(why, language)

    def _language(self, slug: str) -> str:
        index = self.bot.index
        return index.source(slug if slug in index.slugs else index.slugs[0]).article.language
