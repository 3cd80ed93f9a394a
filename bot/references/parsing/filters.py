"""What narrows the list down: kinds of study, years, a journal, a topic."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.references.list import Catalogue
from bot.references.parsing import words
from bot.references.parsing.journals import Journal
from bot.references.parsing.question import ListQuestion, has, kinds_in
from bot.references.parsing.topics import words_of
from bot.references.parsing.years import YearSpan, spans_text
from ingest.article import Reference, StudyKind

TopicSearch = Callable[[], Sequence[int]]
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
    asked: ListQuestion, found: Catalogue, topic_search: TopicSearch | None
) -> list[Filter] | None:
    """The conditions of a message, none for the whole list; None: it does not ask the list."""
    journal = found.journals.named(asked)
    rest = [word for word in asked.rest if not journal or word not in journal.words]
    if not _asks_the_list(asked, rest, journal):
        return None
    parts = _kinds_and_forms(asked, found, journal.words if journal else frozenset())
    if asked.years:
        numbers = {r.number for r in found.entries if is_from(r, asked.years)}
        parts.append(Filter("year", spans_text(asked.years), numbers))
    if journal:
        parts.append(Filter("journal", journal.name, journal.numbers))
    if not rest:
        return parts
    topic = _unknown_journal(asked, rest) or _topic(asked, found, rest, topic_search)
    return [*parts, topic] if topic else None


def narrowed(asked: ListQuestion, found: Catalogue, numbers: Container[int]) -> list[int]:
    """An author's entries, those that meet the message's other conditions where any does."""
    entries = [r for r in found.heads if r.number in numbers]
    if asked.years:
        entries = [r for r in entries if is_from(r, asked.years)]
    for part in _kinds_and_forms(asked, found, frozenset()):
        entries = [r for r in entries if r.number in part.numbers] or entries
    about, used = found.titles.find(asked.rest, together=False) if asked.rest else ((), ())
    if used:
        entries = [r for r in entries if r.number in about] or entries
    return [r.number for r in entries]


def _kinds_and_forms(asked: ListQuestion, found: Catalogue, used: frozenset[str]) -> list[Filter]:
    """The conditions on kind of study and of publication; `used` words name a journal."""
    kinds = [kind for kind in asked.kinds if kind not in kinds_in(" ".join(used))[0]]
    parts: list[Filter] = []
    if kinds:
        entries = [r for r in found.entries if any(_is_of(r, kind) for kind in kinds)]
        for mark in asked.marks:
            entries = [r for r in entries if has(words.mark(mark), words_of(r.title))] or entries
        parts.append(Filter("kind", ", ".join(kinds), {r.number for r in entries}))
    if asked.forms:
        numbers = {r.number for r in found.entries if _form(r) in asked.forms}
        parts.append(Filter("kind", ", ".join(asked.forms), numbers))
    return parts


def _is_of(entry: Reference, kind: StudyKind) -> bool:
    """Whether an entry is of a kind; a review with a meta-analysis is of both."""
    if kind == "review" and entry.kind == "meta-analysis":
        return "review" in kinds_in(" ".join(words_of(entry.title)).replace("meta analy", ""))[0]
    return entry.kind == kind


def _form(entry: Reference) -> str | None:
    """What an entry outside the journals is: with an address alone a web page, else a book."""
    if entry.journal or not (entry.title or entry.authors):
        return None
    return "web page" if entry.url and not entry.doi else "book"


def is_from(entry: Reference, spans: Sequence[YearSpan]) -> bool:
    """Whether an entry's year lies in one of the ranges."""
    return entry.year is not None and any(low <= entry.year <= high for low, high in spans)


def in_words(asked: ListQuestion, folded: Sequence[str]) -> str:
    """Folded words as they were written."""
    written = dict(zip(asked.folded, asked.raw, strict=True))
    return " ".join(written.get(word, word) for word in folded)


