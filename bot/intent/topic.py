"""Questions about a whole topic: 'vad säger artikeln om ångest?' → the section on it.

Where no section is on it alone, what the article says of it here and there stands as one; 'what is
this article about?' is answered from the openings of the sections.
"""

import re
from functools import cache

from ingest.article import Article, Section
from ingest.parsing.discourse import depends_on_previous, states
from languages import expressions
from languages.cues import alternatives, of_all
from languages.words import words

_TOPIC = "topic_requests"  # in the languages' files
SPREAD = range(2, 13)  # so many sentences that name a topic are an overview of it


def section_asked_for(question: str, article: Article) -> Section | None:
    """The section that a question asks about as a whole, or None.

    It may be gathered: the sentences that name the topic, or the openings of all sections.
    """
    if _whole().match(question):
        return _openings(article)
    asked = _about().match(question)
    if asked is None:
        return None
    topic = words(asked.group("topic"))
    if not topic or len(topic) > 4:
        return None
    found = max(
        (s for s in article.sections if len(s.sentences) > 1 and _is_about(topic, s)),
        key=lambda section: (len(section.sentences), -section.level),
        default=None,
    )
    return found or _gathered(topic, article, SPREAD)


def naming(question: str, article: Article) -> Section | None:
    """The sentences that name what a message names and says no more of; None where too many do."""
    return _gathered(words(question), article, range(1, SPREAD.stop))


def _openings(article: Article) -> Section | None:
    """The first sentence of each section that can be understood alone."""
    firsts = [
        next((s for s in section.sentences if _stands(s.text)), None)
        for section in article.sections
    ]
    sentences = tuple(sentence for sentence in firsts if sentence is not None)
    return Section(article.title, 1, sentences) if sentences else None


def _gathered(topic: list[str], article: Article, spread: range) -> Section | None:
    """The sentences, in any section, that name every word of the topic."""
    strong = [word for word in topic if len(word) > 2]
    if not any(len(word) > 4 for word in strong):
        return None
    sentences = tuple(
        sentence
        for sentence in article.sentences
        if _stands(sentence.text)
        and all(any(_alike(word, other) for other in words(sentence.text)) for word in strong)
    )
    return Section(article.title, 1, sentences) if len(sentences) in spread else None


def _stands(text: str) -> bool:
    return states(text) and not depends_on_previous(text)


def _is_about(topic: list[str], section: Section) -> bool:
    """Every word of the topic begins a word of the heading, or is an acronym of it."""
    heading = words(section.heading)
    named = heading + _acronyms(section)
    strong = [word for word in topic if len(word) > 2]
    if not strong:
        return False
    matched = sum(any(_alike(word, other) for other in named) for word in strong)
    covered = sum(any(_alike(word, other) for word in strong) for other in heading)
    return matched == len(strong) and (covered * 2 >= len(heading) or bool(_acronyms(section)))


def _acronyms(section: Section) -> list[str]:
    """Short names that the section's first sentences give its heading."""
    found = []
    for sentence in section.sentences[:2]:
        for match in _acronym().finditer(sentence.text):
            short = match.group("a") or match.group("b")
            if short and {w[:6] for w in words(match.group(1))} & {
                w[:6] for w in words(section.heading)
            }:
                found += words(short)
    return found


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 5 and long.startswith(short) and len(long) - len(short) <= 3)


@cache
def _about() -> re.Pattern[str]:
    return expressions.finding(_TOPIC, r"^\W*<about>\s*(?P<topic>.+?)\W*$")


@cache
def _whole() -> re.Pattern[str]:
    return expressions.finding(_TOPIC, r"^\W*<whole>\W*$")


@cache
def _acronym() -> re.Pattern[str]:
    """'gamma-aminobutyric acid (GABA)'; 'or GABA' in the languages that say so."""
    short = alternatives(of_all("or_short"))
    return re.compile(
        rf"((?:\w+\s){{1,4}}?\w+),?\s(?:\((?P<a>[A-ZÅÄÖÆØ]{{2,8}})\)|(?:{short})\s(?P<b>[A-ZÅÄÖÆØ]{{2,8}})\b)"
    )
