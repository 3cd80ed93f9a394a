"""Passages → one to four statements in the article's own words, the best one's first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.answer import Place, Statement
from ingest.article import Article, Section, Sentence
from ingest.folder import Source
from ingest.parsing.discourse import (
    depends_on_previous,
    is_caveat,
    is_question,
    leads_in,
    refers_back,
    states,
)
from languages.cues import alternatives, of_all
from languages.words import words
from vectorstore.retriever import Passage

MOST = 4
CLOSE = 0.9  # a further passage must score at least this share of the best one …
SURE, CLOSEST = 0.6, 0.98  # … and this, where the best one answers as surely as that
CAVEATS = 2  # so many follow a claim at the most
SAME_SUBJECT = 4  # two sentences that share so many words speak of the same thing
REPEATS = 0.6  # share of a sentence's words that others already have: it says nothing new


@dataclass(frozen=True, slots=True)
class Composed:
    """Statements in their order; `conflicting` when two of them disagree with each other.

    The first `support` of them are the best sentence and what belongs to it.
    """

    statements: tuple[Statement, ...]
    conflicting: bool = False
    support: int = 0


def compose(
    passages: Sequence[Passage],
    source: Source,
    language: str,
    limited: bool = False,
    wanted: Callable[[str], bool] | None = None,
    differing: Sequence[str] = (),
    sure: float = 0.0,
) -> Composed:
    """Statements that answer, from passages of one article, best first.

    With `limited` one at least takes back or limits the others, where the best one's section has any.
    With `wanted` what goes on about the best one comes along as far as the first sentence that has
    it. Of the sentences in `differing` one at least stands there. `sure` is how likely the best one answers.

    The best passage always stands; others when they score close to it and add something; each
    brings along the sentence before it when it can't be understood alone, and the one after it
    that limits it, in the article's order; but the best one stands before what it leans on, since
    it is what answers.
    """
    article = source.article
    passages = [p for p in passages if not is_question(p.sentence.text)]
    groups = _groups(passages, article, CLOSEST if sure >= SURE else CLOSE)
    if wanted and groups:
        groups[0] += _as_far_as(wanted, passages[0], groups[0])
    told = [identity for group in groups for identity in group]
    further = next((p.sentence.id for p in passages if p.sentence.text in differing), None)
    if further and further not in told:
        groups, told = [*groups[: MOST - 1], [further]], [*told, further]
    other = _contradiction(passages[0].sentence, article) if passages else None
    if other and other not in told:
        while len(groups) > 1 and sum(map(len, groups)) >= MOST:
            groups.pop()
        groups.append([other])
    order = {identity: i for i, identity in enumerate(article.places)}
    chosen = {passages[0].sentence.id: None} if passages else {}
    support = 0
    for group in groups:
        whole = {*group, *_limits(group, article)}
        chosen |= dict.fromkeys(sorted(whole, key=order.__getitem__))
        support = support or len(chosen)
    if limited and groups:
        chosen |= dict.fromkeys(_section_limit(passages[0], tuple(chosen)))
    statements = tuple(state(source, identity, language) for identity in chosen)
    return Composed(statements, other is not None, support)


def _groups(passages: Sequence[Passage], article: Article, close: float) -> list[list[str]]:
    """The ids of what each chosen passage brings, the best passage's first."""
    groups: list[list[str]] = []
    chosen: list[str] = []
    for passage in passages[:6]:
        if chosen and passage.score < close * passages[0].score:
            break
        needed = _with_lead(passage.sentence, passage.section)
        if chosen and _repeats(passage.sentence, chosen, article):
            continue
        added = [identity for identity in needed if identity not in chosen]
        if len(chosen) + len(added) <= MOST:
            groups.append(added)
            chosen += added
    return groups


def overview(source: Source, section: Section, language: str) -> Composed:
    """A section's main points: the sentences that carry most of what it says, in order."""
    sentences = [s for s in section.sentences if states(s.text)]
    bags = [_beginnings(s.text) for s in sentences]

    def weight(i: int) -> float:
        shared = sum(len(bags[i] & bag) for j, bag in enumerate(bags) if j != i)
        alone = 0.0 if depends_on_previous(sentences[i].text) else 3.0
        return float(shared / max(4, len(bags[i])) ** 0.5 + 4 * bool(sentences[i].links) + alone)

    best = sorted(range(len(sentences)), key=lambda i: (-weight(i), i))[:MOST]
    ids = [sentences[i].id for i in sorted(best)]
    return Composed(tuple(state(source, identity, language) for identity in ids))


def state(source: Source, identity: str, language: str) -> Statement:
    """A sentence as a statement: in the reader's language where the article has it so."""
    section, sentence = source.article.places[identity]
    translated = source.bank.translated.get((identity, language))
    place = Place(source.article.slug, identity, section.heading, sentence.text)
    numbers = tuple(sorted({link.number for link in sentence.links}))
    return Statement(translated or sentence.text, place, numbers, sentence.unsourced)


