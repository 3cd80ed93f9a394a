"""What a message is, and who answers it: one handler for each intent."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot import telemetry
from bot.answer import Answer, with_details
from bot.answering.about_program import about_program, about_shop
from bot.answering.draft import Draft
from bot.answering.from_article import FromArticle
from bot.answering.search.policy import Policy, refuse_unmarked
from bot.answering.search.searching import about
from bot.intent import source_of_that
from bot.intent.asked_about import looking
from bot.intent.more import topic
from bot.intent.program import ARTICLE_KNOWS, ARTICLE_KNOWS_IN_TALK, asking
from bot.intent.triage import helplines
from bot.intent.triage.classifier import Talk, asks_for_sources
from bot.intent.triage.danger import hearing
from bot.intent.understanding import Intent, IntentKind, of_program, understand
from bot.kinds import ALARMS, FROM_ARTICLE, Alarm, Topic
from bot.leads.stance_network import StanceNetworks
from bot.references import by_meaning
from bot.references.answer import answer_lookup
from bot.references.claim_source import claim_in, with_its_source
from bot.references.look_up import Lookup, look_up
from bot.rendering.whole import with_disclaimer
from bot.request import Request
from bot.settings import Settings
from ingest.errors import FotnotError
from ingest.folder import Source
from prompts import texts
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.index import Index
from vectorstore.retriever import Retriever

_LOG = logging.getLogger("fotnot")
OF_TALK: dict[Talk | None, Topic] = {
    "greeting": "greeting", "howareyou": "greeting", "thanks": "thanks", "goodbye": "bye",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A request, what its message is, and the article that it is asked on."""

    request: Request
    intent: Intent
    source: Source

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.intent.language

    @property
    def asked(self) -> Request:
        """The request with the question alone, without the small talk around it."""
        return replace(self.request, question=self.intent.question)


