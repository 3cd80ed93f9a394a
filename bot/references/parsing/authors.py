"""Whether a message means an author of the list, and which: names can be everyday words too."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.references.list import AuthorMention, Catalogue
from bot.references.parsing import words
from bot.references.parsing.question import ListQuestion

_SHORT = 3  # letters; so short a name is one only with its capital
_TERSE = 4  # words
_SURE = 5  # letters; so long a name may stand apart from words that point at it


@dataclass(frozen=True, slots=True)
class NamedAuthors:
    """The authors that a message names and their entries; none: such an author has no entry."""

    name: str
    numbers: frozenset[int]


def named(asked: ListQuestion, found: Catalogue) -> NamedAuthors | None:
    """The authors whose entries a message asks for; None when it asks for no author's."""
    journal = found.journals.named(asked)
    spelt = [
        mention
        for mention in found.mentions(asked.folded)
        if journal is None or not _words(mention, asked) <= journal.words
    ]
    similar = found.similar_names(asked.folded, asked.rest)
    misspelt = [mention for mention in similar if not _overlaps(mention, spelt)]
    every = sorted((*spelt, *misspelt), key=lambda mention: mention.start)
    rest = frozenset(asked.rest).difference(*(_words(m, asked) for m in every if not m.ordinary))
    mentions: list[AuthorMention] = []
    for mention in every:
        joined = mentions and mentions[-1].end == mention.start - 1  # "Gröber or Vink"
        if (joined and asked.folded[mention.start - 1] in words.set_of("or")) or _is_meant(
            mention, asked, rest - _words(mention, asked), found
        ):
            mentions.append(mention)
    if not mentions:
        unknown = _unknown(asked, found)
        return NamedAuthors(unknown, frozenset()) if unknown else None
    together = frozenset.intersection(*(m.numbers for m in mentions))
    numbers = together or frozenset.union(*(m.numbers for m in mentions))
    return NamedAuthors(", ".join(dict.fromkeys(m.name for m in mentions)), numbers)


def _overlaps(mention: AuthorMention, others: Sequence[AuthorMention]) -> bool:
    return any(mention.start < o.end and o.start < mention.end for o in others)


def _is_meant(
    mention: AuthorMention, asked: ListQuestion, rest: frozenset[str], found: Catalogue
) -> bool:
    """Whether a word that is a name means the author; `rest` are the words that are no names."""
    before = asked.folded[mention.start - 1] if mention.start else ""
    after = asked.folded[mention.end : mention.end + 2]
    capital = asked.raw[mention.start][0].isupper()
    if capital and _has_initials(mention, asked):
        return True
    if not capital and (mention.ordinary or len(mention.name) <= _SHORT):
        return False
    if after and (" ".join(after) in words.colleagues() or after[0] in words.set_of("and_others")):
        return True
    by = words.set_of("by")
    if before in by and _speaks_of_works(asked):
        return not rest or asked.reference or before not in words.set_of("people_from")
    if after and asked.years and after[0] == str(asked.years[0][0]):
        return not rest
    if mention.ordinary:
        return False
    if mention.misspelt and not rest and not (capital or len(asked.folded) <= _TERSE):
        return before in by or _speaks_of_works(asked)
    if not rest or _points_at_name(mention, asked, before, after):
        return True
    return _has_topic(mention, asked, rest, found)


def _has_topic(
    mention: AuthorMention, asked: ListQuestion, rest: frozenset[str], found: Catalogue
) -> bool:
    """Whether a name comes with no more than a topic, in so few words that it is no question."""
    if len(asked.folded) > _TERSE or asked.flags & {"found"}:
        return False
    capital = asked.raw[mention.start][0].isupper()
    about, used = found.titles.find(tuple(rest), together=False)
    return len(used) == len(rest) and bool(
        about & mention.numbers or (capital and not mention.misspelt)
    )


def _has_initials(mention: AuthorMention, asked: ListQuestion) -> bool:
    after = asked.raw[mention.end] if mention.end < len(asked.raw) else ""
    return bool(after) and after.isupper() and after in mention.initials


def _speaks_of_works(asked: ListQuestion) -> bool:
    marks = {"written", "published", "page", "doi", "found"}
    return asked.reference or asked.study or bool(asked.flags & marks)


def _points_at_name(
    mention: AuthorMention, asked: ListQuestion, before: str, after: tuple[str, ...]
) -> bool:
    """Whether an unmistakable name is spoken of as an author's."""
    place, entry = mention.start, words.study_or_reference()
    if any(entry.fullmatch(word) for word in (before, *after[:1])):
        return True
    owned = before in words.set_of("owner")
    if owned and place > 1 and entry.fullmatch(asked.folded[place - 2]):
        return True  # "studien till Pouteau"
    length = sum(map(len, asked.folded[mention.start : mention.end]))
    if mention.inflected or length < _SURE:
        return False
    return asked.reference or bool(asked.flags & {"written", "found", "doi", "published"})


def _words(mention: AuthorMention, asked: ListQuestion) -> set[str]:
    return set(asked.folded[mention.start : mention.end])


def _unknown(asked: ListQuestion, found: Catalogue) -> str | None:
    """The name after 'by' that no entry has: capitalised, and no word of the article."""
    if "cited" in asked.flags and len(asked.rest) == 1 and not asked.lone:
        named = dict(zip(asked.folded, asked.raw, strict=True))[asked.rest[0]]
        if named[0].isupper() and named.isalpha() and not found.knows(asked.rest[0]):
            return named  # "do you cite Svensson?"
    if not (asked.reference or asked.study or "written" in asked.flags):
        return None
    in_name = words.set_of("by_or_in_name")
    before_name = words.set_of("by") - (words.set_of("people_from") - in_name)
    for place, word in enumerate(asked.raw[1:], start=1):
        by = asked.folded[place - 1]
        sure = asked.reference or "written" in asked.flags or by not in in_name
        is_name = word[0].isupper() and word.isalpha() and not found.knows(asked.folded[place])
        if by in before_name and sure and is_name and set(asked.rest) == {asked.folded[place]}:
            return word
    return None
