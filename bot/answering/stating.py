"""What a search found → the statements that answer, verified, with the words that lead them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from bot.answer import Answer, Block, Lead, Notice, with_details
from bot.answering import composing, parts, verifying
from bot.answering.citing import citations_of
from bot.answering.search.policy import Policy
from bot.answering.search.searching import Search
from bot.intent.answer_types import asked_for, has
from bot.intent.asked_about import LEANS
from bot.leads.evidence import LeadEvidence
from bot.leads.finding import Leads
from bot.leads.premises import may_presume
from bot.leads.question_form import beyond, form_of
from bot.leads.stance_network import StanceNetworks
from bot.rendering.whole import with_disclaimer
from ingest.folder import Source
from prompts import texts
from vectorstore.context import earlier_weight
from vectorstore.retriever import Passage, Retrieved


class Stating:
    """Composes, verifies and leads. Safe to share between threads."""

    def __init__(self, leads: Leads, stances: StanceNetworks, policy: Policy) -> None:
        """`stances` tells what answers begin with."""
        self._leads, self._stances, self._policy = leads, stances, policy

    def composed(self, search: Search, most: int | None = None) -> composing.Composed | None:
        """The statements that answer, before they are verified; None where nothing does.

        With `most` of so many passages.
        """
        if search.section is not None:
            overview = composing.overview(search.source, search.section, search.language)
            return some(self._shown(overview, search.source))
        if search.withheld or not search.is_sure:
            return None
        question, language = search.request.question, search.language
        limited = is_limited(question, language)
        found = on_its_subject(search)[:most]
        asked = asked_for(question)
        spoken = search.source.article.language
        wanted = (
            partial(has, sort=asked, language=spoken) if asked in ("duration", "count") else None
        )
        differing = self._differing(search) if form_of(question, language) == "yes_no" else ()
        composed = composing.compose(
            found, search.source, language, limited, wanted, differing, sure_of(search.found)
        )
        return some(self._shown(composed, search.source))

    def _shown(self, composed: composing.Composed, source: Source) -> composing.Composed:
        """What a shop may show of it."""
        held = self._policy.held_back(source)
        if not held:
            return composed
        kept = [s.source.sentence not in held for s in composed.statements]
        if not all(kept[: composed.support]):
            # what limits or explains the best one goes with it
            return replace(composed, statements=())
        shown = tuple(s for s, is_kept in zip(composed.statements, kept, strict=True) if is_kept)
        conflicting = composed.conflicting and all(kept)
        return replace(composed, statements=shown, conflicting=conflicting)

    def holds_back(self, search: Search) -> bool:
        """Whether the article may answer with what a shop does not show."""
        answers = search.section is not None or search.is_sure
        return answers and bool(self._policy.held_back(search.source))

    def _differing(self, search: Search) -> tuple[str, ...]:
        """The sentences found that count results that differ on what is asked."""
        best, *others = same_article(search.found)
        found = [p.sentence.text for p in others if p.section == best.section]
        question, article = search.request.question, search.source.article
        return self._leads.disputing(question, search.language, article, found)

    def verified(self, composed: composing.Composed, search: Search) -> Answer:
        """The answer of the statements that stand, with its lead; a bare decline where none does."""
        missing = search.about.missing
        lead = None if missing else partial(self._lead, search)
        return self.stated(composed, search.source, search.language, search.advice, missing, lead)

    def _lead(self, search: Search, composed: composing.Composed) -> Lead | None:
        """The words that say the answer itself."""
        request, language = search.request, search.language
        if composed.conflicting or not composed.support:
            return None
        article = search.source.article
        found = tuple(p.sentence.text for p in same_article(search.found))
        sure = sure_of(search.found)
        stances = cache(partial(self._stances.likely, article, (request.question,)))
        evidence = LeadEvidence(
            composed.statements, composed.support, article, found, sure, stances
        )
        if search.claim:
            return self._leads.of_claim(request.question, language, evidence)
        if search.advice:
            what = beyond(request.question, language)
            return self._leads.not_said(what, language, evidence) if what else None
        leans = earlier_weight(request.question) >= LEANS
        earlier = request.earlier if leans else ()
        return self._leads.lead(request.question, language, evidence, earlier)

    def stated(
        self,
        composed: composing.Composed,
        source: Source,
        language: str,
        advice: bool,
        missing: Sequence[str] = (),
        lead: Callable[[composing.Composed], Lead | None] | None = None,
        before: Sequence[Block] = (),
    ) -> Answer:
        """The answer of the statements that stand; a bare decline where none does."""
        composed, article = self._shown(composed, source), source.article
        checked = verifying.verify(
            composed.statements, article, language, self._policy.suggested_links
        )
        if not checked.statements:
            return with_details(Answer("decline", language, "", ""), dropped=checked.dropped)
        citations = citations_of(checked.statements, article)
        said = lead(composed) if lead and not checked.dropped else None
        opening = [*before]
        if advice:
            over = parts.advice_intro(language) if before else parts.advice_opening(language, said)
            opening = [*over, *before]
        if missing:
            opening += parts.not_named(missing, language)
        body = parts.answer(
            checked.statements, citations, source, language, composed.conflicting,
            None if advice else said,
        )  # fmt: skip
        marked = self._policy.with_caveat(source)
        if any(statement.source.sentence in marked for statement in checked.statements):
            body = [*body, Notice(texts(language)("answer.claim"))]
        answer = with_disclaimer("advice" if advice else "answer", language, [*opening, *body])
        return with_details(
            answer, statements=checked.statements, citations=citations, dropped=checked.dropped,
            missing=tuple(missing),
        )  # fmt: skip


def sure_of(found: Retrieved) -> float:
    """How likely the best passage answers by what reads the question whole; 0 where nothing does."""
    return math.exp(found.judged.best) if found.judged else 0.0


def is_limited(question: str, language: str) -> bool:
    """Whether what answers a question has to stand with its limits: it asks for too much, or presumes it."""
    return beyond(question, language) is not None or may_presume(question, language)


def some(composed: composing.Composed) -> composing.Composed | None:
    """What was composed; None where that is nothing."""
    return composed if composed.statements else None


def on_its_subject(search: Search) -> list[Passage]:
    """The passages of the best one's article but those on other complaints; the best one always."""
    best, *others = same_article(search.found)
    return [best, *(p for p in others if not search.scope.is_beside(p))]


def same_article(found: Retrieved) -> list[Passage]:
    """The passages of the best one's article."""
    return [p for p in found.passages if p.slug == found.passages[0].slug]
