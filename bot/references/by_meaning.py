"""A question → the references that are on its topic, whatever words and language they use."""

from bot.references.list import catalogue
from bot.references.look_up import Lookup
from bot.references.parsing.filters import in_words
from bot.references.parsing.question import parse
from ingest.article import Article
from vectorstore.retriever import Retriever

LEAST = 0.8  # a reference that scores less is on something else
BESIDE = 0.15  # how much less than the best one others may score
MOST = 6
ASKS, ASKS_SURELY = 0.5, 0.95  # how likely it asks for sources: with a word for studies, without


def near(retriever: Retriever, slug: str, question: str) -> tuple[int, ...]:
    """Numbers of an article's references on a topic, nearest first; none where none is on it."""
    found = retriever.references((question,), slug)
    least = max(LEAST, max(found.values(), default=0.0) - BESIDE)
    return tuple(number for number, score in found.items() if score >= least)[:MOST]


def sources_on(question: str, retriever: Retriever, article: Article, asks: float) -> Lookup | None:
    """The references that a message asks for which the text itself does not answer, or None.

    It must ask for studies or sources of something: 'is there any research on …?'. `asks` is how
    likely it is that it does, and not for what a study found.
    """
    asked = parse(question)
    least = 0.0 if asked.reference else ASKS if asked.study else ASKS_SURELY
    if asks < least or not asked.rest:
        return None
    if asked.flags & {"found", "written", "journal", "published"} or asked.years:
        return None
    numbers = near(retriever, article.slug, question)
    if not numbers:
        return None
    found = catalogue(article)
    shown = found.in_order(numbers)
    return Lookup("topic", shown, (), in_words(asked, asked.rest), found.highest)
