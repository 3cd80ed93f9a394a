"""A file of tests, YAML or JSON Lines → tests, checked against the published schema.

The schema is bot/evaluation/schema.json; editors can check a file against it while it is written.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.request import Request
from ingest.errors import InputError
from ingest.question_bank import read_lines

SCHEMA = Path(__file__).with_name("schema.json")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a good answer must have; what is empty or None is not asked for."""

    kinds: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()
    cites_any: tuple[int, ...] = ()
    never_cites: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()
    quotes_any: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    never_contains: tuple[str, ...] = ()
    max_statements: int | None = None
    language: str | None = None
    topic: str | None = None
    missing: tuple[str, ...] | None = None
    stances: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """One scripted question; the last of `turns` is asked."""

    id: str
    turns: tuple[str, ...]
    expect: Expectation
    language: str | None = None
    article: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def request(self) -> Request:
        """The question as the bot is asked it; its language is left to be detected."""
        return Request(self.turns[-1], self.turns[:-1], slug=self.article)


def read_tests(paths: Sequence[Path]) -> list[Test]:
    """All tests of the files, in order.

    Raises:
        InputError: a file can't be read or is empty, a test does not fit the schema, or an id
            stands twice; the message names file, line and field.
    """
    found: dict[str, Test] = {}
    for path in paths:
        before = len(found)
        for line, value in _values(path):
            where = f"{path}, line {line}"
            _check(where, value)
            test = _test(value)
            if test.id in found:
                raise InputError(f"{where}: field id: {test.id!r} is taken by another test")
            found[test.id] = test
        if len(found) == before:
            raise InputError(f"{path}: has no tests; give a list in YAML or a line of JSON each")
    return list(found.values())


def _values(path: Path) -> Iterator[tuple[int, Any]]:
    """(line on which it begins, value) for each test of a file."""
    if path.suffix.lower() not in _YAML:
        yield from read_lines(path)
        return
    import yaml

    from ingest import yaml_file

    root, loader = yaml_file.compose(path)
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise InputError(f"{path}, line 1: must be a list of tests, each beginning with “- id:”")
    for node in root.value:
        yield node.start_mark.line + 1, loader.value(node)


def _check(where: str, value: Any) -> None:
    from jsonschema.exceptions import best_match

    error = best_match(_validator().iter_errors(value))
    if error is not None:
        field = ".".join(str(part) for part in error.absolute_path) or "the test"
        message = error.message
        if error.validator == "oneOf" and not error.absolute_path:
            message = "needs “question” or “turns”, one of them"
        raise InputError(f"{where}: field {field}: {message[:200]}")
    for field in ("contains", "never_contains", "lead"):
        for text in value["expect"].get(field, ()):
            try:
                pattern(text)
            except re.error as error:
                raise InputError(
                    f"{where}: field expect.{field}: {text!r} is no pattern ({error})"
                ) from None


@cache
def _validator() -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def pattern(text: str) -> re.Pattern[str]:
    """What a `contains` looks for: /a regular expression/, or the text as it stands."""
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        return re.compile(text[1:-1], re.IGNORECASE)
    return re.compile(re.escape(text), re.IGNORECASE)


def _test(value: dict[str, Any]) -> Test:
    wanted = dict(value["expect"])
    kinds, stances = (_one_or_more(wanted.pop(name, ())) for name in ("kind", "stance"))
    fields: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in wanted.items()
    }
    return Test(
        value["id"],
        tuple(value.get("turns") or [value["question"]]),
        Expectation(kinds=kinds, stances=stances, **fields),
        value.get("language"),
        value.get("article"),
        tuple(value.get("tags", ())),
    )


def _one_or_more(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
