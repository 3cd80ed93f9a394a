"""A question → what it found in an article, what it asks about, and how sure it is that this answers."""

from dataclasses import dataclass

from bot import telemetry
from bot.answering import decision
from bot.answering.scope import Scope
from bot.intent.asked_about import AskedAbout, Looking
from bot.intent.topic import naming, section_asked_for
from bot.request import Request
from ingest.article import Section
from ingest.folder import Source
from vectorstore.index import Index
from vectorstore.retriever import Retrieved, Retriever


@dataclass(frozen=True, slots=True)
class Search:
    """What a question found, before it is decided whether that answers it."""

    request: Request
    language: str
    advice: bool
    claim: bool
    found: Retrieved
    source: Source
    about: AskedAbout
    confidence: float
    section: Section | None  # one that is asked for as a whole


class Searcher:
    """Searches one index for questions. Safe to share between threads."""

    def __init__(self, index: Index, looking: Looking, threshold: float) -> None:
        """`threshold` is the confidence from which a question is answered."""
        self.retriever = Retriever(index)
        self._index = index
        self._looking = looking
        self._threshold = threshold

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
        sure = decision.confidence(turns, found, self._index, language, named)
        if claim and decision.is_said(found):
            sure = max(sure, found.cosine)
        best, asked_before = found.passages[0], found.answerable.best >= decision.THIS_QUESTION
        if not asked_before and scope.excludes(best):
            sure = 0.0
        advice = advice or scope.mixes_medicines()
        section = section_asked_for(request.question, source.article)
        if section is None and named.name_alone and sure < self._threshold:
            section = naming(request.question, source.article)
        return Search(request, language, advice, claim, found, source, named, sure, section)
