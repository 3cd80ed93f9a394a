"""Ask and stream: triage, context, retrieval, decision, composing and verifying, in order."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import compose, decision, language, render, verify
from bot.answer import Answer, Citation, Found, Statement, cite, finish, with_details
from bot.claim_source import claim_in, with_its_source
from bot.lookup import look_up
from bot.reference_answer import answer_lookup
from bot.request import Request, cleaned
from bot.settings import Settings
from bot.suggest import missing_topics, questions_near
from bot.topic import section_asked_for
from bot.triage import Triage, triage
from ingest.folder import Source
from prompts import texts
from vectorstore.index import Index
from vectorstore.retriever import Passage, Retrieved, Retriever

NEAR_COSINE = 0.4  # below it, the nearest section has nothing to do with the question
_LOG = logging.getLogger("fotnot")


class Bot:
    """Answers from one index."""

    def __init__(self, index: Index, settings: Settings) -> None:
        self.index = index
        self.retriever = Retriever(index)
        self._settings = settings

    @property
    def threshold(self) -> float:
        """The confidence below which a question is declined."""
        return self._settings.answer_threshold

    def ask(self, request: Request) -> Answer:
        """The answer to a question; whatever goes wrong inside, a message with the disclaimer.

        Raises:
            InputError: the question is empty or longer than MAX_QUESTION characters.
        """
        request = cleaned(request)
        spoken = request.page or "sv"
        try:
            spoken = self._language(request)
            return self._answer(request, spoken)
        except Exception:  # noqa: BLE001 - the reader must get an answer and its disclaimer, whatever broke
            _LOG.exception("answering failed")
            return finish("error", spoken, texts(spoken)("error.broken"))

    def stream(self, request: Request) -> Iterator[Answer]:
        """The answer as it grows: each item whole in itself, disclaimer and all, the last complete.

        Raises:
            InputError: as `ask`.
        """
        yield self.ask(request)

    def _language(self, request: Request) -> str:
        page = request.page or self._default_source(request.slug).article.language
        earlier: list[str] = []
        for turn in request.earlier[-3:]:
            earlier.append(language.detect(turn, page, earlier))
        return request.language or language.detect(request.question, page, earlier)

    def _default_source(self, slug: str | None) -> Source:
        return self.index.source(slug or self.index.slugs[0])

    def _answer(self, request: Request, spoken: str) -> Answer:
        found = triage(request.question, request.earlier)
        source = self._default_source(request.slug)
        if found.kind in ("crisis", "urgent"):
            return _about(finish(found.kind, spoken, texts(spoken)(found.kind)), source)
        if found.kind == "smalltalk":
            return _about(self._smalltalk(found, source, spoken), source)
        if found.kind == "advice":
            return self._from_article(replace(request, question=found.question), spoken, True)
        return self._to_question(request, found.question, source, spoken)

    def _to_question(self, request: Request, question: str, source: Source, spoken: str) -> Answer:
        """The answer to `question`, the request's message without the small talk around it."""
        looked = look_up(request.question, source.article)
        if looked is None and question != request.question:
            looked = look_up(question, source.article)
        if claim := claim_in(question, looked):
            return with_its_source(
                self._from_article(replace(request, question=claim), spoken, advice=False)
            )
        if looked is not None:
            return _about(answer_lookup(looked, source, spoken), source)
        return self._from_article(replace(request, question=question), spoken, advice=False)

    def _smalltalk(self, found: Triage, source: Source, spoken: str) -> Answer:
        key = f"smalltalk.{found.smalltalk or 'greeting'}"
        say = texts(spoken)
        named = "title" in say.variables(key)
        body = say(key, title=f"*{source.article.title}*") if named else say(key)
        return finish("smalltalk", spoken, body)

    def _from_article(self, request: Request, spoken: str, advice: bool) -> Answer:
        turns = (*request.earlier, request.question)
        found = self.retriever.search(turns, slug=request.slug)
        source = self.index.source(found.passages[0].slug)
        sure = decision.confidence(turns, found, self.index)
        section = section_asked_for(request.question, source.article)
        answered = Answer("decline", spoken, "", "")
        if section is not None or sure >= self._settings.answer_threshold:
            composed = (
                compose.overview(source, section, spoken)
                if section is not None
                else compose.compose(_same_article(found), source, spoken)
            )
            answered = self._verified(composed, source, spoken, advice)
        if answered.kind == "decline":
            answered = self._decline(request.question, found, source, spoken, advice)
        return _about(
            with_details(
                answered,
                passages=tuple(
                    Found(p.sentence.id, p.sentence.text, round(p.score, 4)) for p in found.passages
                ),
                confidence=round(sure, 4),
                suggestions=questions_near(source, found, spoken, skip=answered.statements),
            ),
            source,
        )

    def _verified(
        self, composed: compose.Composed, source: Source, spoken: str, advice: bool
    ) -> Answer:
        article = source.article
        checked = verify.verify(
            composed.statements, article, spoken, self._settings.suggested_links
        )
        if not checked.statements:
            return with_details(Answer("decline", spoken, "", ""), dropped=checked.dropped)
        citations = _citations(checked.statements, source)
        body = render.answer(checked.statements, citations, article, spoken, composed.conflicting)
        if advice:
            say = texts(spoken)
            body = f"**{say('advice.intro')}**\n\n{say('advice.then')}\n\n{body}"
        answer = finish("advice" if advice else "answer", spoken, body)
        return with_details(
            answer, statements=checked.statements, citations=citations, dropped=checked.dropped
        )

    def _decline(
        self, question: str, found: Retrieved, source: Source, spoken: str, advice: bool
    ) -> Answer:
        say = texts(spoken)
        if advice:
            return finish("advice", spoken, f"**{say('advice.intro')}**\n\n{say('decline.plain')}")
        near = found.passages[0].section.heading if found.cosine >= NEAR_COSINE else None
        missing = missing_topics(question, source, spoken)
        questions = questions_near(source, found, spoken)
        body = render.decline(source.article, spoken, near, missing, questions)
        return finish("decline", spoken, body)


def _same_article(found: Retrieved) -> list[Passage]:
    return [p for p in found.passages if p.slug == found.passages[0].slug]


def _citations(statements: Sequence[Statement], source: Source) -> tuple[Citation, ...]:
    article = source.article
    status = {
        (sentence.id, link.number): link.status
        for sentence in article.sentences
        for link in sentence.links
    }
    cited: dict[int, Citation] = {}
    for statement in statements:
        for number in statement.citations:
            known = status[(statement.source.sentence, number)]
            if number not in cited or cited[number].status == "suggested":
                cited[number] = cite(article, number, known)
    return tuple(cited[number] for number in sorted(cited))


def _about(answer: Answer, source: Source) -> Answer:
    return with_details(answer, article=source.article.slug, sha256=source.article.sha256)
