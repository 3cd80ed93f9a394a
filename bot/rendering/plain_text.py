"""An answer as plain text that can be pasted into a reply to a customer."""

import re
from collections.abc import Sequence

from typing_extensions import override

from bot.answer import Answer, Disclaimer, Notice
from bot.rendering.markdown import Markdown

_PIECE = re.compile(r"\\(?P<escaped>[\\`*_\[\]<>~|])|\*{1,2}")


def reply(answer: Answer) -> str:
    """The whole message without Markdown: statements with their numbers, sources, disclaimer.

    The helpline that may stand before it is for the one who wrote, not for the reply.
    """
    blocks = [b for b in answer.blocks if not (isinstance(b, Notice) and b.helpline)]
    return PlainText(answer.language).render(blocks)


def plain(markdown: str) -> str:
    """Fixed words in Markdown as they read: no signs of it left."""
    return _PIECE.sub(lambda match: match["escaped"] or "", markdown)


class PlainText(Markdown):
    """Parts without any markup; an entry's address as it is."""

    @override
    def escape(self, text: str) -> str:
        return text

    @override
    def strong(self, text: str) -> str:
        return text

    @override
    def emphasis(self, text: str) -> str:
        return text

    @override
    def link(self, name: str, address: str) -> str:
        return address

    @override
    def quote(self, paragraphs: Sequence[str]) -> str:
        return "\n\n".join(paragraphs)

    @override
    def entry(self, text: str) -> str:
        return text

    @override
    def question(self, question: str) -> str:
        return f"- {question}"

    @override
    def notice(self, notice: Notice) -> str:
        return plain(notice.text)

    @override
    def disclaimer(self, disclaimer: Disclaimer) -> str:
        return disclaimer.text
