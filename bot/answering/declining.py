"""A question that the article does not answer: what it lacks, what may be meant, what it does answer."""

from collections.abc import Callable, Sequence

from bot.answer import Answer, with_details
from bot.answering import parts
from bot.answering.search.searching import Search
from bot.answering.suggestions import NEAR_COSINE, instead, questions_near
from bot.intent.asked_about import Looking
from bot.leads.finding import Leads
from bot.rendering.whole import with_disclaimer
from languages.words import words

LEAST = 0.85  # share of the threshold below which it is rather not in the article


class Declining:
    """Declines. Safe to share between threads."""

    def __init__(self, leads: Leads, looking: Looking) -> None:
        """`leads` tells what a decline may begin with, `looking` what a text names."""
        self._leads, self._looking = leads, looking

    def decline(self, search: Search) -> Answer:
        """What is missing, the nearest section, and what can be asked instead; or what may be meant."""
        found, source, language = search.found, search.source, search.language
        named = search.about
        missing = named.missing or named.unknown
        question = search.request.question
        too_much = None if missing else self._leads.of_decline(question, language, source.article)
        said = too_much or parts.not_answered(missing, language)
        if search.advice:
            answer = with_disclaimer("advice", language, [*parts.advice_intro(language), said])
            return with_details(answer, missing=missing)
        near = questions_near(source, found, language)
        sure, enough = search.confidence, search.threshold
        meant = () if missing or too_much else may_be_meant(question, near, sure, enough)
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


def may_be_meant(
    question: str, near: Sequence[str], confidence: float, threshold: float
) -> tuple[str, ...]:
    """Those of the nearest answerable questions that a declined one may have meant; or none.

    `near` are well-formed questions in the reader's language, best first. One that says just what
    was asked is left out: its answer is what was just found wanting.
    """
    if not LEAST * threshold <= confidence < threshold:
        return ()
    asked = words(question)
    return tuple(other for other in near if words(other) != asked)
