"""A question → the article's own sentences on it, or a decline that helps."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answer import Answer, Block, Found, Lead, with_details
from bot.answering import composing, parts, verifying
from bot.answering.ask_back import may_be_meant
from bot.answering.citing import citations_of
from bot.answering.draft import Draft
from bot.answering.in_parts import together
from bot.answering.searching import Search, Searcher
from bot.answering.suggestions import NEAR_COSINE, follow_ups, instead, questions_near
from bot.intent.answer_types import asked_for, has
from bot.intent.asked_about import LEANS, Looking
from bot.intent.divided import divided, is_compared
from bot.intent.more import untold
from bot.leads.evidence import Evidence
from bot.leads.finding import Leads
from bot.leads.premises import may_presume
from bot.leads.question_form import beyond, form_of
from bot.rendering.whole import with_disclaimer
from bot.request import Request
from ingest.folder import Source
from vectorstore.context import earlier_weight
from vectorstore.index import Index
from vectorstore.retriever import Passage, Retrieved, Retriever

BOTH = 2  # things that are told apart
NEARLY = 0.8  # a passage that scores so much of the best one's may tell of a thing as well
WHOLE = 0.8  # what is so sure to answer a whole question may not be missed by its parts


class FromArticle:
    """Answers in the article's own words, from one index."""

    def __init__(
        self, index: Index, looking: Looking, threshold: float, suggested_links: bool
    ) -> None:
        """`threshold` is the confidence from which a question is answered.

        `suggested_links` says whether numbers stand behind statements that only the linker ties.
        """
        self._index = index
        self._searcher = Searcher(index, looking, threshold)
        self._looking = looking
        self._leads = Leads(looking)
        self._threshold = threshold
        self._suggested_links = suggested_links

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
        if not claim and (of_parts := self._in_parts(search) or self._of_each(search)):
            return of_parts
        composed = self._composed(search)
        answered = self._verified(composed, search) if composed else None
        if composed is None or answered is None or not answered.statements:
            return self._with_search(self._decline(search), search)
        answer = self._with_search(answered, search)
        section, found = search.section, search.found
        near = section.sentences if section else [p.sentence for p in _same_article(found)]
        sentences = (*(s.source.sentence for s in answer.statements), *(s.id for s in near))
        return Draft(
            answer, request.question, request.earlier, search.source, sentences,
            composed.conflicting,
        )  # fmt: skip

    def _in_parts(self, whole: Search) -> Answer | None:
        """The answer to a question in parts; None where it is better answered as a whole.

        So is what asks for more than an article can promise: its lead says so first.
        """
        asked = divided(whole.request.question, whole.language)
        if len(asked) == 1 or any(_is_limited(part, whole.language) for part in asked):
            return None
        searches = [self._of_part(whole, asked[:place], part) for place, part in enumerate(asked)]
        answered = [each for each in searches if self._composed(each)]
        firsts = [each.found.passages[0].sentence.id for each in answered]
        best = whole.found.passages[0].sentence.id
        if not answered or (whole.confidence >= WHOLE and best not in firsts):
            return None
        most = 1 if len(answered) > 1 else None
        found = [composed for each in answered if (composed := self._composed(each, most))]
        lacking = [each for each in searches if each not in answered]
        opening = parts.not_answered_part(
            [each.request.question for each in lacking], whole.language
        )
        missing = [word for each in searches for word in each.about.missing]
        unsaid = [word for each in answered for word in each.about.missing]
        return self._put_together(whole, found, opening, missing, unsaid)

    def _of_part(self, whole: Search, before: Sequence[str], part: str) -> Search:
        """What a part of a question finds in the whole one's article; it may lean on those before."""
        request = replace(
            whole.request,
            question=part,
            earlier=(*whole.request.earlier, *before),
            slug=whole.source.article.slug,
        )
        return self._searcher.search(request, whole.language, whole.advice)

    def _of_each(self, search: Search) -> Answer | None:
        """What there is on each of two things that a question sets apart.

        None without both, or where the best passage surely answers, and tells of both.
        """
        question, language = search.request.question, search.language
        if search.section or search.about.missing or not is_compared(question, language):
            return None
        named = self._looking.mentions(question, language)
        best, spoken = search.found.passages[0].sentence.text, search.source.article.language
        told = self._looking.concepts(best, spoken)
        sure = search.confidence >= self._threshold
        if len(named) != BOTH or (sure and all(each.concepts & told for each in named)):
            return None
        alone = replace(search.request, earlier=(), slug=search.source.article.slug)
        searches = [
            self._searcher.search(replace(alone, question=each.written), language, search.advice)
            for each in named
        ]
        found = [composed for each in searches if (composed := self._best(each))]
        if len(found) < BOTH:
            return None
        return self._put_together(search, found, parts.of_each(language))

    def _best(self, search: Search) -> composing.Composed | None:
        """The best statement on a thing that names it: one that begins with it before others."""
        if search.confidence < self._threshold:
            return None
        language = search.source.article.language
        asked = self._looking.concepts(search.request.question, search.language)
        best, *others = _same_article(search.found)
        near = [best, *(p for p in others if p.score >= NEARLY * best.score)]
        placed = [
            (mention.first, place)
            for place, passage in enumerate(near)
            for mention in self._looking.mentions(passage.sentence.text, language)
            if mention.concepts & asked
        ]
        if not placed:
            return None
        opening = [place for first, place in placed if first == 0]
        chosen = near[opening[0] if opening else min(place for _, place in placed)]
        return _some(composing.compose([chosen], search.source, search.language))

    def _put_together(
        self,
        whole: Search,
        found: Sequence[composing.Composed],
        opening: Sequence[Block],
        missing: Sequence[str] = (),
        unsaid: Sequence[str] = (),
    ) -> Answer | None:
        """The answer of what was found, below what opens it; None where not all of it stands.

        Of what is `missing` the opening does not say what is `unsaid`.
        """
        composed = together(found)
        if composed is None:
            return None
        said = tuple(dict.fromkeys(unsaid))
        answered = self._stated(
            composed, whole.source, whole.language, whole.advice, said, None, opening
        )
        if not answered.statements or answered.dropped:
            return None
        answered = with_details(answered, missing=tuple(dict.fromkeys(missing)))
        return self._with_search(
            answered, replace(whole, confidence=max(whole.confidence, self._threshold))
        )

    def more(
        self, answer: Answer, asked: Sequence[str], times: int, slug: str | None, language: str
    ) -> Answer:
        """What else there is on the turns in `asked`, whose answer was `answer`.

        More was asked for so many times.
        """
        found = self._searcher.retriever.search(asked, slug=slug)
        source = self._index.source(found.passages[0].slug)
        told = {statement.source.sentence for statement in answer.statements}
        rest = untold(_same_article(found), told, times)
        further = follow_ups(found, source, language, skip=answer.statements)
        if rest:
            composed = composing.compose(rest, source, language)
            more = self._stated(composed, source, language, answer.kind == "advice")
        else:
            more = with_disclaimer("decline", language, parts.no_more(language, further))
        details = with_details(more, passages=answer.passages, confidence=answer.confidence)
        return about(with_details(details, suggestions=further), source)

    def _composed(self, search: Search, most: int | None = None) -> composing.Composed | None:
        """The statements that answer, before they are verified; None where nothing does.

        With `most` of so many passages.
        """
        if search.section is not None:
            overview = composing.overview(search.source, search.section, search.language)
            return _some(overview)
        if search.confidence < self._threshold:
            return None
        question, language = search.request.question, search.language
        limited = _is_limited(question, language)
        found = _same_article(search.found)[:most]
        asked = asked_for(question)
        spoken = search.source.article.language
        wanted = (
            partial(has, sort=asked, language=spoken) if asked in ("duration", "count") else None
        )
        differing = self._differing(search) if form_of(question, language) == "yes_no" else ()
        return _some(composing.compose(found, search.source, language, limited, wanted, differing))

    def _differing(self, search: Search) -> tuple[str, ...]:
        """The sentences found that count results that differ on what is asked."""
        best, *others = _same_article(search.found)
        found = [p.sentence.text for p in others if p.section == best.section]
        question, article = search.request.question, search.source.article
        return self._leads.disputing(question, search.language, article, found)

    def _verified(self, composed: composing.Composed, search: Search) -> Answer:
        missing = search.about.missing
        lead = None if missing else partial(self._lead, search)
        return self._stated(composed, search.source, search.language, search.advice, missing, lead)

    def _lead(self, search: Search, composed: composing.Composed) -> Lead | None:
        """The words that say the answer itself."""
        request, language = search.request, search.language
        if composed.conflicting or not composed.support:
            return None
        article = search.source.article
        found = tuple(p.sentence.text for p in _same_article(search.found))
        judged = search.found.judged
        sure = math.exp(judged.best) if judged else 0.0
        evidence = Evidence(composed.statements, composed.support, article, found, sure)
        if search.claim:
            return self._leads.of_claim(request.question, language, evidence)
        if search.advice:
            what = beyond(request.question, language)
            return self._leads.not_said(what, language, evidence) if what else None
        leans = earlier_weight(request.question) >= LEANS
        earlier = request.earlier if leans else ()
        return self._leads.lead(request.question, language, evidence, earlier)

    def _stated(
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
        article = source.article
        checked = verifying.verify(composed.statements, article, language, self._suggested_links)
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
        answer = with_disclaimer("advice" if advice else "answer", language, [*opening, *body])
        return with_details(
            answer, statements=checked.statements, citations=citations, dropped=checked.dropped,
            missing=tuple(missing),
        )  # fmt: skip

    def _decline(self, search: Search) -> Answer:
        found, source, language = search.found, search.source, search.language
        named = search.about
        missing = named.missing or named.unknown
        question, sure = search.request.question, search.confidence
        too_much = None if missing else self._leads.of_decline(question, language, source.article)
        said = too_much or parts.not_answered(missing, language)
        if search.advice:
            answer = with_disclaimer("advice", language, [*parts.advice_intro(language), said])
            return with_details(answer, missing=missing)
        near = questions_near(source, found, language)
        meant = () if missing or too_much else may_be_meant(question, near, sure, self._threshold)
        if meant:
            asked_back = with_disclaimer("decline", language, parts.meant(language, meant))
            return with_details(asked_back, topic="ask_back", suggestions=meant)
        heading = found.passages[0].section.heading if found.cosine >= NEAR_COSINE else None
        further = instead(question, found, source, language, self._is_on(search))
        body = parts.decline(source, language, said, heading, further)
        declined = with_disclaimer("decline", language, body)
        return with_details(declined, missing=missing, suggestions=further)

    def _is_on(self, search: Search) -> Callable[[str], bool]:
        """Tells whether a sentence names a thing that the question does, but for the article's subject."""
        article = search.source.article
        subject = self._looking.concepts(article.title, article.language)
        asked = self._looking.concepts(search.request.question, search.language) - subject
        return lambda sentence: bool(asked & self._looking.concepts(sentence, article.language))

    def _with_search(self, answer: Answer, search: Search) -> Answer:
        """The answer with what was found, how sure it is, and questions to go on with."""
        found, source = search.found, search.source
        passages = [
            Found(p.sentence.id, p.sentence.text, round(p.score, 4)) for p in found.passages
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


def _is_limited(question: str, language: str) -> bool:
    """Whether what answers a question has to stand with its limits: it asks for too much, or presumes it."""
    return beyond(question, language) is not None or may_presume(question, language)


def _some(composed: composing.Composed) -> composing.Composed | None:
    return composed if composed.statements else None


def _same_article(found: Retrieved) -> list[Passage]:
    return [p for p in found.passages if p.slug == found.passages[0].slug]
