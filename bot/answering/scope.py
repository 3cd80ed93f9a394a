"""Whether a number that was found is of what, and of whom, the question is on.

'How long did it take?' behind a question on anxiety is not answered by the eight weeks of a study on
depression, however near it stands, nor one on adults by those of a study on children.
"""

from collections.abc import Sequence

from bot.intent.answer_types import asked_for
from bot.intent.asked_about import Looking
from ingest.article import Article
from vectorstore.retriever import Passage

NUMBERS = ("duration", "age", "dose", "count", "year")
LACK = "nutrient-deficiency"  # goes with any complaint
BEFORE = 2  # sentences of its paragraph that tell what a sentence is on


def is_of_another(
    turns: Sequence[str], language: str, best: Passage, article: Article, looking: Looking
) -> bool:
    """Whether the last turn asks for a number, and the best passage tells one of others.

    Of other complaints than it names, or of other people; where it names none itself, the turn
    before tells which are meant.
    """
    if asked_for(turns[-1]) not in NUMBERS:
        return False
    around = _around(best)
    for named in (looking.complaints, looking.people):
        asked = next((found for turn in turns[:-3:-1] if (found := named(turn, language))), None)
        told = named(around, article.language)
        if asked and told and LACK not in told and not asked & told:
            return True
    return False


def _around(best: Passage) -> str:
    """A passage's section, what stands before it in its paragraph, and itself."""
    sentences, paragraph = best.section.sentences, best.sentence.paragraph
    place = sentences.index(best.sentence)
    near = sentences[max(0, place - BEFORE) : place + 1]
    return "\n".join((best.section.heading, *(s.text for s in near if s.paragraph == paragraph)))
