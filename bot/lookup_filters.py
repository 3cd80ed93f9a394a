"""What narrows the list down: kinds of study, years, a journal, a topic."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.lookup_list import Catalogue
from bot.lookup_question import Asked, has, kinds_in
from bot.lookup_words import ALL, COUNTED_STUDIES, EXISTS, OR
from bot.lookup_years import Span, spans_text
from ingest.article import Reference

TopicSearch = Callable[[str], Sequence[int]]
_LONG = 4  # words; a longer topic must be found whole, or the message is an ordinary question
_TERSE = 3  # words; so short a message with sources in it may name a topic bare
_WIDELY_KNOWN = frozenset({"meta-analysis", "randomised trial"})
_CHOSEN = frozenset({"which", "count", "oldest", "newest"})


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on entries: what sort it is, the value asked for, and who meets it."""

    kind: Literal["kind", "year", "journal", "topic"]
    asked: str
    numbers: Container[int]


def filters(
    asked: Asked, found: Catalogue, topic_search: TopicSearch | None
) -> list[Filter] | None:
    """The conditions of a message, none for the whole list; None: it does not ask the list."""
    journal = found.journal(asked.raw, asked.folded)
    rest = [word for word in asked.rest if not journal or word not in journal[2]]
    if not _asks_the_list(asked, rest, bool(journal)):
        return None
    parts: list[Filter] = []
    kinds = [k for k in asked.kinds if not journal or k not in kinds_in(" ".join(journal[2]))[0]]
    if kinds:
        numbers = {r.number for r in found.heads if r.kind in kinds}
        parts.append(Filter("kind", ", ".join(kinds), numbers))
    if asked.years:
        numbers = {r.number for r in found.heads if is_from(r, asked.years)}
        parts.append(Filter("year", spans_text(asked.years), numbers))
    if journal:
        parts.append(Filter("journal", journal[0], journal[1]))
    if not rest:
        return parts
    topic = _topic(asked, found, rest, topic_search)
    return [*parts, topic] if topic else None


def is_from(entry: Reference, spans: Sequence[Span]) -> bool:
    """Whether an entry's year lies in one of the ranges."""
    return entry.year is not None and any(low <= entry.year <= high for low, high in spans)


def in_words(asked: Asked, folded: Sequence[str]) -> str:
    """Folded words as they were written."""
    written = dict(zip(asked.folded, asked.raw, strict=True))
    return " ".join(written.get(word, word) for word in folded)


def _asks_the_list(asked: Asked, rest: Sequence[str], journal: bool) -> bool:
    flags = asked.flags
    narrowed = bool(asked.kinds or asked.years or journal)
    if "lacking" in flags or ("found" in flags and not (narrowed and asked.reference)):
        return False
    if asked.reference:
        whole = not (narrowed or rest or flags & {"count", "oldest", "newest"})
        return not (whole and asked.bare) or "page" in flags or has(ALL, asked.folded)
    if rest or "section" in flags:
        return False
    if journal or asked.years:
        full_name = journal and len(asked.rest) > 1
        return asked.study or full_name or bool(flags & {"published", "which"})
    if asked.kinds:
        return _kinds_are_listed(asked)
    if not asked.study:
        return False
    named_list = (
        "page" in flags
        or has(ALL, asked.folded)
        or ("which" in flags and bool(flags & {"claims", "cited"}))
    )
    return named_list or bool(flags & {"oldest", "newest"}) or has(COUNTED_STUDIES, asked.folded)


def _kinds_are_listed(asked: Asked) -> bool:
    """Whether kinds of study are asked for, and not what they are or what they have shown."""
    if asked.flags & _CHOSEN:
        return set(asked.kinds) != {"guideline"}
    return bool(_WIDELY_KNOWN & set(asked.kinds)) and has(EXISTS, asked.folded)


def _topic(
    asked: Asked, found: Catalogue, rest: Sequence[str], topic_search: TopicSearch | None
) -> Filter | None:
    """The entries on a topic; words that no title has are a topic only after 'about'."""
    finnish = any(word.endswith("sta") for word in rest) and "lah" in "".join(asked.folded)
    sought = [word.removesuffix("sta") if finnish else word for word in rest]
    about = "about" in asked.flags or finnish
    if all(word.isdigit() for word in rest):
        return None
    if not about and all(found.titles.is_common(word) for word in sought):
        return None  # a source of what the article is about is food
    terse = len(asked.folded) <= _TERSE and not asked.bare
    numbers, used = found.titles.find(sought, together=not OR & set(asked.folded))
    if len(used) == len(sought):
        return Filter("topic", in_words(asked, rest), numbers)
    if not (about or terse) or len(rest) > _LONG:
        return None
    if not numbers and topic_search is not None:
        numbers = frozenset(topic_search(in_words(asked, rest)))
    if not (about or numbers):
        return None
    return Filter("topic", in_words(asked, used or rest), numbers)
