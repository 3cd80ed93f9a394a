"""The parts of an answer → Markdown; other media (the page, plain text) change how a piece is said."""

from collections.abc import Sequence
from itertools import pairwise
from typing import assert_never

from bot.answer import (
    Block,
    Citation,
    Disclaimer,
    Lead,
    Notice,
    Sections,
    Sources,
    Stated,
    Statement,
    Suggestions,
)
from bot.rendering.markup import address_of, escape, without_address
from prompts import texts

_BETWEEN = {"item": "\n", "running": " "}  # two such statements; between others an empty line


class Markdown:
    """Parts in Markdown, in one language: every text that is not ours is escaped."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._say = texts(language)

    def render(self, blocks: Sequence[Block]) -> str:
        """All parts, in their order."""
        between = ["", *(_gap(before, after) for before, after in pairwise(blocks))]
        return "".join(gap + text for gap, text in zip(between, self.parts(blocks), strict=True))

    def parts(self, blocks: Sequence[Block]) -> list[str]:
        """Each part as it stands among the others."""
        probable = _suggested_alone(blocks)
        return [self._block(block, probable) for block in blocks]

    def _block(self, block: Block, probable: frozenset[int]) -> str:
        """One part; the numbers in `probable` are told to be only probably right."""
        match block:
            case Notice():
                return self.notice(block)
            case Lead():
                return self.lead(block)
            case Stated():
                return self._stated(block, probable)
            case Sections():
                return self.emphasis(self._sections(block.headings))
            case Sources():
                return self.sources(block)
            case Suggestions():
                questions = "\n".join(self.question(question) for question in block.questions)
                return f"{block.opening}\n\n{questions}"
            case Disclaimer():
                return self.disclaimer(block)
            case _:
                assert_never(block)

    # What a medium says in its own way.

    def escape(self, text: str) -> str:
        """A text that is not ours."""
        return escape(text)

    def own_words(self, quote: str) -> str:
        """The article's own sentence, in its language."""
        return self.escape(quote)

    def strong(self, text: str) -> str:
        """A text that stands out."""
        return f"**{text}**"

    def emphasis(self, text: str) -> str:
        """A text about the answer."""
        return f"*{text}*"

    def mark(self, number: int, sentence: str) -> str:  # noqa: ARG002 - where the chat leads
        """A reference number behind a statement that rests on that sentence, with its space."""
        return f" [{number}]"

    def label(self, number: int) -> str:
        """A reference number before its entry."""
        return f"[{number}]"

    def link(self, name: str, address: str) -> str:
        """An entry's address."""
        return f"[{escape(name)}]({address})"

    def quote(self, paragraphs: Sequence[str]) -> str:
        """What is quoted."""
        return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)

    def entry(self, text: str) -> str:
        """An entry in a list of sources."""
        return f"- {text}"

    def question(self, question: str) -> str:
        """A question that can be asked, in a list."""
        return f"- {escape(question)}"

    def original(self, statement: Statement) -> str:
        """The article's own sentence below a translation of it."""
        return self.quote([self._in_own_words(statement)])

    def sources(self, block: Sources) -> str:
        """Entries of the list, under their heading or as the answer itself."""
        citations = block.citations if block.heading else heads(block.citations)
        lines = "\n".join(self.entry(self.source(citation)) for citation in citations)
        if not block.heading:
            return lines
        return f"{self.strong(self._say('answer.sources'))}\n\n{lines}"

    def notice(self, notice: Notice) -> str:
        """Fixed words."""
        return notice.text

    def lead(self, lead: Lead) -> str:
        """The words that say the answer itself."""
        return self.escape(lead.text)

    def disclaimer(self, disclaimer: Disclaimer) -> str:
        """The disclaimer, set apart."""
        return f"---\n\n{disclaimer.text}"

    def _stated(self, block: Stated, probable: frozenset[int]) -> str:
        statement = block.statement
        if block.form == "running":
            return self._noted(statement, probable)
        if block.form == "item":
            return f"- {self._marked(statement)}"
        translated = statement.text != statement.source.quote
        if block.form == "quote":
            original = [self._in_own_words(statement)] if translated else []
            return self.quote([self._marked(statement), *original])
        told = self._noted(statement, probable)
        return f"{told}\n\n{self.original(statement)}" if translated else told

    def _in_own_words(self, statement: Statement) -> str:
        return self._say("answer.original", quote=self.own_words(statement.source.quote))

    def _marked(self, statement: Statement, probable: frozenset[int] = frozenset()) -> str:
        """A statement with its reference numbers."""
        untranslated = statement.text == statement.source.quote
        text = self.own_words(statement.text) if untranslated else self.escape(statement.text)
        sure = f" ({self._say('answer.probable')})"
        return text + "".join(
            self.mark(number, statement.source.sentence) + (sure if number in probable else "")
            for number in statement.citations
        )

    def _noted(self, statement: Statement, probable: frozenset[int]) -> str:
        """The same, or with a word that it has no source."""
        text = self._marked(statement, probable)
        if statement.unsourced:
            text += f" {self.emphasis(self._say('answer.no_source'))}"
        return text

    def _sections(self, headings: Sequence[str]) -> str:
        names = [self.escape(heading) for heading in headings]
        if len(names) == 1:
            return self._say("answer.section", section=names[0])
        return self._say("answer.sections", sections=", ".join(names))

    def source(self, citation: Citation) -> str:
        """A citation as a line of the list of sources."""
        say = self._say
        kind = say(f"kinds.{citation.kind}") if citation.kind else ""
        facts = ", ".join(part for part in (kind, str(citation.year or "")) if part)
        number = self.strong(self.label(citation.number))
        line = f"{number} {self.escape(without_address(citation.text))}"
        if citation.tail:
            tail = self.escape(citation.tail)
            line += " " + say("answer.continues", number=citation.continued_by, tail=tail)
        if facts:
            line += f" — {self.emphasis(facts)}"
        if citation.status == "suggested":
            line += f" ({say('answer.probable')})"
        address, name = address_of(citation.doi, citation.url)
        return f"{line} {self.link(name, address)}" if address else line


def heads(citations: Sequence[Citation]) -> list[Citation]:
    """The entries without the tails that the page tore off, which stand with their heads."""
    tails = {citation.continued_by for citation in citations}
    return [citation for citation in citations if citation.number not in tails]


def _gap(before: Block, after: Block) -> str:
    if isinstance(before, Stated) and isinstance(after, Stated) and before.form == after.form:
        return _BETWEEN.get(before.form, "\n\n")
    return "\n\n"


def _suggested_alone(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers that are tied to what cites them by the linker's suggestion alone."""
    cited = [c for block in blocks if isinstance(block, Sources) for c in block.citations]
    return frozenset(c.number for c in cited if c.status == "suggested")
