"""Which form, which substance, which complaint: the one that the best sentence names besides the question."""

from bot.answer import Lead
from bot.intent.asked_about import Looking
from bot.leads.evidence import Evidence, value_of
from bot.leads.question_form import asking_sentence
from languages.cues import pattern
from languages.names import Kind, is_listed, kinds

_ASKED: dict[str, frozenset[Kind]] = {
    "which_substance": frozenset(("substance", "drug")),
    "which_condition": frozenset(("condition",)),
}


def named(question: str, language: str, evidence: Evidence, looking: Looking) -> Lead | None:
    """Its name, where just one such thing is named, and as a list of names writes it."""
    asking = asking_sentence(question)
    wanted = next((k for k in _ASKED if pattern(language, k).search(asking)), None)
    text, article = evidence.readable(evidence.best, language), evidence.article
    if wanted is None or not text:
        return None
    known = looking.concepts(question, language) | looking.concepts(article.title, article.language)
    told = {
        mention.concepts: mention.written
        for mention in looking.mentions(text, language)
        if kinds(mention.concepts) & _ASKED[wanted] and not mention.concepts & known
    }
    (name, *others) = told.values() or ("",)
    if not name or others or not is_listed(name, language):
        return None
    return value_of(name, 0)
