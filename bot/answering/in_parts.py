"""A question in parts, or on two things that are told apart: each searched, the answers put together."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Block, with_details
from bot.answering import composing, parts
from bot.answering.search.scope import NEARLY
from bot.answering.search.searching import Search, Searcher, with_search
from bot.answering.stating import Stating, is_limited, same_article, some
from bot.intent.asked_about import Looking
from bot.intent.divided import divided, is_compared

BOTH = 2  # things that are told apart
WHOLE = 0.8  # what is so sure to answer a whole question may not be missed by its parts


class InParts:
    """Answers questions in parts. Safe to share between threads."""

    def __init__(self, searcher: Searcher, stating: Stating, looking: Looking) -> None:
        """`looking` tells what a question sets apart."""
        self._searcher, self._stating, self._looking = searcher, stating, looking

    def answer(self, whole: Search) -> Answer | None:
        """The answer of a question's parts; None where it has none, or is better answered whole."""
        return self._of_parts(whole) or self._of_each(whole)

    def _of_parts(self, whole: Search) -> Answer | None:
        """The answer to a question in parts; None where it is better answered as a whole.

        So is what asks for more than an article can promise: its lead says so first.
        """
        asked = divided(whole.request.question, whole.language)
        if len(asked) == 1 or any(is_limited(part, whole.language) for part in asked):
            return None
        searches = [self._of_part(whole, asked[:place], part) for place, part in enumerate(asked)]
        if any(each.withheld for each in searches):
            return None
        composed = [self._stating.composed(each) for each in searches]
        answered = [each for each, found in zip(searches, composed, strict=True) if found]
        firsts = [each.found.passages[0].sentence.id for each in answered]
        best = whole.found.passages[0].sentence.id
        if not answered or (whole.confidence >= WHOLE and best not in firsts):
            return None
        if len(answered) > 1:  # each of several with its best sentence alone
            composed = [self._stating.composed(each, 1) for each in answered]
        found = [each for each in composed if each]
        lacking = [each for each in searches if each not in answered]
        opening = parts.not_answered_part(
            [each.request.question for each in lacking], whole.language
        )
        whole = replace(whole, advice=any(each.advice for each in (whole, *searches)))
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
        if len(named) != BOTH or (search.is_sure and all(each.concepts & told for each in named)):
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
        if search.withheld or not search.is_sure:
            return None
        language = search.source.article.language
        asked = self._looking.concepts(search.request.question, search.language)
        best, *others = same_article(search.found)
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
        return some(composing.compose([chosen], search.source, search.language))

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
        answered = self._stating.stated(
            composed, whole.source, whole.language, whole.advice, said, None, opening
        )
        if not answered.statements or answered.dropped:
            return None
        answered = with_details(answered, missing=tuple(dict.fromkeys(missing)))
        sure = max(whole.confidence, whole.threshold)
        return with_search(answered, replace(whole, confidence=sure))


def together(parts: Sequence[composing.Composed]) -> composing.Composed | None:
    """The statements of all parts in the order of the parts, each once.

    None where they are no more than one part's, or where a part has statements that disagree: what
    is said on that has to stand alone.
    """
    said = list(dict.fromkeys(statement for part in parts for statement in part.statements))
    same = len(parts) > 1 and any(len(said) == len(part.statements) for part in parts)
    if same or any(part.conflicting for part in parts):
        return None
    return composing.Composed(tuple(said))
