"""Whether what was found is on what, and on whom, the question is.

'How long did it take?' behind a question on anxiety is not answered by the eight weeks of a study on
depression, however near it stands, nor one on adults by those of a study on children. And 'in people?' behind a
question on ADHD asks on: what the article says of dementia stands behind what it says of ADHD.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.intent.answer_types import asked_for
from bot.intent.asked_about import Looking
from ingest.article import Article
from vectorstore.context import earlier_weight
from vectorstore.retriever import Passage, Retrieved

NUMBERS = ("duration", "age", "dose", "count", "year")
LACK = "nutrient-deficiency"  # goes with any complaint
LEANS = 0.5  # weight of the turn before, from which a turn asks on
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
        if asked and _are_others(named(around, article.language), asked):
            return True
    return False


def in_scope(
    turns: Sequence[str], language: str, found: Retrieved, article: Article, looking: Looking
) -> Retrieved:
    """What was found, with passages on other complaints last where a turn asks on and names none."""
    *before, last = turns
    if not before or earlier_weight(last) < LEANS or looking.complaints(last, language):
        return found
    asked = looking.complaints(before[-1], language)
    if not asked:
        return found

    def is_on_another(passage: Passage) -> bool:
        return _are_others(looking.complaints(_around(passage), article.language), asked)

    return replace(found, passages=tuple(sorted(found.passages, key=is_on_another)))


def _are_others(told: frozenset[str], asked: frozenset[str]) -> bool:
    return bool(told) and LACK not in told and not asked & told


def _around(best: Passage) -> str:
    """A passage's section, what stands before it in its paragraph, and itself."""
    sentences, paragraph = best.section.sentences, best.sentence.paragraph
    place = sentences.index(best.sentence)
    near = sentences[max(0, place - BEFORE) : place + 1]
    return "\n".join((best.section.heading, *(s.text for s in near if s.paragraph == paragraph)))
