"""Whether a message means an author of the list, and which: names can be everyday words too."""

from dataclasses import dataclass

from bot.lookup_list import Catalogue, Mention
from bot.lookup_question import Asked
from bot.lookup_words import BY, COLLEAGUES, FROM, OR, STUDY_OR_REFERENCE

_SHORT = 3  # letters; so short a name is one only with its capital
_SURE = 5  # letters; so long a name may stand apart from words that point at it


@dataclass(frozen=True, slots=True)
class Named:
    """The authors that a message names and their entries; none: such an author has no entry."""

    name: str
    numbers: frozenset[int]


def named(asked: Asked, found: Catalogue) -> Named | None:
    """The authors whose entries a message asks for; None when it asks for no author's."""
    mentions: list[Mention] = []
    for mention in found.mentions(asked.folded):
        joined = mentions and mentions[-1].end == mention.start - 1  # "Gröber or Vink"
        if (joined and asked.folded[mention.start - 1] in OR) or _is_meant(mention, asked):
            mentions.append(mention)
    if not mentions and (similar := _misspelt(asked, found)):
        mentions = [similar]
    if not mentions:
        unknown = _unknown(asked, found)
        return Named(unknown, frozenset()) if unknown else None
    together = frozenset.intersection(*(m.numbers for m in mentions))
    numbers = together or frozenset.union(*(m.numbers for m in mentions))
    return Named(", ".join(dict.fromkeys(m.name for m in mentions)), numbers)


def _is_meant(mention: Mention, asked: Asked) -> bool:
    before = asked.folded[mention.start - 1] if mention.start else ""
    after = asked.folded[mention.end : mention.end + 2]
    capital = asked.raw[mention.start][0].isupper()
    alone = not set(asked.rest) - _words(mention, asked)
    if capital and _has_initials(mention, asked):
        return True
    if not capital and (mention.ordinary or len(mention.name) <= _SHORT):
        return False
    if after and (" ".join(after) in COLLEAGUES or after[0] == "mfl"):
        return True
    if before in BY and _speaks_of_works(asked):
        return alone or asked.reference or before not in FROM
    if after and asked.years and after[0] == str(asked.years[0][0]):
        return alone
    return not mention.ordinary and (alone or _points_at_name(mention, asked, before, after))


def _has_initials(mention: Mention, asked: Asked) -> bool:
    after = asked.raw[mention.end] if mention.end < len(asked.raw) else ""
    return bool(after) and after.isupper() and after in mention.initials


def _speaks_of_works(asked: Asked) -> bool:
    marks = {"written", "published", "page", "doi", "found"}
    return asked.reference or asked.study or bool(asked.flags & marks)


def _points_at_name(mention: Mention, asked: Asked, before: str, after: tuple[str, ...]) -> bool:
    """Whether an unmistakable name is spoken of as an author's."""
    if any(STUDY_OR_REFERENCE.fullmatch(word) for word in (before, *after[:1])):
        return True
    length = sum(map(len, asked.folded[mention.start : mention.end]))
    if mention.inflected or length < _SURE:
        return False
    return asked.reference or bool(asked.flags & {"written", "found", "doi", "published"})


def _words(mention: Mention, asked: Asked) -> set[str]:
    return set(asked.folded[mention.start : mention.end])


def _misspelt(asked: Asked, found: Catalogue) -> Mention | None:
    for place, word in enumerate(asked.folded):
        after_by = place and asked.folded[place - 1] in BY and _speaks_of_works(asked)
        alone = asked.rest == (word,) and asked.raw[place][0].isupper()
        if (after_by or alone) and (similar := found.similar_name(word)):
            return similar
    return None


def _unknown(asked: Asked, found: Catalogue) -> str | None:
    """The name after 'by' that no entry has: capitalised, and no word of the article."""
    if not (asked.reference or asked.study or "written" in asked.flags):
        return None
    for place, word in enumerate(asked.raw[1:], start=1):
        by = asked.folded[place - 1]
        sure = asked.reference or "written" in asked.flags or by != "von"
        is_name = word[0].isupper() and word.isalpha() and not found.knows(asked.folded[place])
        if (
            by in BY - (FROM - {"von"})
            and sure
            and is_name
            and set(asked.rest) == {asked.folded[place]}
        ):
            return word
    return None
