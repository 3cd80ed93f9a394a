"""Whether a drafted text is in the language that was asked for, and is plain text at all."""

import re

from bot.fact_check.check import SPOKEN
from bot.intent.language import FOREIGN, detect
from bot.intent.triage import classifier
from ingest.text.language import probabilities

_SHORT = 3  # words; so few are often the same in several languages
_MARKUP = re.compile(
    r"https?:|www\.|\S@\S|[<>{}\[\]|`]|\*\*|__|^\s*(?:[-*•#]|\d+[.)])\s|[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]"
)


def in_language(text: str, language: str) -> bool:
    """Whether a text is in that language; a doubtful one is believed to be."""
    if detect(text, language) != language:
        return False
    if len(text.split()) <= _SHORT:
        return True
    # What is in none of the six languages is detected as the surroundings' own.
    known = probabilities(text)
    if sum(known.values()) < FOREIGN:
        return False
    return max(classifier.languages(text)[language], known[language]) >= SPOKEN


def is_plain(text: str) -> bool:
    """Whether a text has letters and no markup, address, bullet or invisible character."""
    return bool(re.search(r"[^\W\d_]{2}", text)) and not _MARKUP.search(text)
