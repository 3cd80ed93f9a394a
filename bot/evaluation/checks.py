"""An answer held against what its test expects."""

from collections.abc import Iterator, Sequence

from bot.answer import Answer
from bot.evaluation.tests_file import Expectation, pattern
from bot.rendering.serialization import type_of
from ingest.text.sentences import normalise


def failures(expect: Expectation, answer: Answer) -> tuple[str, ...]:
    """What the answer lacks or should not have, a line each; none when it passes."""
    return tuple(
        line
        for check in (_kind, _lead, _blocks, _citations, _quotes, _text, _size)
        for line in check(expect, answer)
    )


def ends_with_disclaimer(answer: Answer) -> bool:
    """Whether the disclaimer stands in the message once, at its end."""
    return (
        bool(answer.disclaimer)
        and answer.text.endswith(answer.disclaimer)
        and answer.text.count(answer.disclaimer) == 1
    )


def is_quoted(wanted: str, quote: str) -> bool:
    """Whether a quoted sentence has the wanted sentence or part of one."""
    return normalise(wanted) in normalise(quote)


def _kind(expect: Expectation, answer: Answer) -> Iterator[str]:
    if expect.kinds and answer.kind not in expect.kinds:
        yield f"kind: {answer.kind}, expected {' or '.join(expect.kinds)}"
    if expect.topic and answer.topic != expect.topic:
        yield f"topic: {answer.topic}, expected {expect.topic}"
    if expect.missing is not None:
        said, wanted = _folded(answer.missing), _folded(expect.missing)
        if said != wanted:
            yield f"missing: {', '.join(said) or 'none'}, expected {', '.join(wanted) or 'none'}"
    if expect.language and answer.language != expect.language:
        yield f"language: {answer.language}, expected {expect.language}"
    if not ends_with_disclaimer(answer):
        yield "disclaimer: not at the end, once"


def _lead(expect: Expectation, answer: Answer) -> Iterator[str]:
    stance = answer.lead.stance if answer.lead else "none"
    if expect.stances and stance not in expect.stances:
        yield f"stance: {stance}, expected {' or '.join(expect.stances)}"
    for text in expect.lead:
        if not pattern(text).search(answer.lead.text if answer.lead else ""):
            yield f"lead: lacks {text!r}"


def _blocks(expect: Expectation, answer: Answer) -> Iterator[str]:
    types = [type_of(block) for block in answer.blocks]
    rest = iter(types)
    if not all(wanted in rest for wanted in expect.blocks):
        yield f"blocks: {', '.join(types)}; expected in order {', '.join(expect.blocks)}"


def _folded(words: Sequence[str]) -> list[str]:
    return sorted(word.casefold() for word in words)


def _citations(expect: Expectation, answer: Answer) -> Iterator[str]:
    cited = {citation.number for citation in answer.citations}
    if missing := sorted(set(expect.cites) - cited):
        yield f"cites: lacks {missing}"
    if expect.cites_any and not cited & set(expect.cites_any):
        yield f"cites_any: none of {list(expect.cites_any)}"
    if wrong := sorted(cited & set(expect.never_cites)):
        yield f"never_cites: has {wrong}"


def _quotes(expect: Expectation, answer: Answer) -> Iterator[str]:
    quoted = [statement.source.quote for statement in answer.statements]
    for wanted in expect.quotes:
        if not any(is_quoted(wanted, quote) for quote in quoted):
            yield f"quotes: lacks “{wanted}”"
    wanted_any = expect.quotes_any
    if wanted_any and not any(is_quoted(w, quote) for w in wanted_any for quote in quoted):
        yield f"quotes_any: none of {len(wanted_any)} sentences, such as “{wanted_any[0]}”"


def _text(expect: Expectation, answer: Answer) -> Iterator[str]:
    for text in expect.contains:
        if not pattern(text).search(answer.text):
            yield f"contains: lacks {text!r}"
    for text in expect.never_contains:
        if pattern(text).search(answer.text):
            yield f"never_contains: has {text!r}"


def _size(expect: Expectation, answer: Answer) -> Iterator[str]:
    if expect.max_statements is not None and len(answer.statements) > expect.max_statements:
        yield f"max_statements: has {len(answer.statements)}, at most {expect.max_statements}"
