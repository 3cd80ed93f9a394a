"""The language of a question: short, misspelt, and often in the middle of a conversation."""

import re
from collections.abc import Sequence

from ingest.language import FUNCTION_WORDS, LANGUAGES, probabilities

PRIOR_PAGE = 2.0  # chosen, as the rest, on the calibration questions
PRIOR_EARLIER = 2.0
WORDS_COUNT = 3.0
SHORT = 5
WORDLESS = 8.0  # a short question without a common word tells little: the surroundings decide
_TELLING_LETTERS = {
    "ß": ("de",),
    "ü": ("de",),
    "æ": ("no", "da"),
    "ø": ("no", "da"),
    "å": ("sv", "no", "da"),
}


def detect(question: str, page: str, earlier: Sequence[str] = ()) -> str:
    """The likeliest of the six languages; where nothing tells, the conversation's or the page's.

    `page` is the page's language, `earlier` are the languages of the turns before, oldest first.
    """
    words = re.findall(r"[^\W\d_]+", question.lower())
    if not words:
        return earlier[-1] if earlier else page
    scores = probabilities(question)
    for code in LANGUAGES:
        hits = sum(word in FUNCTION_WORDS[code] for word in words)
        scores[code] = scores.get(code, 0.0) + 0.02 + WORDS_COUNT * hits / len(words)
        for letter, languages in _TELLING_LETTERS.items():
            if letter in question.lower() and code not in languages:
                scores[code] *= 0.3
        if code == page:
            scores[code] *= PRIOR_PAGE * (1 if len(words) >= SHORT or hits else WORDLESS)
        if earlier and code == earlier[-1]:
            scores[code] *= PRIOR_EARLIER * (1 if len(words) >= SHORT or hits else 2 * WORDLESS)
    return max(LANGUAGES, key=lambda code: scores[code])
