"""Ask and stream: triage, context, retrieval, decision, composing and verifying, in order."""

import logging
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot import telemetry
from bot.answer import Answer, Found, Topic, citations_of, with_care, with_details, with_disclaimer
from bot.answering import composing, decision, verifying
from bot.answering.ask_back import may_be_meant, says_yes
from bot.answering.draft import Draft
from bot.answering.suggestions import NEAR_COSINE, follow_ups, questions_near
from bot.intent import helplines, language
from bot.intent.asked_about import AskedAbout, looking
from bot.intent.classifier import Talk, asks_for_sources
from bot.intent.danger import hearing
from bot.intent.more import asks_for_more, topic, untold
from bot.intent.topic import naming, section_asked_for
from bot.intent.triage import ALARMS, Triage, possible_alarm, triage
from bot.references import by_meaning
from bot.references.answer import answer_lookup
from bot.references.claim_source import asks_for_source_alone, claim_in, with_its_source
from bot.references.look_up import Lookup, look_up
from bot.rendering import markdown
from bot.request import Request, cleaned
from bot.settings import Settings
from ingest.errors import FotnotError
from ingest.folder import Source
from prompts import texts
from vectorstore.encoder import pretrained
from vectorstore.encoder.serving import PretrainedEncoder
from vectorstore.index import Index
from vectorstore.retriever import Passage, Retrieved, Retriever

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable, RunnableConfig

    from bot.llm.writer import Writer

_LOG = logging.getLogger("fotnot")
TOPICS: dict[Talk | None, Topic] = {
    "greeting": "greeting", "howareyou": "greeting", "thanks": "thanks", "goodbye": "bye",
    "who": "identity", "help": "capabilities",
}  # fmt: skip


