"""A language model writes an answer; what does not pass is left out, or all of it put aside."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Semaphore
from typing import TYPE_CHECKING

from bot import telemetry
from bot.answer import Answer, Statement
from bot.answering.composing import state
from bot.answering.draft import Draft
from bot.fact_check.check import Checker
from bot.fact_check.evidence import Knowledge
from bot.fact_check.similarity import Entailment, Meaning
from bot.intent.asked_about import looking
from bot.llm.breaker import Breaker
from bot.llm.cache import AnswerCache
from bot.llm.draft_state import Tally
from bot.llm.models import Model
from bot.llm.prompts import Prompt, build
from bot.llm.reading import Reading
from bot.llm.usage import CACHED, Meter
from bot.llm.written_answer import shown
from bot.settings import Settings
from ingest.folder import Source
from ingest.parsing.discourse import depends_on_previous, states
from ingest.text.tokens import counter
from vectorstore.index import Index
from vectorstore.retriever import Retriever

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

_LOG = logging.getLogger("fotnot")


class Writer:
    """Writes answers with the model that the settings name; shared by all threads."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Set the model up, unless its name is to be asked of its server.

        Raises:
            InputError: the model's name, package or key is missing or wrong.
        """
        self._settings = settings
        self._searcher = Retriever(index)
        self._meaning = Meaning(index.encoder)
        self._looking = looking(settings.model_cache)
        name = settings.llm_entailment
        self._entailment = Entailment(name) if name else None
        self._count = counter(settings.tiktoken_encoding)
        self._kept = AnswerCache(settings.llm_cache)
        self._breaker = Breaker()
        self._known: dict[str, Knowledge] = {}
        self._model = Model(settings.model_copy(update={"llm_retries": 0}))  # ours counts them
        self._at_once = Semaphore(settings.llm_concurrent)

    def answers(
        self, draft: Draft, config: "RunnableConfig | None", trace: telemetry.Trace
    ) -> Iterator[Answer]:
        """The article's own answer, then the written one as it grows; the own with the reason last.

        What has been given comes again while nothing new does. Closing the iterator cancels the
        model's reply. Whatever breaks in writing or checking, the own answer is last.
        """
        try:
            yield from self._answers(draft, config, trace)
        except Exception:  # noqa: BLE001 - the article's own answer was whole before a model was asked
            _LOG.exception("writing an answer failed")
            yield replace(draft.answer, fallback="unverified")

    def _answers(
        self, draft: Draft, config: "RunnableConfig | None", trace: telemetry.Trace
    ) -> Iterator[Answer]:
        prompt, reason = self._prompt(draft, config)
        if prompt is None:
            yield replace(draft.answer, fallback=reason)
        elif kept := self._kept_answer(draft, prompt):
            yield kept
        elif not self._at_once.acquire(blocking=False):
            yield replace(draft.answer, fallback="busy")
        else:
            try:
                if self._breaker.may_try():
                    yield from self._written(draft, prompt, config, trace)
                else:
                    yield replace(draft.answer, fallback="paused")
            finally:
                self._at_once.release()

    def _prompt(self, draft: Draft, config: "RunnableConfig | None") -> tuple[Prompt | None, str]:
        """What is sent, or the reason to send nothing."""
        if draft.conflicting:
            return None, "conflict"  # both places must be shown, each in its own words
        language = draft.answer.language
        sentences = dict.fromkeys((*draft.sentences, *self._around(draft, config)))
        evidence = self._knowledge(draft.source).gather(sentences, language)
        given = {each.sentence.id for each in evidence}
        if not {statement.source.sentence for statement in draft.answer.statements} <= given:
            return None, "instructions"
        budget, as_json = self._settings.llm_tokens, self._settings.llm_structured
        asked = (draft.question, draft.earlier, evidence, language)
        return build(*asked, budget, self._count, as_json), "budget"

    def _around(self, draft: Draft, config: "RunnableConfig | None") -> list[str]:
        """The ids of the sentences around the best one: the chunk that it stands in."""
        from bot.llm.interfaces.retriever import SentenceRetriever

        slug = draft.source.article.slug
        retriever = SentenceRetriever(
            searcher=self._searcher, slug=slug, earlier=draft.earlier, limit=1
        )
        found = retriever.invoke(draft.question, config)
        return [identity for document in found for identity in document.metadata["around"]]

    def _kept_answer(self, draft: Draft, prompt: Prompt) -> Answer | None:
        """An answer to the same prompt, checked again."""
        tally = self._tally(draft, prompt)
        for written in self._kept.find(prompt, self._name) or ():
            tally.take(written)
        dropped = tally.failed + tally.replaced
        if dropped or not tally.statements or _beside(tally.statements, draft.answer):
            return None
        return shown(draft.answer, draft.source, tally.statements, CACHED)

    def _written(
        self,
        draft: Draft,
        prompt: Prompt,
        config: "RunnableConfig | None",
        trace: telemetry.Trace,
    ) -> Iterator[Answer]:
        own, source = draft.answer, draft.source
        tally, meter = self._tally(draft, prompt), Meter(prompt, self._count)
        reading = Reading(self._model, self._breaker, self._settings, config, trace)
        stood, grown = [], own
        yield own
        for written in reading.sentences(prompt, tally, meter):
            if written is not None:
                stood.append(written)
                wrong = tally.reason or _beside(tally.statements, own)
                grown = own if wrong else shown(own, source, tally.statements, None)
            yield grown
        usage = meter.usage(self._settings)
        if reason := tally.reason or _beside(tally.statements, own):
            _LOG.info("the article's own words are shown: %s", reason)
            yield replace(own, fallback=reason, usage=usage)
            return
        dropped = tally.failed + tally.replaced
        if tally.finished and not dropped:
            self._kept.keep(prompt, self._name, stood)
        yield replace(shown(own, source, tally.statements, usage), dropped=dropped)

    def _tally(self, draft: Draft, prompt: Prompt) -> Tally:
        knowledge = self._knowledge(draft.source)
        language = draft.answer.language
        checker = Checker(
            prompt.evidence, language, knowledge, self._meaning, self._looking, self._entailment
        )
        given = _own_sentences(prompt, draft.source, language)
        return Tally(checker, given, prompt.repeats_example)

    @property
    def _name(self) -> str:
        return f"{self._settings.llm} {self._settings.llm_url}"

    def _knowledge(self, source: Source) -> Knowledge:
        slug = source.article.slug
        if slug not in self._known:
            self._known[slug] = Knowledge(source, self._settings.suggested_links)
        return self._known[slug]


def _own_sentences(prompt: Prompt, source: Source, language: str) -> dict[str, Statement]:
    """The sentences that were sent, as the article says them, by id; those that stand alone."""
    return {
        each.sentence.id: replace(state(source, each.sentence.id, language), citations=each.numbers)
        for each in prompt.evidence
        if states(each.sentence.text) and not depends_on_previous(each.sentence.text)
    }


def _beside(statements: Sequence[Statement], own: Answer) -> str | None:
    """The reason against an answer that rests on no sentence of the article's own one."""
    wanted = {place.sentence for statement in own.statements for place in statement.places}
    rests_on = {place.sentence for statement in statements for place in statement.places}
    return None if wanted & rests_on else "off_topic"
