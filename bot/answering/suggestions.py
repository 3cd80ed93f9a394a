"""Questions to go on with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Statement
from ingest.article import Section, Sentence
from ingest.folder import Source
from ingest.parsing.faq import first_answers
from ingest.question_bank import Question
from languages.words import words
from vectorstore.retriever import Retrieved

MOST = 3
TOPICS, OF_A_TOPIC = 6, 2  # sections that the first screen names, and questions under each
NEAR_COSINE = 0.4  # below it, the nearest section has nothing to do with the question
LONGEST = 90
SHARED = 5  # letters; words that begin alike are of one family


@dataclass(frozen=True, slots=True)
class Topic:
    """A main section, as the reader's language names it, and questions that can be asked."""

    heading: str
    questions: tuple[str, ...]


def follow_ups(
    found: Retrieved, source: Source, language: str, skip: Sequence[Statement] = ()
) -> tuple[str, ...]:
    """Questions to go on with: near ones, or any good ones where nothing is near."""
    if found.cosine < NEAR_COSINE:
        return examples(source, language, MOST)
    return questions_near(source, found, language, skip)


def instead(
    question: str, found: Retrieved, source: Source, language: str, is_on: Callable[[str], bool]
) -> tuple[str, ...]:
    """Questions to offer in place of one that is declined, on its own subject where there are some.

    `is_on` tells whether a sentence of the article is on that subject. Never the question itself.
    """
    near = [p.sentence for p in found.passages if p.slug == source.article.slug]
    further = (s for s in source.article.sentences if s.links and s not in near)
    on_it = [s for s in (*near, *further) if is_on(s.text)]
    picked = (*_picked(on_it, source, language), *follow_ups(found, source, language))
    asked = _content(question)
    return tuple(each for each in dict.fromkeys(picked) if _content(each) != asked)[:MOST]


def questions_near(
    source: Source, found: Retrieved, language: str, skip: Sequence[Statement] = ()
) -> tuple[str, ...]:
    """Up to three of the bank's questions, in the reader's language, that near passages answer."""
    told = {statement.source.sentence for statement in skip}
    near = [
        passage.sentence
        for passage in found.passages
        if passage.slug == source.article.slug and passage.sentence.id not in told
    ]
    return _picked(near, source, language)


def _picked(sentences: Iterable[Sentence], source: Source, language: str) -> tuple[str, ...]:
    """A question of each of the first sentences that have one, up to three."""
    picked: list[str] = []
    for sentence in sentences:
        question = _clearest(source, sentence, language)
        if question and question not in picked:
            picked.append(question)
        if len(picked) == MOST:
            break
    return tuple(picked)


def _clearest(source: Source, sentence: Sentence, language: str) -> str | None:
    """The first question that a sentence answers, if there is one that names what article or section is about.

    Read alone, 'Does that mineral help?' is odd.
    """
    article = source.article
    heading = article.places[sentence.id][0].heading
    subject = _content(f"{article.title} {heading}")
    questions = questions_of(source, sentence.id, language)
    named = (question for question in questions if subject & _content(question))
    return next(named, questions[0] if questions else None)


def _content(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words."""
    return frozenset(word[:SHARED] for word in words(text) if len(word) >= SHARED)


def examples(source: Source, language: str, count: int = 4) -> tuple[str, ...]:
    """Well-formed questions of the bank, one of each of the article's main sections, in its order."""
    return tuple(
        dict.fromkeys(q for topic in topics(source, language, count) for q in topic.questions[:1])
    )


def topics(source: Source, language: str, count: int = TOPICS) -> tuple[Topic, ...]:
    """The article's main sections, in its order, with questions that can be asked about each.

    The main sections are those with the most sentences that have a source; a question that has a
    word of its section's heading comes before others. Without any question to offer, the sections
    alone.
    """
    sections = [section for section in source.article.sections if section.level > 1]
    asked = [_asked_in(section, source, language) for section in sections]
    known = [place for place, questions in enumerate(asked) if questions or not any(asked)]
    main = sorted(known, key=lambda place: -_cited(sections[place]))[:count]
    return tuple(
        Topic(source.heading(sections[place].heading, language), asked[place])
        for place in sorted(main)
    )


def _cited(section: Section) -> int:
    return sum(bool(sentence.links) for sentence in section.sentences)


def _asked_in(section: Section, source: Source, language: str) -> tuple[str, ...]:
    """Questions that sentences of a section answer, best ones with a source; at most OF_A_TOPIC."""
    sentences = [s for s in section.sentences if s.links] or list(section.sentences)
    title, heading = _content(source.article.title), _content(section.heading)
    asked = (questions_of(source, s.id, language) for s in sentences)
    # What a newcomer reads first is to be plain, and to say what it is about.
    questions = [min(qs, key=lambda q: ("," in q, not _content(q) & title)) for qs in asked if qs]
    named = [q for q in questions if _content(q) & heading]
    return tuple(dict.fromkeys((*named[:1], *questions)))[:OF_A_TOPIC]


def questions_of(source: Source, sentence: str, language: str) -> tuple[str, ...]:
    """The well-formed questions, in that language, that a sentence answers best.

    They are the bank's, or else one that the article itself asks, as a page's FAQ does.
    """
    found = tuple(
        question.text
        for question in source.bank.asked.get((sentence, language), ())
        if _tidy(question)
    )
    if found or language != source.article.language:
        return found
    asked = first_answers(source.article).get(sentence)
    return (asked,) if asked and len(asked) <= LONGEST else ()


def _tidy(question: Question) -> bool:
    text = question.text
    alone = not question.earlier and "." not in text
    return alone and text[0].isupper() and text.endswith("?") and 20 <= len(text) <= LONGEST