class Bot:
    """Answers from one index."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Set up what the settings ask for.

        Raises:
            InputError: a language model or telemetry is asked for and can't be used.
        """
        self._index = index
        self._retriever = Retriever(index)
        self._settings = settings
        self._writer = _writer(index, settings)
        self._own = _own_encoder(index, settings)
        self._hear = hearing(self._own)
        self._looking = looking(settings.model_cache)
        if settings.telemetry:
            telemetry.enable()

    @property
    def index(self) -> Index:
        """The index that answers are made on."""
        return self._index

    @property
    def retriever(self) -> Retriever:
        """The search in it."""
        return self._retriever

    @property
    def pinned(self) -> "Bot":
        """This bot, on one index for as long as it is held."""
        return self

    @property
    def threshold(self) -> float:
        """The confidence below which a question is declined."""
        return self._settings.answer_threshold

    def ask(self, request: Request, config: "RunnableConfig | None" = None) -> Answer:
        """The answer to a question; whatever goes wrong inside, a message with the disclaimer.

        `config` is LangChain's: its callbacks see the language model's calls.

        Raises:
            InputError: the question is empty or longer than MAX_QUESTION characters.
        """
        *_, answer = self._growing(cleaned(request), config)
        return answer

    def stream(self, request: Request, config: "RunnableConfig | None" = None) -> Generator[Answer]:
        """The answer as it grows: each item whole in itself, disclaimer and all, the last complete.

        Closing it cancels what a language model still writes.

        Raises:
            InputError: as `ask`.
        """
        yield from self._growing(cleaned(request), config)

    def as_runnable(self) -> "Runnable[Request | str, Answer]":
        """The bot as a LangChain Runnable: a request or a question in, the answer out."""
        from bot.llm.runnable import BotRunnable

        return BotRunnable(self)

    def as_retriever(self, slug: str | None = None) -> "BaseRetriever":
        """The search as a LangChain retriever: a question in, sentences as documents out."""
        from bot.llm.retriever import SentenceRetriever

        return SentenceRetriever(searcher=self.retriever, slug=slug)

    def _growing(self, request: Request, config: "RunnableConfig | None") -> Generator[Answer]:
        trace, answer = telemetry.Trace(), None
        try:
            more = asks_for_more(request.question)
            needed = None if more else possible_alarm(request.question, self._hear)
            with closing(self._answers(request, config, trace)) as answers:
                for found in answers:
                    answer = found
                    if needed and found.kind not in ALARMS:
                        answer = with_care(found, helplines.care(needed, found.language))
                    yield answer
        finally:
            trace.end(answer)

    def _answers(
        self, request: Request, config: "RunnableConfig | None", trace: telemetry.Trace
    ) -> Generator[Answer]:
        spoken = request.page or "sv"
        try:
            with trace.current():
                spoken = self._language(request)
                drafted = self._answer(request, spoken)
            if isinstance(drafted, Answer):
                yield drafted
            elif self._writer is None:
                yield drafted.answer
            else:
                yield from self._writer.answers(drafted, config, trace)
        except FotnotError as error:
            _LOG.error("answering failed: %s", error)
            yield with_disclaimer("error", spoken, texts(spoken)("error.broken"))
        except Exception:  # noqa: BLE001 - the reader must get an answer and its disclaimer, whatever broke
            _LOG.exception("answering failed")
            yield with_disclaimer("error", spoken, texts(spoken)("error.broken"))

    def _language(self, request: Request) -> str:
        page = request.page or self._default_source(request.slug).article.language
        earlier: list[str] = []
        for turn in request.earlier[-3:]:
            earlier.append(language.detect(turn, page, earlier))
        if earlier and says_yes(request.question):  # ‘ja’ is a word of five of the languages
            return request.language or earlier[-1]
        return request.language or language.detect(request.question, page, earlier)

    def _default_source(self, slug: str | None) -> Source:
        return self.index.source(slug or self.index.slugs[0])

    def _answer(self, request: Request, spoken: str) -> Answer | Draft:
        """The answer; as a draft where a language model may write it."""
        with telemetry.step("triage"):
            found = triage(request.question, request.earlier, self._hear)
        source = self._default_source(request.slug)
        if found.kind in ALARMS:
            said = helplines.answer(found.kind, request.question, spoken)
            return _about(with_disclaimer(found.kind, spoken, said), source)
        if request.earlier and says_yes(found.question):
            before = replace(request, question=request.earlier[-1], earlier=request.earlier[:-1])
            asked_back = self._answer(before, spoken)
            if isinstance(asked_back, Answer) and asked_back.topic == "ask_back":
                meant = asked_back.suggestions[0]
                return self._to_question(replace(before, question=meant), meant, source, spoken)
        if found.kind == "smalltalk":
            return _about(self._smalltalk(found, source, spoken), source)
        if found.kind == "advice":
            return self._from_article(replace(request, question=found.question), spoken, True)
        return self._to_question(request, found.question, source, spoken)

    def _to_question(
        self, request: Request, question: str, source: Source, spoken: str
    ) -> Answer | Draft:
        """The answer to `question`, the request's message without the small talk around it."""
        if asks_for_more(question) and (asked := topic((*request.earlier, question)))[0]:
            return self._more(request, *asked, spoken)
        if request.earlier and asks_for_source_alone(question):
            before = replace(request, question=request.earlier[-1], earlier=request.earlier[:-1])
            drafted = self._from_article(before, spoken)
            return with_its_source(_extracted(drafted))
        for said in dict.fromkeys((request.question, question)):
            near = partial(by_meaning.near, self.retriever, source.article.slug, said)
            if (looked := look_up(said, source.article, near)) is not None:
                break
        if looked and looked.kind == "not_found":
            looked = self._sources_on(question, source) or looked
        if claim := claim_in(question, looked):
            drafted = self._from_article(replace(request, question=claim), spoken, claim=True)
            return with_its_source(_extracted(drafted))
        if looked is not None:
            return _about(answer_lookup(looked, source, spoken), source)
        return self._from_article(replace(request, question=question), spoken)

    def _sources_on(self, question: str, source: Source) -> Lookup | None:
        """The references on the topic of a message that asks for sources."""
        asks = asks_for_sources(self._own.encode_queries([question])[0]) if self._own else 0.0
        return by_meaning.sources_on(question, self.retriever, source.article, asks)

    def _more(
        self, request: Request, asked: tuple[str, ...], times: int, spoken: str
    ) -> Answer | Draft:
        """What else there is on the turns in `asked`, after more was asked for so many times."""
        before = replace(request, question=asked[-1], earlier=asked[:-1])
        drafted = self._answer(before, spoken)
        answer = _extracted(drafted)
        if answer.kind not in ("answer", "advice") or not answer.statements:
            return drafted
        found = self.retriever.search(asked, slug=request.slug)
        source = self.index.source(found.passages[0].slug)
        told = {statement.source.sentence for statement in answer.statements}
        rest = untold(_same_article(found), told, times)
        further = follow_ups(found, source, spoken, skip=answer.statements)
        if rest:
            composed = composing.compose(rest, source, spoken)
            more = self._verified(composed, source, spoken, answer.kind == "advice")
        else:
            more = with_disclaimer("decline", spoken, markdown.no_more(spoken, further))
        details = with_details(more, passages=answer.passages, confidence=answer.confidence)
        return _about(with_details(details, suggestions=further), source)

    def _smalltalk(self, found: Triage, source: Source, spoken: str) -> Answer:
        key = f"smalltalk.{found.smalltalk or 'greeting'}"
        say = texts(spoken)
        named = "title" in say.variables(key)
        body = say(key, title=f"*{source.article.title}*") if named else say(key)
        return with_details(
            with_disclaimer("smalltalk", spoken, body), topic=TOPICS.get(found.smalltalk)
        )

    def _from_article(
        self, request: Request, spoken: str, advice: bool = False, claim: bool = False
    ) -> Answer | Draft:
        turns = (*request.earlier, request.question)
        with telemetry.step("retrieval"):
            found = self.retriever.search(turns, slug=request.slug)
        source = self.index.source(found.passages[0].slug)
        slug = source.article.slug
        about = self._looking.look(turns, spoken, self.index.vocabulary(slug))
        sure = decision.confidence(turns, found, self.index, spoken, about)
        if claim and decision.is_said(found):
            sure = max(sure, found.cosine)
        section = section_asked_for(request.question, source.article)
        if section is None and about.name_alone and sure < self.threshold:
            section = naming(request.question, source.article)
        answered = Answer("decline", spoken, "", "")
        composed = None
        if section is not None or sure >= self._settings.answer_threshold:
            composed = (
                composing.overview(source, section, spoken)
                if section is not None
                else composing.compose(_same_article(found), source, spoken)
            )
            answered = self._verified(composed, source, spoken, advice, about.missing)
        if answered.kind == "decline":
            composed = None
            sources = self._sources_on(request.question, source)
            if sources and not advice:
                return _about(answer_lookup(sources, source, spoken), source)
            answered = self._decline(request.question, found, source, spoken, advice, sure, about)
        suggestions = answered.suggestions or follow_ups(
            found, source, spoken, skip=answered.statements
        )
        answer = _about(
            with_details(
                answered,
                passages=tuple(
                    Found(p.sentence.id, p.sentence.text, round(p.score, 4)) for p in found.passages
                ),
                confidence=round(sure, 4),
                suggestions=suggestions,
            ),
            source,
        )
        if composed is None:
            return answer
        near = section.sentences if section else [p.sentence for p in _same_article(found)]
        sentences = (*(s.source.sentence for s in answer.statements), *(s.id for s in near))
        return Draft(
            answer, request.question, request.earlier, source, sentences, composed.conflicting
        )

    def _verified(
        self,
        composed: composing.Composed,
        source: Source,
        spoken: str,
        advice: bool,
        missing: Sequence[str] = (),
    ) -> Answer:
        article = source.article
        checked = verifying.verify(
            composed.statements, article, spoken, self._settings.suggested_links
        )
        if not checked.statements:
            return with_details(Answer("decline", spoken, "", ""), dropped=checked.dropped)
        citations = citations_of(checked.statements, article)
        body = markdown.answer(checked.statements, citations, article, spoken, composed.conflicting)
        if missing:
            body = f"{markdown.missing(missing, spoken)}\n\n{body}"
        if advice:
            body = f"{markdown.advice_opening(spoken)}\n\n{body}"
        answer = with_disclaimer("advice" if advice else "answer", spoken, body)
        return with_details(
            answer, statements=checked.statements, citations=citations, dropped=checked.dropped,
            missing=tuple(missing),
        )  # fmt: skip

    def _decline(
        self,
        question: str,
        found: Retrieved,
        source: Source,
        spoken: str,
        advice: bool,
        sure: float,
        about: AskedAbout,
    ) -> Answer:
        say = texts(spoken)
        missing = about.missing if about.unnamed else about.unknown
        if advice:
            plain = markdown.not_named(missing, spoken) if missing else say("decline.plain")
            answer = with_disclaimer("advice", spoken, f"**{say('advice.intro')}**\n\n{plain}")
            return with_details(answer, missing=missing)
        near = questions_near(source, found, spoken)
        meant = () if missing else may_be_meant(question, near, sure, self.threshold)
        if meant:
            asked_back = with_disclaimer("decline", spoken, markdown.meant(spoken, meant))
            return with_details(asked_back, topic="ask_back", suggestions=meant)
        heading = found.passages[0].section.heading if found.cosine >= NEAR_COSINE else None
        further = follow_ups(found, source, spoken)
        body = markdown.decline(source.article, spoken, heading, missing, further)
        declined = with_disclaimer("decline", spoken, body)
        return with_details(declined, missing=missing, suggestions=further)


def _extracted(drafted: Answer | Draft) -> Answer:
    """The answer in the article's own words, also where a language model might write it."""
    return drafted.answer if isinstance(drafted, Draft) else drafted


def _same_article(found: Retrieved) -> list[Passage]:
    return [p for p in found.passages if p.slug == found.passages[0].slug]


def _writer(index: Index, settings: Settings) -> "Writer | None":
    if not settings.llm and not settings.llm_url:
        return None
    from bot.llm.writer import Writer

    return Writer(index, settings)


def _own_encoder(index: Index, settings: Settings) -> PretrainedEncoder | None:
    """The pretrained encoder, whatever the index has; None where it can't be had."""
    if isinstance(index.encoder.base, PretrainedEncoder):
        return index.encoder.base
    try:
        return pretrained.served(settings.model_cache)
    except FotnotError as error:
        _LOG.warning("alarms are heard by their words alone: %s", error)
        return None


def _about(answer: Answer, source: Source) -> Answer:
    return with_details(answer, article=source.article.slug, sha256=source.article.sha256)
