"""The journals of a reference list, to be found in a message by whole, short or partial name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.references.parsing import words
from bot.references.parsing.question import ListQuestion
from bot.references.parsing.topics import words_of
from ingest.article import Reference

_LONG = 6  # letters
_TELLING = 4  # letters of a DOI that are a journal's by no accident


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal that a message names: its name, its entries, and the words that name it."""

    name: str
    numbers: frozenset[int]
    words: frozenset[str]


class Journals:
    """The journals of the entries."""

    def __init__(self, entries: Sequence[Reference]) -> None:
        self.entries = entries
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for journal in sorted({r.journal for r in entries if r.journal}):
            if parts := words_of(re.sub(r"\(.*?\)", "", journal)):
                self._by_first.setdefault(parts[0][0], []).append((journal, parts))

    def named(self, asked: ListQuestion) -> Journal | None:
        """The journal that a message names, or None."""
        found: list[tuple[int, str, frozenset[str]]] = []
        for start, word in enumerate(asked.folded):
            for name, parts in self._by_first.get(word[0], ()):
                end = _aligned(parts, asked.folded, start)
                if end and _introduced(asked, start, end):
                    used = frozenset(asked.folded[start:end]) | frozenset(words_of(name))
                    found.append((end - start, name, used))
        if not found:
            return self._in_part(asked)
        _, name, used = max(found, key=lambda match: (match[0], match[1]))
        return Journal(name, frozenset(r.number for r in self.entries if r.journal == name), used)

    def _in_part(self, asked: ListQuestion) -> Journal | None:
        """The journals with a word after 'the journal', or whose DOIs begin as a capital word does.

        'Nutrients' has DOIs like 10.3390/nu9050429, under whatever name a translated list has it.
        """
        for place, word in enumerate(asked.folded):
            if not _is_journals_name(asked, place):
                continue
            having = [r for r in self.entries if r.journal and word in words_of(r.journal)]
            coded = [r for r in self.entries if _code(r) and word.startswith(_code(r))]
            if having := having or (coded if _is_sure(coded) else []):
                numbers = frozenset(r.number for r in having)
                return Journal(asked.raw[place], numbers, frozenset({word}))
        return None


def _aligned(parts: Sequence[str], folded: Sequence[str], start: int) -> int:
    """Where a journal's words, abbreviated or in full, end in a message; 0: they are not there."""
    place, skipped = start, words.set_of("within_title")
    for index, part in enumerate(parts):
        while index and place < len(folded) and folded[place] in skipped and part != folded[place]:
            place += 1
        if place == len(folded):
            return 0
        same = folded[place] == part
        longer = len(parts) > 1 and folded[place].startswith(part)
        if not (same or longer):
            return 0
        place += 1
    return place


def _introduced(asked: ListQuestion, start: int, end: int) -> bool:
    """Whether words are a journal's name: 'in Magnes Res', 'Magnes Res -lehdessä', 'magnes res'."""
    before = asked.folded[start - 1] if start else ""
    after = asked.folded[end] if end < len(asked.folded) else ""
    several = end - start > 1
    capitals = several and all(word[0].isupper() for word in asked.raw[start:end])
    alone = (
        several and "about" not in asked.flags and set(asked.rest) <= set(asked.folded[start:end])
    )
    marked = (
        before in words.set_of("in_journal")
        or before.startswith(tuple(words.set_of("journal_before")))
        or after.startswith(tuple(words.set_of("journal_behind")))
    )
    return marked or capitals or alone


def _is_journals_name(asked: ListQuestion, place: int) -> bool:
    """Whether a capital word stands where a journal's name does: 'the journal X', 'X papers'."""
    word = asked.folded[place]
    if not asked.raw[place][0].isupper() or len(word) < _LONG or asked.rest != (word,):
        return False
    before = asked.folded[place - 1] if place else ""
    after = asked.folded[place + 1] if place + 1 < len(asked.folded) else ""
    journal, study = re.compile(words.flag("journal")), words.study_or_reference()
    named = journal.fullmatch(before) or journal.fullmatch(after) or study.fullmatch(after)
    return bool(named) or before in words.set_of("in_journal")


def _is_sure(coded: Sequence[Reference]) -> bool:
    """Whether entries whose DOIs begin as a word does are of one journal by no accident."""
    one_journal = len({entry.journal for entry in coded}) == 1
    return one_journal and (len(coded) > 1 or len(_code(coded[0])) >= _TELLING)


def _code(entry: Reference) -> str:
    """The letters that an entry's DOI begins with after its prefix: a short name of the journal."""
    match = re.match(r"10\.\d+/(?:journal\.)?([a-z]{2,})", entry.doi or "")
    return match.group(1) if match else ""