def _with_lead(sentence: Sentence, section: Section) -> list[str]:
    """The sentence, before it what it leans on (of its paragraph, or its list's lead-in), in order.

    After a lead-in comes what it leads to.
    """
    position = section.sentences.index(sentence)
    needed = [sentence.id]
    while (
        len(needed) < MOST - 1
        and position > 0
        and depends_on_previous(section.sentences[position].text)
    ):
        before = section.sentences[position - 1]
        if before.paragraph != sentence.paragraph and not leads_in(before.text):
            break
        needed.insert(0, before.id)
        position -= 1
    return needed + _list_after(sentence, section, MOST - len(needed))


def _list_after(sentence: Sentence, section: Section, most: int) -> list[str]:
    """What a lead-in that ends in a colon leads to: the sentences after it, as many as fit."""
    if not leads_in(sentence.text):
        return []
    start = section.sentences.index(sentence) + 1
    return [after.id for after in section.sentences[start : start + most]]


def _as_far_as(wanted: Callable[[str], bool], best: Passage, told: Sequence[str]) -> list[str]:
    """What goes on about the best sentence, as far as the first that has what is wanted; else none."""
    if wanted(best.sentence.text):
        return []
    start = best.section.sentences.index(best.sentence) + 1
    gone: list[str] = []
    for after in best.section.sentences[start : start + MOST - 1]:
        if after.paragraph != best.sentence.paragraph or not depends_on_previous(after.text):
            break
        gone.append(after.id)
        if wanted(after.text):
            return [identity for identity in gone if identity not in told]
    return []


def _limits(chosen: Sequence[str], article: Article) -> list[str]:
    """Sentences that take back or limit a chosen one: a claim never stands without its caveat.

    One caveat may follow another. One sentence that goes on about the claim may stand between it
    and its caveat, and comes along; past the paragraph's end only what refers back is a caveat.
    """
    found: list[str] = []
    for section in article.sections:
        for position, sentence in enumerate(section.sentences):
            if sentence.id in chosen:
                found += _caveats(sentence, section.sentences[position + 1 :])
    return found


def _section_limit(best: Passage, chosen: Sequence[str]) -> list[str]:
    """The first sentence of the best one's section that limits it, with what it leans on."""
    sentences = best.section.sentences
    limits = [s for s in sentences if is_caveat(s.text)]
    if not limits or any(limit.id in chosen for limit in limits):
        return []
    after = [s for s in limits if sentences.index(s) > sentences.index(best.sentence)]
    return _with_lead((after or limits)[0], best.section)


def _caveats(sentence: Sentence, following: Sequence[Sentence]) -> list[str]:
    found: list[str] = []
    between: list[str] = []
    caveats = 0
    for after in following:
        near = after.paragraph == sentence.paragraph
        if caveats == CAVEATS or not (near or refers_back(after.text)):
            break
        if is_caveat(after.text):
            found += [*between, after.id]
            between = []
            caveats += 1
        elif near and not found and not between and depends_on_previous(after.text):
            between = [after.id]
        else:
            break
    return found


def _repeats(sentence: Sentence, chosen: Sequence[str], article: Article) -> bool:
    content = _beginnings(sentence.text)
    said = frozenset().union(*(_beginnings(article.places[other][1].text) for other in chosen))
    return sentence.id in chosen or len(content & said) > REPEATS * max(1, len(content))


def _contradiction(sentence: Sentence, article: Article) -> str | None:
    """Another sentence that says the opposite of the same thing: 'ökad X' against 'låg X'."""
    mine = _directions(sentence.text)
    if not mine:
        return None
    subject = _beginnings(sentence.text)
    for other in article.sentences:
        theirs = _directions(other.text)
        opposed = any(theirs.get(thing, up) != up for thing, up in mine.items())
        if opposed and len(subject & _beginnings(other.text)) >= SAME_SUBJECT:
            return other.id
    return None


@lru_cache(maxsize=4096)
def _beginnings(text: str) -> frozenset[str]:
    """The first letters of the longer words, so that compounds count as what they begin with."""
    return frozenset(word[:6] for word in words(text) if len(word) > 4)


def _directions(text: str) -> dict[str, bool]:
    """Noun phrase of two words → whether the text says more or less of it."""
    found = {}
    for match in _direction().finditer(text):
        thing = match.group("thing").lower()
        if " " in thing:
            found[thing] = bool(match.group("more"))
    return found


@cache
def _direction() -> re.Pattern[str]:
    more, less = (alternatives(of_all(group)) for group in ("more_of", "less_of"))
    thing = r"(?P<thing>(?:\w+\s+)?\w+)"
    return re.compile(rf"\b(?:(?P<more>{more})|(?:{less}))\s+{thing}", re.IGNORECASE)
