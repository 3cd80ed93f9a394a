"""An answer as plain text that can be pasted into a reply to a customer."""

import re

from bot.answer import Answer

_PIECE = re.compile(
    r"\\(?P<escaped>[\\`*_\[\]<>~|])"
    r"|(?<!\\)\[(?P<name>(?:[^\[\]\\]|\\.)+)\]\((?P<address>[^\s()]+)\)"
    r"|\*{1,2}"
)
_LINE_START = re.compile(r"^(?:> ?|- (?=\*{0,2}\[\d)|#+ )", re.MULTILINE)
_RULE = re.compile(r"\n*^---$\n*", re.MULTILINE)


def reply(answer: Answer) -> str:
    """The whole message without Markdown: statements with their numbers, sources, disclaimer."""
    return plain(answer.text.removeprefix(answer.care))


def plain(markdown: str) -> str:
    """Fotnot's own Markdown as it reads: no signs of it left, each link as its address."""
    lines = _LINE_START.sub("", _RULE.sub("\n\n", markdown))
    text = _PIECE.sub(_as_read, lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _as_read(match: re.Match[str]) -> str:
    return match["escaped"] or match["address"] or ""
