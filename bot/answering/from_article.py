"""A question → the article's own sentences on it, or a decline that helps."""

from collections.abc import Sequence

from bot.answer import Answer, with_details
from bot.answering import composing, parts
from bot.answering.declining import Declining
from bot.answering.draft import Draft
from bot.answering.in_parts import InParts
from bot.answering.search.policy import Policy
from bot.answering.search.scope import Scope
from bot.answering.search.searching import Search, Searcher, about, with_search
from bot.answering.stating import Stating, on_its_subject, same_article
from bot.answering.suggestions import follow_ups
from bot.intent.asked_about import Looking
from bot.intent.more import untold
from bot.leads.finding import Leads
from bot.leads.stance_network import StanceNetworks
from bot.rendering.whole import with_disclaimer
from bot.request import Request
from vectorstore.index import Index
from vectorstore.retriever import Retriever


class FromArticle:
    """Answers in the article's own words, from one index."""

    def __init__(
        self, index: Index, looking: Looking, stances: StanceNetworks, policy: Policy
    ) -> None:
        """`looking` tells what a text names, `stances` what answers begin with."""
        leads = Leads(looking)
        self._index, self._looking, self._policy = index, looking, policy
        self._searcher = Searcher(index, looking, policy)
        self._stating = Stating(leads, stances, policy)
        self._in_parts = InParts(self._searcher, self._stating, looking)
        self._declining = Declining(leads, looking)

    @property
    def retriever(self) -> Retriever:
        """The search."""
        return self._searcher.retriever

    def answer(
        self, request: Request, language: str, advice: bool = False, claim: bool = False
    ) -> Answer | Draft:
        """The answer to the request's question; as a draft where a language model may write it.

        With `advice` it opens with who can advise; a `claim` is not asked but said, and answered
        with what says the same.
        """
        search = self._searcher.search(request, language, advice, claim)
        if search.withheld:
            return _withheld(search)
        if not claim and (of_parts := self._in_parts.answer(search)):
            return of_parts
        composed = self._stating.composed(search)
        answered = self._stating.verified(composed, search) if composed else None
        if composed is None or answered is None or not answered.statements:
            if self._stating.holds_back(search):
                return _withheld(search)
            return with_search(self._declining.decline(search), search)
        answer = with_search(answered, search)
        section = search.section
        near = section.sentences if section else [p.sentence for p in on_its_subject(search)]
        held = self._policy.held_back(search.source)
        sentences = (
            *(s.source.sentence for s in answer.statements),
            *(s.id for s in near if s.id not in held),
        )
        return Draft(
            answer, request.question, request.earlier, search.source, sentences,
            composed.conflicting,
        )  # fmt: skip

    def more(
        self, answer: Answer, asked: Sequence[str], times: int, slug: str | None, language: str
    ) -> Answer:
        """What else there is on the turns in `asked`, whose answer was `answer`.

        More was asked for so many times.
        """
        found = self._searcher.retriever.search(asked, slug=slug)
        source = self._index.source(found.passages[0].slug)
        found = Scope(asked, language, source.article, self._looking).ordered(found)
        told = {statement.source.sentence for statement in answer.statements}
        held = self._policy.held_back(source)
        near = [p for p in same_article(found) if p.sentence.id not in held]
        rest = untold(near, told, times) if near else []
        further = follow_ups(found, source, language, skip=answer.statements)
        if rest:
            composed = composing.compose(rest, source, language)
            more = self._stating.stated(composed, source, language, answer.kind == "advice")
        if not rest or not more.statements:
            more = with_disclaimer("decline", language, parts.no_more(language, further))
        details = with_details(more, passages=answer.passages, confidence=answer.confidence)
        return about(with_details(details, suggestions=further), source)


def _withheld(search: Search) -> Answer:
    """That the article has it, and this place does not show it."""
    answer = with_disclaimer("decline", search.language, parts.withheld(search.language))
    return with_search(answer, search)