def _asks_the_list(asked: ListQuestion, rest: Sequence[str], journal: Journal | None) -> bool:
    flags = asked.flags
    narrow = bool(asked.kinds or asked.forms or asked.years or journal)
    if "lacking" in flags or ("found" in flags and not (narrow and asked.reference)):
        return False
    if asked.reference:
        whole = not (narrow or rest or flags & {"count", "oldest", "newest"})
        return not (whole and asked.bare) or "page" in flags or has(words.of("all"), asked.folded)
    if asked.kinds and rest:
        terse = len(asked.folded) <= _LONG and not has(words.of("exists"), asked.folded)
        return "about" in flags and terse
    if rest and "which" in flags and has(words.deals_with(), asked.folded):
        return True
    if "section" in flags or (rest and not journal):
        return False
    if journal or asked.years:
        full_name = journal is not None and len(journal.words) > 1
        journal_word = "journal" in flags and not rest
        pointed = asked.study or full_name or journal_word
        return pointed or bool(flags & {"published", "which"}) or bool(asked.kinds)
    if asked.kinds:
        return _kinds_are_listed(asked)
    return asked.study and _studies_are_listed(asked)


def _studies_are_listed(asked: ListQuestion) -> bool:
    """Whether 'studies' means those of the list, since all of them or one end are asked for."""
    named_list = (
        "page" in asked.flags
        or has(words.of("all"), asked.folded)
        or ("which" in asked.flags and bool(asked.flags & {"claims", "cited"}))
    )
    extreme = bool(asked.flags & {"oldest", "newest"})
    counted = rf"{words.flag('count')} {words.of('study')}"
    return named_list or extreme or has(counted, asked.folded)


def _kinds_are_listed(asked: ListQuestion) -> bool:
    """Whether kinds of study are asked for, and not what they are or what they have shown."""
    if asked.flags & _CHOSEN:
        return set(asked.kinds) != {"guideline"}
    if asked.kinds == ("review",):  # customers write reviews, too
        return len(asked.folded) < _TERSE and has(words.of("any"), asked.folded)
    return bool(_WIDELY_KNOWN & set(asked.kinds)) and has(words.of("exists"), asked.folded)


def _unknown_journal(asked: ListQuestion, rest: Sequence[str]) -> Filter | None:
    """A name after 'published in' or 'the journal' that no entry of the list has."""
    before = dict(zip(asked.folded[1:], asked.folded, strict=False))
    written = dict(zip(asked.folded, asked.raw, strict=True))
    named = "published" in asked.flags and before.get(rest[0]) in words.set_of("published_in")
    if (named or "journal" in asked.flags) and all(written.get(w, "")[:1].isupper() for w in rest):
        return Filter("journal", in_words(asked, rest), ())
    return None


def _topic(
    asked: ListQuestion, found: Catalogue, rest: Sequence[str], topic_search: TopicSearch | None
) -> Filter | None:
    """The entries on a topic; words that no title has are a topic only after 'about'."""
    ending = _about_ending(asked, rest)
    sought = [word.removesuffix(ending) for word in rest]
    about = "about" in asked.flags or bool(ending)
    if all(word.isdigit() or word.startswith(_quality()) for word in rest):
        return None
    if not about and all(found.titles.is_common(word) for word in sought):
        return None  # a source of what the article is about is food
    terse = len(asked.folded) <= _TERSE and not asked.bare
    numbers, used = found.titles.find(sought, together=not words.set_of("or") & set(asked.folded))
    if len(used) == len(sought):
        return Filter("topic", in_words(asked, rest), numbers)
    if topic_search is not None and (meant := topic_search()):
        return Filter("topic", in_words(asked, rest), frozenset(meant))
    if not (about or terse) or len(rest) > _LONG:
        return None
    if not (about or numbers):
        return None
    return Filter("topic", in_words(asked, used or rest), numbers)


def _about_ending(asked: ListQuestion, rest: Sequence[str]) -> str:
    """The ending that says what sources are about: 'lähteet unesta'; "" where there is none."""
    source = words.set_of("about_ending_with")
    if not any(beginning in "".join(asked.folded) for beginning in source):
        return ""
    endings = words.set_of("about_ending")
    return next((end for end in endings if any(word.endswith(end) for word in rest)), "")


def _quality() -> tuple[str, ...]:
    """How words begin for what sources are worth, where they stand alone."""
    return tuple(words.set_of("quality"))
