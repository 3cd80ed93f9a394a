"""Which form, which substance, which complaint, who advises it: what the best sentence names for it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answer import Lead
from bot.intent.asked_about import Looking
from bot.leads.asked import TAKEN
from bot.leads.evidence import LeadEvidence, value_of
from bot.leads.question_form import asking_sentence, asks_who
from languages import expressions
from languages.cues import pattern, plain
from languages.folding import fold
from languages.names import Mention, ThingKind, Word, is_listed, kinds, words_of

LONGEST, MOST = 80, 5  # letters and items of a list that still is a short answer
# as they are looked for: 'what other diseases' are no substances
_ASKED: dict[str, frozenset[ThingKind]] = {
    "which_condition": frozenset(("condition",)),
    "which_substance": TAKEN,
    "what_else": TAKEN,
}


def named(question: str, language: str, evidence: LeadEvidence, looking: Looking) -> Lead | None:
    """The name, where the sentence names one such thing besides the question's, or one list of them."""
    text = evidence.readable(evidence.best, language)
    asking = asking_sentence(question)
    if not text:
        return None
    if asks_who(question, language) and pattern(language, "recommends").search(asking):
        passive = pattern(language, "is_recommended").search(asking)
        return None if passive else _authority(text, language)
    wanted = next((k for k in _ASKED if pattern(language, k).search(asking)), None)
    if wanted is None:
        return None
    title = evidence.article.title
    known = looking.concepts(question, language)
    known |= looking.concepts(title, evidence.article.language)
    words, mentions = words_of(text, language), looking.mentions(text, language)
    told = [
        mention
        for mention in mentions
        if kinds(mention.concepts) & _ASKED[wanted] and not mention.concepts & known
    ]
    if len({mention.concepts for mention in told}) > 1:
        return _listed(text, told, words)
    if not told or not is_listed(told[0].written, language):
        return None
    pairs = [pair for pair in pairwise(mentions) if told[0] in pair]
    is_one_of_a_list = any(_are_joined(*pair, words, text) for pair in pairs)
    return None if is_one_of_a_list else value_of(told[0].written, 0)


def _authority(text: str, language: str) -> Lead | None:
    """The one authority that a text names."""
    found = {match.span() for match in pattern(language, "authorities").finditer(plain(text))}
    if len(found) != 1:
        return None
    ((start, end),) = found
    return value_of(text[start:end], 0)


def _listed(text: str, told: Sequence[Mention], words: Sequence[Word]) -> Lead | None:
    """The names as they stand, where commas and an 'and' are all that is between them."""
    if len(told) > MOST or not all(_are_joined(a, b, words, text) for a, b in pairwise(told)):
        return None
    end = words[told[-1].last].end
    closed = text[end : end + 1] == ")"
    written = text[words[told[0].first].start : end + closed]
    return value_of(written, 0) if len(written) <= LONGEST else None


def _are_joined(one: Mention, other: Mention, words: Sequence[Word], text: str) -> bool:
    between = words[one.last + 1 : other.first]
    gap = text[words[one.last].end : words[other.first].start]
    joins = expressions.words("announced", "joins")
    return all(fold(word.written) in joins for word in between) and not re.search("[.;:!?]", gap)
