"""The language of a question: short, misspelt, and often in the middle of a conversation."""

import re
from collections.abc import Sequence

from bot.intent.triage import classifier
from ingest.text.language import probabilities
from languages.known import LANGUAGES

PRIOR_PAGE = 1.5  # chosen, as the rest, on the calibration questions
PRIOR_EARLIER = 3.0
FEW_WORDS = 2  # so few tell little: the surroundings count twice
LIBRARY = 0.5  # how much the library's view counts beside the classifier's
# Below it the classifier knows nothing of a text, or of a few words: the surroundings decide.
UNSURE, UNSURE_OF_FEW = 0.45, 0.6
FOREIGN = 0.08  # what the library leaves to the six for a text of several words in another language


def detect(question: str, page: str, earlier: Sequence[str] = ()) -> str:
    """The likeliest of the six languages; where nothing tells, the conversation's or the page's.

    `page` is the page's language, `earlier` are the languages of the turns before, oldest first.
    """
    words = re.findall(r"[^\W\d_]+", question)
    around = earlier[-1] if earlier else page
    if not words:
        return around
    known, learnt = probabilities(question), classifier.languages(question)
    foreign = len(words) > FEW_WORDS and sum(known.values()) < FOREIGN
    least = UNSURE_OF_FEW if len(words) <= FEW_WORDS else UNSURE
    if max(learnt.values()) < least or foreign:
        return around
    often = 2 if len(words) <= FEW_WORDS else 1

    def score(code: str) -> float:
        prior = PRIOR_PAGE**often if code == page else 1.0
        prior *= PRIOR_EARLIER**often if earlier and code == earlier[-1] else 1.0
        return float((known[code] + 0.05) ** LIBRARY * (learnt[code] + 1e-4) * prior)

    return max(LANGUAGES, key=score)