class Handlers:
    """Answers messages by what they are, from one index. Safe to share between threads."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Set up what hears a message, and what answers it."""
        self._index = index
        self._settings = settings
        self._own = _own_encoder(index, settings)
        self._policy = Policy(
            settings.answer_threshold, settings.suggested_links, settings.use == "shop"
        )
        self._from_article = FromArticle(
            index, looking(settings.model_cache), StanceNetworks(self._own), self._policy
        )
        if self._policy.in_shop:
            refuse_unmarked(map(index.source, index.slugs), settings.has_model)
        self._hear = hearing(self._own)
        self._asks_of = asking(self._own)
        self._asks_for_that = source_of_that.asking(self._own)
        self._handlers: Mapping[IntentKind, Callable[[Message], Answer | Draft]] = {
            "crisis": self._alarm,
            "urgent": self._alarm,
            "smalltalk": self._smalltalk,
            "advice": self._advice,
            "more": self._more,
            "source": self._source_of_that,
            "question": self._question,
        }

    @property
    def retriever(self) -> Retriever:
        """The search."""
        return self._from_article.retriever

    def understood(self, request: Request) -> Message:
        """A request with what its message is."""
        source = self._index.source(request.slug or self._index.slugs[0])
        with telemetry.step("triage"):
            page = request.page or source.article.language
            intent = understand(request, page, self._hear, self._asks_of, self._asks_for_that)
        return Message(request, intent, source)

    def answered(self, message: Message) -> Answer | Draft:
        """The answer; as a draft where a language model may write it."""
        if message.intent.agrees and message.intent.kind not in ALARMS:
            asked_back = _own_words(self.answered(self._before(message)))
            if asked_back.topic == "ask_back":
                meant = asked_back.suggestions[0]
                return self._question(self._again(message, meant))
        if message.intent.kind == "question":
            return self._question_or_talk(message)
        if message.intent.program != "none":
            drafted = self._question(message)
            if _is_on_article(_own_words(drafted), message):
                return drafted
        return self._handlers[message.intent.kind](message)

    def _question_or_talk(self, message: Message) -> Answer | Draft:
        """A question's answer, unless it asks of the program what the article does not surely answer."""
        drafted = self._question(message)
        if _knows(_own_words(drafted), message):
            return drafted
        message = self._of_program(message)
        if message.intent.program == "none" or _is_on_article(_own_words(drafted), message):
            return drafted
        return self._smalltalk(message)

    def _of_program(self, message: Message) -> Message:
        intent = of_program(message.intent, message.request, self._asks_of)
        return replace(message, intent=intent)

    def _alarm(self, message: Message) -> Answer:
        kind: Alarm = "crisis" if message.intent.kind == "crisis" else "urgent"
        said = helplines.answer(kind, message.request.question, message.language)
        return about(with_disclaimer(kind, message.language, said), message.source)

    def _smalltalk(self, message: Message) -> Answer:
        program, language = message.intent.program, message.language
        if program == "shop":
            told, questions = about_shop(message.source, language, self._settings)
            answer = with_disclaimer("decline", language, told)
            details = with_details(answer, topic=program, suggestions=questions)
            return about(details, message.source)
        if program != "none":
            title = message.source.article.title
            told = about_program(program, title, language, self._settings)
            answer = with_disclaimer("smalltalk", language, told)
            return about(with_details(answer, topic=program), message.source)
        talk = message.intent.smalltalk
        key, say = f"smalltalk.{talk or 'greeting'}", texts(message.language)
        named = "title" in say.variables(key)
        body = say(key, title=f"*{message.source.article.title}*") if named else say(key)
        answer = with_disclaimer("smalltalk", message.language, body)
        return about(with_details(answer, topic=OF_TALK.get(talk)), message.source)

    def _advice(self, message: Message) -> Answer | Draft:
        return self._from_article.answer(message.asked, message.language, advice=True)

    def _source_of_that(self, message: Message) -> Answer:
        drafted = self._from_text(self._before(message).request, message)
        return with_its_source(_own_words(drafted))

    def _more(self, message: Message) -> Answer | Draft:
        asked, times = topic((*message.request.earlier, message.intent.question))
        before = replace(message.request, question=asked[-1], earlier=asked[:-1])
        drafted = self.answered(self._understood_as_before(before, message.language))
        answer = _own_words(drafted)
        if answer.kind not in FROM_ARTICLE or not answer.statements:
            return drafted
        slug, language = message.request.slug, message.language
        return self._from_article.more(answer, asked, times, slug, language)

    def _question(self, message: Message) -> Answer | Draft:
        looked = self._looked_up(message)
        if claim := claim_in(message.intent.question, looked):
            said = replace(message.request, question=claim)
            return with_its_source(_own_words(self._from_text(said, message, claim=True)))
        if looked is not None:
            answer = answer_lookup(self._shown(looked, message), message.source, message.language)
            return about(answer, message.source)
        return self._from_text(message.asked, message)

    def _from_text(self, asked: Request, message: Message, claim: bool = False) -> Answer | Draft:
        """What the text says; where it says nothing, references on it that are asked for."""
        drafted = self._from_article.answer(asked, message.language, claim=claim)
        if (
            isinstance(drafted, Answer)
            and not drafted.statements
            and (sources := self._sources_on(asked.question, message))
        ):
            shown = self._shown(sources, message)
            return about(answer_lookup(shown, message.source, message.language), message.source)
        return drafted

    def _looked_up(self, message: Message) -> Lookup | None:
        """What the reference list alone answers."""
        article = message.source.article
        for said in dict.fromkeys((message.request.question, message.intent.question)):
            near = partial(by_meaning.near, self._from_article.retriever, article.slug, said)
            if (looked := look_up(said, article, near)) is not None:
                if looked.kind == "not_found":
                    return self._sources_on(message.intent.question, message) or looked
                return looked
        return None

    def _sources_on(self, question: str, message: Message) -> Lookup | None:
        """The references on the topic of a question that asks for sources, and nothing of the program."""
        if self._of_program(message).intent.program != "none":
            return None
        source = message.source
        asks = asks_for_sources(self._own.encode_queries([question])[0]) if self._own else 0.0
        return by_meaning.sources_on(question, self._from_article.retriever, source.article, asks)

    def _shown(self, looked: Lookup, message: Message) -> Lookup:
        """What was looked up without the sentences that a shop does not show."""
        held = self._policy.held_back(message.source)
        return replace(looked, sentences=tuple(i for i in looked.sentences if i not in held))

    def _before(self, message: Message) -> Message:
        """The turn before, answered in the language of this one."""
        *earlier, before = message.request.earlier
        request = replace(message.request, question=before, earlier=tuple(earlier))
        return self._understood_as_before(request, message.language)

    def _understood_as_before(self, request: Request, language: str) -> Message:
        return self.understood(replace(request, language=language))

    def _again(self, message: Message, question: str) -> Message:
        """The message as if that had been asked, in the turn before's place."""
        request = replace(message.request, question=question, earlier=message.request.earlier[:-1])
        return replace(message, request=request, intent=replace(message.intent, question=question))


def _is_on_article(answer: Answer, message: Message) -> bool:
    """Whether a message that seems to be on the program is surely on the article or its list.

    A complaint about an entry of the list is one.
    """
    if answer.kind == "reference":
        return bool(answer.citations) and message.intent.program != "complaint"
    return _knows(answer, message)


def _knows(answer: Answer, message: Message) -> bool:
    """Whether the article answers so surely that its message is on nothing else."""
    least = ARTICLE_KNOWS_IN_TALK if message.request.earlier else ARTICLE_KNOWS
    return answer.kind != "reference" and answer.confidence >= least


def _own_words(drafted: Answer | Draft) -> Answer:
    """The answer in the article's own words, also where a language model might write it."""
    return drafted.answer if isinstance(drafted, Draft) else drafted


def _own_encoder(index: Index, settings: Settings) -> PretrainedEncoder | None:
    """The pretrained encoder, whatever the index has; None where it can't be had."""
    if isinstance(index.encoder.base, PretrainedEncoder):
        return index.encoder.base
    try:
        return pretrained.served(settings.model_cache)
    except FotnotError as error:
        _LOG.warning(
            "alarms are heard by their words alone, and no turn that asks for a source: %s", error
        )
        return None
