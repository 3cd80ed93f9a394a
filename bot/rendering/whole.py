"""Parts → a whole answer; the one place where an answer's text and the disclaimer are joined."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Block, Disclaimer, Notice
from bot.kinds import Kind
from bot.rendering.markdown import Markdown
from prompts import texts


def with_disclaimer(kind: Kind, language: str, body: str | Sequence[Block]) -> Answer:
    """An answer of those parts, or those fixed words: the disclaimer at its end, nowhere else."""
    parts = (Notice(body),) if isinstance(body, str) else tuple(body)
    disclaimer = Disclaimer(texts(language)("disclaimer"))
    medium = Markdown(language)
    text = medium.render(parts)
    while disclaimer.text in text:
        text = text.replace(disclaimer.text, "")
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    end = medium.disclaimer(disclaimer) if text else disclaimer.text
    text = f"{text}\n\n{end}" if text else end
    return Answer(kind, language, text, disclaimer.text, (*parts, disclaimer))


def with_helpline(answer: Answer, words: str) -> Answer:
    """The same answer with words before it that have a helpline's number."""
    first = Notice(words, helpline=True)
    return replace(answer, text=f"{words}\n\n{answer.text}", blocks=(first, *answer.blocks))
