"""What an article speaks of, in all languages that it has: the things that it names, and its words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.folder import Source
from languages import files
from languages.names import Names, Word, kinds, with_broader, words_of

OFTEN = 3  # so many answerable questions that name a thing make it one of the article's
MUCH = 12  # the same for what one takes or does, which the encoder can't tell from its siblings
AMBIGUOUS = 2  # a name of more things than that tells of none


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The things that an article names, or what they are a kind of; and words, by language.

    Words are folded, each with its stem: `words` are the article's own and its translations',
    `asked` those of its bank's answerable questions, which say the same as those who ask do. `lists`
    is the version of the lists of names that it was made with.
    """

    concepts: frozenset[str]
    words: dict[str, frozenset[str]]
    asked: dict[str, frozenset[str]]
    lists: str = ""

    @property
    def every_word(self) -> frozenset[str]:
        """The words of the article and of its bank, in all languages."""
        return frozenset().union(*self.words.values(), *self.asked.values())


def vocabulary(source: Source, names: Callable[[str], Names]) -> Vocabulary:
    """All that a source names; `names` gives those of a language."""
    words: dict[str, set[str]] = defaultdict(set)
    mentions = [
        mention.concepts
        for language, text in _texts(source)
        for mention in names(language).among(_take(text, language, words), text, edited=True)
    ]
    concepts = {concept for meant in mentions if len(meant) == 1 for concept in meant}
    for meant in mentions:
        concepts |= _likely(meant, concepts)
    told: dict[str, set[str]] = defaultdict(set)
    asked: Counter[str] = Counter()
    for question in source.bank.questions:
        for turn in question.earlier:
            _take(turn, question.language, told)
        found = _take(question.text, question.language, told)
        named = names(question.language).among(found, question.text, edited=True)
        asked.update({c for mention in named for c in _likely(mention.concepts, concepts)})
    concepts |= {c for c, count in asked.items() if count >= (OFTEN if _is_told(c) else MUCH)}
    return Vocabulary(
        frozenset(wider for concept in concepts for wider in with_broader(concept)),
        {language: frozenset(found) for language, found in words.items()},
        {language: frozenset(found) for language, found in told.items()},
        files.version(),
    )


def _likely(meant: frozenset[str], named: set[str]) -> frozenset[str]:
    """Which of the things that a name may mean it does, where others are named without a doubt.

    'Citrate' is that of the mineral which the article is on, be there many.
    """
    if meant & named:
        return meant & named
    of_those = frozenset(c for c in meant if not with_broader(c).isdisjoint(named))
    return of_those or (meant if len(meant) <= AMBIGUOUS else frozenset())


def _is_told(concept: str) -> bool:
    """Whether it is what people tell of: a complaint, or who has it."""
    return kinds((concept,)) <= {"condition", "group"}


def _texts(source: Source) -> Iterator[tuple[str, str]]:
    """What the article says, its list of references and its translations, each with its language."""
    article = source.article
    yield article.language, article.title
    for section in article.sections:
        yield article.language, section.heading
        yield from ((article.language, sentence.text) for sentence in section.sentences)
    for reference in article.references:  # most are in English, whatever the article is in
        if reference.title:
            yield article.language, reference.title
            yield "en", reference.title
    for translation in source.bank.translations:
        yield translation.language, translation.text


def _take(text: str, language: str, words: dict[str, set[str]]) -> list[Word]:
    found = words_of(text, language)
    words[language].update(part for word in found for part in (word.folded, word.stem))
    return found
