"""Questions about a whole topic: 'vad säger artikeln om ångest?' → the section on it."""

import re

from ingest.article import Article, Section
from vectorstore.ngrams import words

_ABOUT = re.compile(
    r"""^\W*(?:
        (?:vad|va)\s+(?:säger|står|skriver|sägs|tar)\s.*?\bom|berätta\s+(?:lite\s+|mer\s+|allt\s+)*om
        |sammanfatta\s.*?(?:\bom|avsnittet)|vad\s+handlar\s+avsnittet\s+om
        |what\s+does\s+(?:the|this)\s+\w+\s+(?:say|tell|have\ to\ say)\s.*?\b(?:about|on)
        |tell\s+me\s+(?:more\s+|all\s+)?about|summari[sz]e\s.*?(?:on|about|section)?
        |hva\s+(?:sier|står|skriver)\s.*?\bom|fortell\s+.*?\bom
        |hvad\s+(?:siger|står|skriver)\s.*?\bom|fortæl\s+.*?\bom
        |was\s+(?:sagt|steht|schreibt)\s.*?\b(?:über|zu[mr]?)|erzähl\w*\s.*?\b(?:über|von)
        |mitä\s+artikkeli\w*\s+(?:sanoo|kertoo)|kerro\s
    )\s*(?P<topic>.+?)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ACRONYM = re.compile(
    r"((?:\w+\s){1,4}?\w+),?\s(?:\((?P<a>[A-ZÅÄÖ]{2,8})\)|eller\s(?P<b>[A-ZÅÄÖ]{2,8})\b)"
)


def section_asked_for(question: str, article: Article) -> Section | None:
    """The section that a question asks about as a whole, or None."""
    asked = _ABOUT.match(question)
    if asked is None:
        return None
    topic = words(asked.group("topic"))
    if not topic or len(topic) > 4:
        return None
    return max(
        (s for s in article.sections if len(s.sentences) > 1 and _is_about(topic, s)),
        key=lambda section: (len(section.sentences), -section.level),
        default=None,
    )


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
        for match in _ACRONYM.finditer(sentence.text):
            short = match.group("a") or match.group("b")
            if short and {w[:6] for w in words(match.group(1))} & {
                w[:6] for w in words(section.heading)
            }:
                found += words(short)
    return found


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 5 and long.startswith(short) and len(long) - len(short) <= 3)
