"""Whether a number that was found is of what the question is on.

'How long did it take?' behind a question on anxiety is not answered by the eight weeks of a study on
depression, however near it stands.
"""

from collections.abc import Sequence

from bot.intent.answer_types import asked_for
from bot.intent.asked_about import LEANS, Looking
from ingest.article import Article
from vectorstore.context import earlier_weight
from vectorstore.retriever import Passage

LACK = "nutrient-deficiency"  # goes with any complaint
BEFORE = 2  # sentences of its paragraph that tell what a sentence is on


def is_of_another(
    turns: Sequence[str], language: str, best: Passage, article: Article, looking: Looking
) -> bool:
    """Whether the last turn asks for a number, and the best passage tells one of other complaints.

    A turn that names no complaint itself and leans on the one before asks about that one's.
    """
    if asked_for(turns[-1]) is None:
        return False
    asked = looking.complaints(turns[-1], language)
    if not asked and len(turns) > 1 and earlier_weight(turns[-1]) >= LEANS:
        asked = looking.complaints(turns[-2], language)
    if not asked:
        return False
    told = looking.complaints(_around(best), article.language)
    return bool(told) and LACK not in told and not asked & told


def _around(best: Passage) -> str:
    """A passage's section, what stands before it in its paragraph, and itself."""
    sentences, paragraph = best.section.sentences, best.sentence.paragraph
    place = sentences.index(best.sentence)
    near = sentences[max(0, place - BEFORE) : place + 1]
    return "\n".join((best.section.heading, *(s.text for s in near if s.paragraph == paragraph)))
