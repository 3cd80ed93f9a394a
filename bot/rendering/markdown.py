"""Answers as a reader sees them: statements, citations and sources in Markdown, without the end."""

from collections.abc import Sequence

from bot.answer import Citation, Statement, escape, source_line
from ingest.article import Article
from prompts import texts


def answer(
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    article: Article,
    language: str,
    conflicting: bool = False,
) -> str:
    """The statements with their numbers, the section they stand in, and the sources below."""
    say = texts(language)
    foreign = language != article.language
    translated = any(s.text != s.source.quote for s in statements)
    parts = []
    if foreign and not translated:
        parts.append(say("answer.foreign", language=say(f"languages.{article.language}")))
    if conflicting:
        parts.append(say("answer.both_places"))
    parts += [_statement(s, language, citations) for s in statements]
    parts.append(f"*{_sections(statements, language)}*")
    return "\n\n".join([*parts, *_sources(citations, language)])


def written(statements: Sequence[Statement], citations: Sequence[Citation], language: str) -> str:
    """A language model's statements as running text, who wrote it, and the sources below."""
    text = " ".join(_marked(statement, language, citations) for statement in statements)
    told = (_sections(statements, language), texts(language)("answer.written"))
    return "\n\n".join([text, *(f"*{line}*" for line in told), *_sources(citations, language)])


def advice_opening(language: str) -> str:
    """What stands above an answer to a plea for personal advice."""
    say = texts(language)
    return f"**{say('advice.intro')}**\n\n{say('advice.then')}"


def _sources(citations: Sequence[Citation], language: str) -> list[str]:
    if not citations:
        return []
    lines = "\n".join(f"- {source_line(citation, language)}" for citation in citations)
    return [f"**{texts(language)('answer.sources')}**\n\n{lines}"]


def _statement(statement: Statement, language: str, citations: Sequence[Citation]) -> str:
    text = _marked(statement, language, citations)
    if statement.text != statement.source.quote:
        original = texts(language)("answer.original", quote=escape(statement.source.quote))
        text += f"\n\n> {original}"
    return text


def _marked(statement: Statement, language: str, citations: Sequence[Citation]) -> str:
    """A statement with its reference numbers, or a word that it has none."""
    say = texts(language)
    status = {citation.number: citation.status for citation in citations}
    marks = "".join(
        f" [{n}]" + (f" ({say('answer.probable')})" if status.get(n) == "suggested" else "")
        for n in statement.citations
    )
    text = escape(statement.text) + marks
    if statement.unsourced:
        text += f" *{say('answer.no_source')}*"
    return text


def _sections(statements: Sequence[Statement], language: str) -> str:
    say = texts(language)
    places = (place for s in statements for place in (s.source, *s.further))
    names = list(dict.fromkeys(escape(place.section) for place in places))
    if len(names) == 1:
        return say("answer.section", section=names[0])
    return say("answer.sections", sections=", ".join(names))


def decline(
    article: Article,
    language: str,
    nearest: str | None,
    missing: Sequence[str],
    questions: Sequence[str],
) -> str:
    """What is not covered, what comes nearest, and questions that can be answered."""
    say = texts(language)
    parts = [not_named(missing, language) if missing else say("decline.plain")]
    if nearest:
        parts[0] += " " + say("decline.nearest", section=f"*{escape(nearest)}*")
    else:
        parts[0] += " " + say("decline.outside", title=f"*{escape(article.title)}*")
    return "\n\n".join([*parts, *_to_try(questions, language)])


def not_named(missing: Sequence[str], language: str) -> str:
    """That the article does not name what was asked about, and so can't answer."""
    return texts(language)("decline.named", words=_listed(missing))


def missing(words: Sequence[str], language: str) -> str:
    """That the article does not name a part of what was asked about; what it says of the rest follows."""
    return texts(language)("answer.missing", words=_listed(words))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(escape(word) for word in words)


def meant(language: str, questions: Sequence[str]) -> str:
    """The questions that may have been meant, and that else the article has no answer."""
    say = texts(language)
    return "\n\n".join((say("decline.meant"), _points(questions), say("decline.not_meant")))


def no_more(language: str, questions: Sequence[str]) -> str:
    """That the article has no more on what was asked, and questions that can be answered."""
    return "\n\n".join([texts(language)("decline.no_more"), *_to_try(questions, language)])


def _to_try(questions: Sequence[str], language: str) -> list[str]:
    if not questions:
        return []
    return [f"{texts(language)('decline.try')}\n\n{_points(questions)}"]


def _points(questions: Sequence[str]) -> str:
    return "\n".join(f"- {escape(question)}" for question in questions)
