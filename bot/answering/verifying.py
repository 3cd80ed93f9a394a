"""A statement stands only on its passage, and a citation only on a link; what fails is dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from bot.answer import Statement
from ingest.article import Article
from ingest.parsing.discourse import is_question, leads_in
from languages.cues import expressions

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Verified:
    """The statements that stand, and how many were dropped."""

    statements: tuple[Statement, ...]
    dropped: int


def verify(
    statements: Sequence[Statement], article: Article, language: str, suggested: bool = True
) -> Verified:
    """Drop each statement that says a number or negation which its sentence does not.

    A question, and a lead-in without what it leads to, are dropped too: they state nothing.

    Citations that no link of its sentence has, or whose link is only `suggested` where those are
    switched off, are taken away; one that points outside the list drops the statement, since
    whoever wrote it invented something.
    """
    listed = {reference.number for reference in article.references}
    kept = []
    for statement in statements:
        place = article.places.get(statement.source.sentence)
        if place is None or place[1].text != statement.source.quote:
            continue
        sentence = place[1]
        allowed = sentence.numbers(suggested) & listed
        asked = set(statement.citations)
        if not asked <= {link.number for link in sentence.links} & listed:
            continue
        if agrees(statement.text, sentence.text, language, article.language):
            kept.append(
                replace(statement, citations=tuple(n for n in statement.citations if n in allowed))
            )
    kept = _whole(kept, article)
    return Verified(tuple(kept), len(statements) - len(kept))


def _whole(statements: Sequence[Statement], article: Article) -> list[Statement]:
    """Those that state something: no question, and no lead-in without what follows it."""
    shown = {statement.source.sentence for statement in statements}
    led_on = {
        before.id
        for section in article.sections
        for before, after in pairwise(section.sentences)
        if after.id in shown
    }
    return [
        statement
        for statement in statements
        if not is_question(statement.source.quote)
        and (not leads_in(statement.source.quote) or statement.source.sentence in led_on)
    ]


def agrees(statement: str, passage: str, language: str, passage_language: str) -> bool:
    """Whether every number of a statement is in its passage, and both or neither negate."""
    if statement == passage:
        return True
    if not set(map(_plain, _NUMBER.findall(statement))) <= set(
        map(_plain, _NUMBER.findall(passage))
    ):
        return False
    if language != passage_language:
        return True  # translations negate with other words; a person has read them
    return _negates(statement, language) == _negates(passage, language)


def _negates(text: str, language: str) -> bool:
    return _denying(language).search(text) is not None


@cache
def _denying(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{expressions('denies', language)}\b", re.IGNORECASE)


def _plain(number: str) -> str:
    return number.replace(",", ".").rstrip(".")
