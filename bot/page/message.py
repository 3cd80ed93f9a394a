"""An answer as the chat shows it: Markdown with its numbers as links into the article."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from bot.answer import Answer, escape
from bot.intent.triage import ALARMS
from prompts import texts

_MARK = re.compile(r"( ?)(?<![\\\]])\[(\d+)\](?!\()")
_NUMBER = re.compile(r"(?<![\w+])\d[\d -]+\d(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def shown(answer: Answer, written_in: str) -> str:
    """The answer's text with chips for its numbers, and its disclaimer set apart.

    A number behind a statement leads to the sentence that the statement rests on (`#<sentence>`),
    any other to the entry in the reference list (`#ref-<number>`). The whole is marked as of the
    answer's language, and in it the article's own sentences as of the one they are `written_in`,
    so that a screen reader pronounces each right.
    """
    body = (
        answer.text.removeprefix(answer.care)
        .removesuffix(answer.disclaimer)
        .rstrip()
        .removesuffix("---")
        .rstrip()
    )
    body = _linked(_with_chips(_quoted(body, answer, written_in), answer), answer)
    body = _askable(body, answer.suggestions)
    if answer.kind in ALARMS:
        body = _box(answer.kind, _NUMBER.sub(_callable, body))
    care = _box("care", _NUMBER.sub(_callable, answer.care)) if answer.care else ""
    whole = f"{care}\n\n{body.strip()}\n\n{_box('disclaimer', answer.disclaimer)}"
    return _spoken(answer.language, whole.strip())


def notice(language: str, body: str) -> str:
    """A message of the page itself, such as that too many are asking, with the disclaimer."""
    return _spoken(language, f"{body}\n\n{_box('disclaimer', texts(language)('disclaimer'))}")


def as_typed(text: str) -> str:
    """A reader's own text as Markdown that shows it as it was typed: no markup, no live link."""
    return _PUNCTUATION.sub(r"\\\1", text)


def typed(content: str) -> str:
    """The text that `as_typed` was given."""
    return _ESCAPED.sub(r"\1", content)


def sentences_in(content: str) -> tuple[str, ...]:
    """The ids of the sentences that a shown answer leads to, each once."""
    return tuple(dict.fromkeys(re.findall(r'href="#(s[0-9a-f]+)"', content)))


def _with_chips(body: str, answer: Answer) -> str:
    targets = chain(_sentences(answer), repeat(None))

    def chip(match: re.Match[str]) -> str:
        space, number = match.groups()
        address = next(targets) or f"ref-{number}"
        before = "\u00a0" if space else ""  # a number does not begin a line
        return f'{before}<a class="chip" href="#{address}">{number}</a>'

    return _MARK.sub(chip, body)


def _sentences(answer: Answer) -> Iterator[str]:
    """For each number printed behind a statement, in order, the sentence it rests on."""
    for statement in answer.statements:
        yield from (statement.source.sentence for _ in statement.citations)


def _linked(body: str, answer: Answer) -> str:
    """A way into the article for an answer whose first statement has no number to follow."""
    if not answer.statements or answer.statements[0].citations:
        return body
    label = texts(answer.language)("page.in_article")
    return f'{body}\n\n<a class="way" href="#{answer.statements[0].source.sentence}">{label}</a>'


def _askable(body: str, suggestions: Sequence[str]) -> str:
    """Suggestions that the text itself lists become links that ask them."""
    for question in suggestions:
        line = f"- {escape(question)}"
        body = body.replace(line, f'- <a class="ask" href="#question">{as_typed(question)}</a>')
    return body


def _callable(match: re.Match[str]) -> str:
    """A helpline's number as a link that a phone can call."""
    return f'<a href="tel:{re.sub("[^0-9]", "", match[0])}">{match[0]}</a>'


def _quoted(body: str, answer: Answer, written_in: str) -> str:
    """The article's sentences marked as of their language, in an answer of another."""
    if answer.language == written_in:
        return body
    for quote in {escape(statement.source.quote) for statement in answer.statements}:
        body = body.replace(quote, f'<span lang="{written_in}">{quote}</span>')
    return body


def _spoken(language: str, body: str) -> str:
    return f'<div lang="{language}">\n\n{body}\n\n</div>'


def _box(name: str, body: str) -> str:
    return f'<div class="{name}">\n\n{body}\n\n</div>'
