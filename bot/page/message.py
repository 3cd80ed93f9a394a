"""An answer as the chat shows it: Markdown with its numbers as links into the article."""

import re
from html import escape

from typing_extensions import override

from bot.answer import Answer, Block, Disclaimer, Lead, Notice, Sources, Statement
from bot.kinds import ALARMS
from bot.page.sheet import link
from bot.rendering.markdown import Markdown
from prompts import texts

_NUMBER = re.compile(r"(?<![\w+])\d[\d -]+\d(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def shown(answer: Answer, written_in: str) -> str:
    """The answer's text with chips for its numbers, and its disclaimer set apart.

    A number behind a statement leads to the sentence that the statement rests on (`#<sentence>`),
    any other to the entry in the reference list (`#ref-<number>`). An answer with statements has a
    link to its sheet to take along. The whole is marked as of the
    answer's language, and in it the article's own sentences as of the one they are `written_in`,
    so that a screen reader pronounces each right.
    """
    medium = _Chat(answer.language, written_in)
    helpline, parts, end = _split(answer)
    body = medium.render(parts)
    if answer.statements and not answer.statements[0].citations:
        body += f"\n\n{_way_in(answer)}"
    if address := link(answer):
        label = texts(answer.language)("page.take")
        body += f'\n\n<a class="take" href="{escape(address)}">{label}</a>'
    if answer.kind in ALARMS:
        body = _box(answer.kind, _NUMBER.sub(_callable, body))
    whole = [*map(medium.helpline, helpline), body, medium.render(end)]
    return _spoken(answer.language, "\n\n".join(part for part in whole if part))


def notice(language: str, body: str) -> str:
    """A message of the page itself, such as that too many are asking, with the disclaimer."""
    return _spoken(language, f"{body}\n\n{_box('disclaimer', texts(language)('disclaimer'))}")


def as_typed(text: str) -> str:
    """A reader's own text as Markdown that shows it as it was typed: no markup, no live link."""
    return _PUNCTUATION.sub(r"\\\1", text)


def typed(content: str) -> str:
    """The text that `as_typed` was given."""
    return _ESCAPED.sub(r"\1", content)


class _Chat(Markdown):
    """Parts as the chat shows them."""

    def __init__(self, language: str, written_in: str) -> None:
        super().__init__(language)
        self._written_in = written_in

    @override
    def own_words(self, quote: str) -> str:
        shown = self.escape(quote)
        if self._language == self._written_in:
            return shown
        return f'<span lang="{self._written_in}">{shown}</span>'

    @override
    def mark(self, number: int, sentence: str) -> str:
        return f"\u00a0{_chip(number, sentence)}"  # a number does not begin a line

    @override
    def label(self, number: int) -> str:
        return _chip(number, f"ref-{number}")

    @override
    def question(self, question: str) -> str:
        return f'- <a class="ask" href="#question">{as_typed(question)}</a>'

    @override
    def original(self, statement: Statement) -> str:
        quote = f"> {self.own_words(statement.source.quote)}"
        return _folded("original", self._say("page.original"), quote)

    @override
    def sources(self, block: Sources) -> str:
        if not block.heading:
            return super().sources(block)
        lines = "\n".join(self.entry(self.source(citation)) for citation in block.citations)
        title = f"{self._say('answer.sources')} ({len(block.citations)})"
        return _folded("sources", title, lines)

    @override
    def lead(self, lead: Lead) -> str:
        return self.strong(super().lead(lead))

    @override
    def disclaimer(self, disclaimer: Disclaimer) -> str:
        return _box("disclaimer", disclaimer.text)

    def helpline(self, notice: Notice) -> str:
        """What stands before an answer, apart from it, with a number that a phone can call."""
        return _box("care", _NUMBER.sub(_callable, notice.text))


def _split(answer: Answer) -> tuple[list[Notice], list[Block], list[Block]]:
    """The helplines, the parts of the answer itself, and its end."""
    first = [b for b in answer.blocks if isinstance(b, Notice) and b.helpline]
    end: list[Block] = [b for b in answer.blocks if isinstance(b, Disclaimer)]
    return first, [b for b in answer.blocks if b not in (*first, *end)], end


def _chip(number: int, target: str) -> str:
    return f'<a class="chip" href="#{target}">{number}</a>'


def _way_in(answer: Answer) -> str:
    """A way into the article for an answer whose first statement has no number to follow."""
    label = texts(answer.language)("page.in_article")
    return f'<a class="way" href="#{answer.statements[0].source.sentence}">{label}</a>'


def _callable(match: re.Match[str]) -> str:
    """A helpline's number as a link that a phone can call."""
    return f'<a href="tel:{re.sub("[^0-9]", "", match[0])}">{match[0]}</a>'


def _spoken(language: str, body: str) -> str:
    return f'<div lang="{language}">\n\n{body}\n\n</div>'


def _folded(name: str, title: str, body: str) -> str:
    """What is shown when its title is chosen."""
    return f'<details class="{name}"><summary>{title}</summary>\n\n{body}\n\n</details>'


def _box(name: str, body: str) -> str:
    return f'<div class="{name}">\n\n{body}\n\n</div>'
