"""A question → what it found in an article, what it asks about, how sure this is; an answer told with it."""

from dataclasses import dataclass, replace

from bot import telemetry
from bot.answer import Answer, FoundPassage, with_details
from bot.answering.search import decision
from bot.answering.search.policy import Policy
from bot.answering.search.scope import Scope
from bot.answering.suggestions import follow_ups
from bot.intent.asked_about import AskedAbout, Looking
from bot.intent.topic import naming, section_asked_for
from bot.request import Request
from ingest.article import Section
from ingest.folder import Source
from vectorstore.index import Index
from vectorstore.retriever import Retrieved, Retriever


@dataclass(frozen=True, slots=True)
class Search:
    """What a question found, and how sure it is that this answers it: at `threshold`, it does."""

    request: Request
    language: str
    advice: bool
    claim: bool
    found: Retrieved
    source: Source
    about: AskedAbout
    scope: Scope
    confidence: float
    threshold: float
    section: Section | None  # one that is asked for as a whole
    withheld: bool = False  # what answers is not shown in a shop
    held: frozenset[str] = frozenset()  # the ids of sentences that are not

    @property
    def is_sure(self) -> bool:
        """Whether the best passage answers the question."""
        return self.confidence >= self.threshold


class Searcher:
    """Searches one index for questions. Safe to share between threads."""

    def __init__(self, index: Index, looking: Looking, policy: Policy) -> None:
        """`looking` tells what a question asks about."""
        self.retriever = Retriever(index)
        self._index, self._looking, self._policy = index, looking, policy

    def search(
        self, request: Request, language: str, advice: bool = False, claim: bool = False
    ) -> Search:
        """What the last turn finds; `advice` and `claim` are kept with it."""
        turns = (*request.earlier, request.question)
        with telemetry.step("retrieval"):
            found = self.retriever.search(turns, slug=request.slug)
        source = self._index.source(found.passages[0].slug)
        scope = Scope(turns, language, source.article, self._looking)
        found = scope.ordered(found)
        named = self._looking.look(turns, language, self._index.vocabulary(source.article.slug))
        threshold = self._policy.threshold
        sure = decision.confidence(turns, found, self._index, language, named)
        if claim and decision.is_said(found):
            sure = max(sure, found.cosine)
        best, asked_before = found.passages[0], found.answerable.best >= decision.THIS_QUESTION
        if not asked_before and scope.excludes(best):
            sure = 0.0
        advice = advice or scope.mixes_medicines
        section = section_asked_for(request.question, source.article)
        if section is None and named.name_alone and sure < threshold:
            section = naming(request.question, source.article)
        slugs = {passage.slug for passage in found.passages}
        held = frozenset().union(
            *(self._policy.held_back(self._index.source(each)) for each in slugs)
        )
        withheld = section is None and sure >= threshold and best.sentence.id in held
        shown = tuple(p for p in found.passages if p.sentence.id not in held)
        is_left = any(passage.slug == best.slug for passage in shown)
        found = replace(found, passages=shown if is_left else found.passages[:1])
        return Search(
            request, language, advice, claim, found, source, named, scope, sure, threshold, section,
            withheld, held,
        )  # fmt: skip


def with_search(answer: Answer, search: Search) -> Answer:
    """The answer with what was found, how sure it is, and questions to go on with."""
    found, source = search.found, search.source
    passages = [
        FoundPassage(p.sentence.id, p.sentence.text, round(p.score, 4))
        for p in found.passages
        if p.sentence.id not in search.held
    ]
    suggestions = answer.suggestions or follow_ups(
        found, source, search.language, skip=answer.statements
    )
    answer = with_details(
        answer, passages=tuple(passages), confidence=round(search.confidence, 4),
        suggestions=suggestions,
    )  # fmt: skip
    return about(answer, source)


def about(answer: Answer, source: Source) -> Answer:
    """The answer with the article that it is from."""
    return with_details(answer, article=source.article.slug, sha256=source.article.sha256)
