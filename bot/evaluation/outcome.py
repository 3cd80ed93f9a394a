"""One test asked and counted: what every figure is made from, as it is kept in run.json."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.answer import Answer, Notice
from bot.evaluation.checks import ends_with_disclaimer, failures, is_quoted
from bot.evaluation.tests_file import Test
from ingest.article import Article


@dataclass(frozen=True, slots=True)
class Outcome:
    """A test, its answer, and what they count for. None where a figure does not concern it.

    `rank` is the place of the first right passage, from 1, and 0 where none is among the ten.
    `citation_precision` and `citation_recall` hold the answer's numbers against the expected
    ones, `link_precision` and `link_recall` each statement's against the links of its sentence
    (Gao et al., 2023, "Enabling Large Language Models to Generate Text with Citations").
    `helpline` tells that a helpline's number stands first in an answer that is no alarm.
    """

    id: str
    turns: tuple[str, ...]
    tags: tuple[str, ...]
    language: str | None
    expected: tuple[str, ...]
    kind: str
    failures: tuple[str, ...]
    rank: int | None
    confidence: float
    to_the_point: float | None
    citation_precision: float | None
    citation_recall: float | None
    link_precision: float | None
    link_recall: float | None
    disclaimer: bool
    right_language: bool | None
    elapsed_ms: float
    text: str
    wanted: tuple[str, ...]
    statements: tuple[str, ...]
    passages: tuple[str, ...]
    faithful: float | None = None
    relevant: float | None = None
    helpline: bool = False

    @property
    def passed(self) -> bool:
        """Whether every expectation held."""
        return not self.failures


def outcome(test: Test, answer: Answer, article: Article | None, elapsed_ms: float) -> Outcome:
    """Count one answer; `article` is the one that it was given from."""
    expect = test.expect
    wanted = (*expect.quotes, *expect.quotes_any)
    quotes = [statement.source.quote for statement in answer.statements]
    cited = {citation.number for citation in answer.citations}
    right = {*expect.cites, *expect.cites_any}
    right_links, links, stated = _links(answer, article)
    return Outcome(
        id=test.id, turns=test.turns, tags=test.tags, language=test.language,
        expected=expect.kinds, kind=answer.kind, failures=failures(expect, answer),
        rank=_rank(answer, wanted) if wanted else None,
        confidence=answer.confidence,
        to_the_point=_share([any(is_quoted(w, q) for w in wanted) for q in quotes])
        if wanted else None,
        citation_precision=len(cited & right) / len(cited) if right and cited else None,
        citation_recall=_share([number in cited for number in expect.cites]),
        link_precision=right_links / stated if stated else None,
        link_recall=right_links / links if links else None,
        disclaimer=ends_with_disclaimer(answer),
        right_language=answer.language == test.language if test.language else None,
        elapsed_ms=round(elapsed_ms, 3), text=answer.text, wanted=wanted,
        statements=tuple(quotes), passages=tuple(passage.quote for passage in answer.passages),
        helpline=any(isinstance(b, Notice) and b.helpline for b in answer.blocks),
    )  # fmt: skip


def to_json(found: Outcome) -> dict[str, Any]:
    """The outcome as run.json keeps it."""
    return asdict(found)


def from_json(value: dict[str, Any]) -> Outcome:
    """What `to_json` gave."""
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()}
    return Outcome(**fields)


def _rank(answer: Answer, wanted: tuple[str, ...]) -> int:
    places = (
        place
        for place, passage in enumerate(answer.passages, 1)
        if any(is_quoted(text, passage.quote) for text in wanted)
    )
    return next(places, 0)


def _links(answer: Answer, article: Article | None) -> tuple[int, int, int]:
    """Over all statements: citations that a link has, links there are, citations stated."""
    places = article.places if article else {}
    right = links = stated = 0
    for statement in answer.statements:
        place = places.get(statement.source.sentence)
        linked = {link.number for link in place[1].links} if place else set()
        right += len(linked & set(statement.citations))
        links += len(linked)
        stated += len(statement.citations)
    return right, links, stated


def _share(held: list[bool]) -> float | None:
    return sum(held) / len(held) if held else None
