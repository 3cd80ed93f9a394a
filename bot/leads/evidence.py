"""What a lead may rest on, and how it is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.answer import Lead, Statement
from bot.kinds import Stance
from bot.leads.stance_network import Stanced
from ingest.article import Article
from ingest.parsing.discourse import is_caveat
from languages.cues import pattern, plain
from prompts import texts


@dataclass(frozen=True, slots=True)
class LeadEvidence:
    """What a lead may rest on: the first `support` statements, the very first above all.

    `statements` are all that are shown, in their order, of `article`; `found` are the sentences
    that the search found near, shown or not; `sure` is how likely the article's network holds the
    best one for the answer, 0 where it has none; `stances` tells what its network of stances makes of
    the question, if there is one.
    """

    statements: tuple[Statement, ...]
    support: int
    article: Article
    found: tuple[str, ...] = ()
    sure: float = 0.0
    stances: Callable[[], Mapping[Stanced, float]] = dict

    @property
    def best(self) -> Statement:
        """The statement that answers."""
        return self.statements[0]

    def at(self, place: int) -> "LeadEvidence":
        """The same with the statement at a place for the best one, and the caveats right behind it."""
        behind = self.statements[place:]
        caveats = takewhile(lambda each: is_caveat(each.source.quote), behind[1:])
        return replace(self, statements=behind, support=1 + len(list(caveats)))

    @property
    def near(self) -> tuple[Statement, ...]:
        """The best statement and what belongs to it."""
        return self.statements[: self.support]

    @property
    def told(self) -> str:
        """What these say, with their headings, in the article's language."""
        sources = (statement.source for statement in self.near)
        return "\n".join(f"{source.quote}\n{source.section}" for source in sources)

    @property
    def said(self) -> str:
        """The best sentence, in the article's language."""
        return plain(self.best.source.quote)

    def says(self, *groups: str) -> bool:
        """Whether the best sentence has words of a group."""
        language = self.article.language
        return any(pattern(language, group).search(self.said) for group in groups)

    def readable(self, statement: Statement, language: str) -> str:
        """What a statement says in the reader's language; "" where it stands in another."""
        foreign = statement.text == statement.source.quote and language != self.article.language
        return "" if foreign else statement.text


def value_of(written: str, place: int) -> Lead:
    """The lead that is a value or a name, as the statement at a place writes it."""
    return Lead(f"{written[0].upper()}{written[1:]}.", "value", (place,))


def lead_of(key: str, stance: Stance, language: str, rests_on: tuple[int, ...] = ()) -> Lead:
    """The lead of prompts/ by its key."""
    return Lead(texts(language)(f"lead.{key}"), stance, rests_on)


def both(language: str, evidence: LeadEvidence) -> Lead | None:
    """That both are named; None where a sentence sets them beside each other."""
    compares = pattern(evidence.article.language, "comparatives")
    if any(compares.search(plain(each.source.quote)) for each in evidence.statements):
        return None
    return lead_of("both", "both", language, (0,))
