"""The parts of an answer, in the order in which they are read: fixed words, statements, sources."""

import re
from collections.abc import Sequence

from bot.answer import (
    Block,
    Citation,
    Lead,
    Notice,
    Sections,
    Sources,
    Stated,
    Statement,
    Suggestions,
)
from bot.rendering.markup import escape
from ingest.folder import Source
from prompts import texts

LONGEST_PART = 120  # characters of a part of a question that are said again


def answer(
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    source: Source,
    language: str,
    conflicting: bool = False,
    lead: Lead | None = None,
) -> list[Block]:
    """The lead, the statements with their numbers, the sections they stand in, the sources."""
    say = texts(language)
    foreign = language != source.article.language
    translated = any(s.text != s.source.quote for s in statements)
    parts: list[Block] = []
    if foreign and not translated:
        named = say(f"languages.{source.article.language}")
        parts.append(Notice(say("answer.foreign", language=named)))
    if conflicting:
        parts.append(Notice(say("answer.both_places")))
    if lead:
        parts.append(lead)
    parts += [Stated(statement) for statement in statements]
    return [
        *parts, _sections(statements, source, language), *_sources(citations, source, language)
    ]  # fmt: skip


def written(
    statements: Sequence[Statement], citations: Sequence[Citation], source: Source, language: str
) -> list[Block]:
    """A language model's statements as running text, who wrote it, and the sources below."""
    told = [Stated(statement, "running") for statement in statements]
    by_a_model = Notice(f"*{texts(language)('answer.written')}*")
    sources = _sources(citations, source, language)
    return [*told, _sections(statements, source, language), by_a_model, *sources]


def advice_opening(language: str, lead: Lead | None = None) -> list[Block]:
    """What stands above an answer to a plea for personal advice, the lead among it."""
    leading = [lead] if lead else []
    return [*advice_intro(language), *leading, Notice(texts(language)("advice.then"))]


def advice_intro(language: str) -> list[Block]:
    """That neither the article nor the bot can judge it for somebody."""
    return [Notice(f"**{texts(language)('advice.intro')}**")]


def decline(
    source: Source,
    language: str,
    said: Lead,
    nearest: str | None,
    questions: Sequence[str],
) -> list[Block]:
    """That there is no answer, as `said`, what comes nearest, and questions that can be answered."""
    say = texts(language)
    if nearest:
        around = say("decline.nearest", section=f"*{escape(source.heading(nearest, language))}*")
    else:
        around = say("decline.outside", title=f"*{escape(source.article.title)}*")
    return [said, Notice(around), *to_try(questions, language)]


def withheld(language: str) -> list[Block]:
    """That the article has it, and this place does not show it."""
    return [Lead(texts(language)("decline.withheld"), "not_said")]


def not_answered(missing: Sequence[str], language: str) -> Lead:
    """That the article has no answer; where it does not name what was asked about, that."""
    say = texts(language)
    named = say("decline.named", words=", ".join(missing)) if missing else say("decline.plain")
    return Lead(named, "not_said")


def not_named(words: Sequence[str], language: str) -> list[Block]:
    """That the article does not name a part of what was asked about; the rest follows."""
    return [Notice(texts(language)("answer.missing", words=_listed(words)))]


def not_answered_part(asked: Sequence[str], language: str) -> list[Block]:
    """That the article does not answer some parts of what was asked; nothing where there are none."""
    if not asked:
        return []
    part = " · ".join(escape(_asked(each)) for each in asked)
    return [Notice(texts(language)("answer.part", part=part))]


def _asked(part: str) -> str:
    """The last sentence of a part, on one line and of bounded length."""
    last = re.split(r"(?<=[.!])\s", " ".join(part.split()))[-1].strip(" ?.,!:;–")
    return last if len(last) <= LONGEST_PART else f"{last[:LONGEST_PART].rstrip()}…"


def of_each(language: str) -> list[Block]:
    """That what the article has on each of two things follows."""
    return [Notice(texts(language)("answer.each"))]


def meant(language: str, questions: Sequence[str]) -> list[Block]:
    """The questions that may have been meant, and that else the article has no answer."""
    say = texts(language)
    asked = Suggestions(say("decline.meant"), tuple(questions))
    return [asked, Notice(say("decline.not_meant"))]


def no_more(language: str, questions: Sequence[str]) -> list[Block]:
    """That the article has no more on what was asked, and questions that can be answered."""
    return [Notice(texts(language)("decline.no_more")), *to_try(questions, language)]


def _sections(statements: Sequence[Statement], source: Source, language: str) -> Sections:
    places = (place for statement in statements for place in statement.places)
    names = dict.fromkeys(place.section for place in places)
    return Sections(tuple(source.heading(name, language) for name in names))


def _sources(citations: Sequence[Citation], source: Source, language: str) -> list[Block]:
    """The sources that are cited, or that the page lists none by number."""
    if not source.article.references:
        return [Notice(texts(language)("answer.unnumbered"))]
    return [Sources(tuple(citations))] if citations else []


def to_try(questions: Sequence[str], language: str) -> list[Block]:
    """The questions, with what stands before them; nothing where there are none."""
    if not questions:
        return []
    return [Suggestions(texts(language)("decline.try"), tuple(questions))]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(escape(word) for word in words)
