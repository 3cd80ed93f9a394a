"""A question as leads look at it: its words, its names, and what it asks of them."""

import re
from dataclasses import dataclass
from functools import cached_property

from languages.cues import pattern, plain
from languages.names import Mention, ThingKind, kinds

LACK = "-deficiency"  # ends the concept of too little of something
TAKEN: frozenset[ThingKind] = frozenset(("substance", "drug"))
_WORD = re.compile(r"\w+")  # as names count them


@dataclass(frozen=True)
class ReadQuestion:
    """A question in its language, and the names in it."""

    question: str
    language: str
    mentions: tuple[Mention, ...]

    @cached_property
    def said(self) -> str:
        """The question in plain letters."""
        return plain(self.question)

    @cached_property
    def besides_names(self) -> str:
        """The same without its names: 'high blood pressure' asks of no rise."""
        words = [match.span() for match in _WORD.finditer(self.question)]
        text = self.question
        for mention in self.mentions:
            start, end = words[mention.first][0], words[mention.last][1]
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return plain(text)

    @property
    def of_lack(self) -> bool:
        """Whether it is on too little of something."""
        named = any(c.endswith(LACK) for mention in self.mentions for c in mention.concepts)
        return named or self.asks("lacking", "low")

    @property
    def on_complaint(self) -> bool:
        """Whether it names one: less of that is a help."""
        return any("condition" in kinds(mention.concepts) for mention in self.mentions)

    def asks(self, *groups: str) -> bool:
        """Whether it has words of a group, besides its names."""
        return any(pattern(self.language, each).search(self.besides_names) for each in groups)

    def has(self, group: str) -> bool:
        """Whether it has words of a group, in its names or beside them."""
        return pattern(self.language, group).search(self.said) is not None
