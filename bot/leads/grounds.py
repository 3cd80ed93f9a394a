"""Whether all that is specific in a question is named where its answer stands."""

import re
from functools import cache

from bot.intent.asked_about import Looking
from bot.leads.asked import LACK, TAKEN, ReadQuestion
from bot.leads.evidence import LeadEvidence
from languages.cues import alternatives, entries, pattern, plain
from languages.folding import fold
from languages.names import kinds, with_broader
from languages.words import words

BEGINNING = 5  # letters; words that begin alike are of one family
# Groups of people, and how ill they are; what is so for one need not be for another.
_GROUPS = (
    "children", "babies", "adults", "elderly", "pregnant", "women", "men", "athletes", "mild", "severe",
)  # fmt: skip
# Words of a question that need not be where its answer stands: they ask.
_ASKING = (
    "yes_no", "helps", "harms", "ties", "evidence", "better", "worse", "up", "down", "common",
    "prevents", "causal", "linked", "hedge", "attributed", "lacking", "low", *_GROUPS,
)  # fmt: skip
NEAR = 2  # words between one for too little and what there is too little of


class Grounds:
    """Holds questions against evidence. Safe to share between threads."""

    def __init__(self, looking: Looking) -> None:
        """`looking` tells the names in a text."""
        self._looking = looking

    def hold(self, asked: ReadQuestion, evidence: LeadEvidence) -> bool:
        """Whether names, groups of people and all other specific words are there."""
        return self.name(asked, evidence) and self._are_on(asked, evidence)

    def name(self, asked: ReadQuestion, evidence: LeadEvidence) -> bool:
        """Whether all names and groups of people in a question are named there."""
        article, told = evidence.article, evidence.told
        there = self._looking.concepts(f"{article.title}\n{told}", article.language)
        taken = [concept for concept in there if kinds((concept,)) & TAKEN]
        there = there.union(*map(with_broader, taken))  # 'vitamin D' is the vitamin asked for
        there |= {f"{concept}{LACK}" for concept in self._lacked(evidence)}
        asking = _asking(asked.language)
        for mention in asked.mentions:
            if not mention.concepts & there and not asking.fullmatch(fold(mention.written)):
                return False
        said = plain(told)
        return not any(
            asked.has(group) and not pattern(article.language, group).search(said)
            for group in _GROUPS
        )

    def _lacked(self, evidence: LeadEvidence) -> frozenset[str]:
        """The substances that the sentences say there is too little of.

        Those named right beside the word for it, else what the article is on: 'low levels'.
        """
        article, told = evidence.article, evidence.told
        if not tells_lack(told, article.language):
            return frozenset()
        said = words(told)
        lacks = [place for place, word in enumerate(said) if tells_lack(word, article.language)]
        beside = [
            mention.concepts
            for mention in self._looking.mentions(told, article.language)
            if kinds(mention.concepts) & TAKEN
            and any(mention.first - NEAR <= place <= mention.last + NEAR for place in lacks)
        ]
        of_title = self._looking.concepts(article.title, article.language)
        named = frozenset().union(*beside)
        classes = frozenset().union(*map(with_broader, of_title))
        return named if named - classes else named | of_title

    def _are_on(self, asked: ReadQuestion, evidence: LeadEvidence) -> bool:
        shown = "\n".join(statement.text for statement in evidence.near)
        known = words(f"{evidence.article.title}\n{evidence.told}\n{shown}")
        named = {word for mention in asked.mentions for word in words(mention.written)}
        beginnings = {word[:BEGINNING] for word in known}
        asking = _asking(asked.language)
        return not any(
            self._looking.is_specific(word, asked.language)
            and word[:BEGINNING] not in beginnings
            and not asking.fullmatch(word)
            for word in words(asked.question)
            if word not in named
        )


def tells_lack(text: str, language: str) -> bool:
    """Whether a text is on too little of something."""
    said = plain(text)
    return any(pattern(language, group).search(said) for group in ("lacking", "low"))


@cache
def _asking(language: str) -> re.Pattern[str]:
    written = (entry for group in _ASKING for entry in entries(language, group))
    return re.compile(alternatives(fold(entry) for entry in written))
