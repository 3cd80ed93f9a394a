"""What a question takes for granted, or says of an authority, that the article does not say.

'Why does the WHO recommend it for depression?', 'which study showed it in a week?': whoever
answers what follows from such a premise seems to confirm it. Each kind is told by cues in the question,
and stands only where no sentence of the article says as much of the same thing.
"""

import re
from collections.abc import Sequence
from typing import Literal

from bot.intent.asked_about import Looking
from bot.leads.question_form import asking_sentence
from ingest.article import Article, Section, Sentence
from languages.cues import pattern, plain, shared
from languages.names import Mention, kinds
from languages.quantities import Quantity, quantities

Premise = Literal["authority", "study", "premise"]
_AUTHORITY = ("authorities", "decided")


def may_presume(question: str, language: str) -> bool:
    """Whether a question's cues alone tell that it may rest on what an authority says."""
    asking = asking_sentence(question)
    return _names_authority(question, language) or _has(asking, language, *_AUTHORITY)


def premise(
    question: str, language: str, mentions: Sequence[Mention], looking: Looking, article: Article
) -> Premise | None:
    """The kind of what a question takes for granted and the article does not say, or None.

    `mentions` are the names in the question, of which `looking` knows what the article says.
    """
    asking = asking_sentence(question)
    if _rests_on_authority(question, asking, language, mentions):
        specific = _specific(mentions, looking, article)
        said = _says_authority(question, asking, language, specific, looking, article)
        return None if said else "authority"
    if _has(asking, language, "which_study"):
        is_shown = is_studied(question, language, mentions, looking, article)
        return None if is_shown else "study"
    granted = _has(asking, language, "why", "since")
    return "premise" if granted and _unsaid_quantity(asking, language, article) else None


def is_studied(
    claim: str, language: str, mentions: Sequence[Mention], looking: Looking, article: Article
) -> bool:
    """Whether the article tells of studies where it names what a claim does, and has its numbers."""
    specific = _specific(mentions, looking, article)
    on_it = (
        section
        for section in article.sections
        if specific <= looking.concepts(_text(section), article.language)
    )
    studied = any(_has(plain(_text(each)), article.language, "attributed") for each in on_it)
    return studied and not _unsaid_quantity(asking_sentence(claim), language, article)


def _rests_on_authority(
    question: str, asking: str, language: str, mentions: Sequence[Mention]
) -> bool:
    """Whether it says that an authority speaks, something is decided, or that experts advise it."""
    if _names_authority(question, language) or _has(asking, language, *_AUTHORITY):
        return True
    advised = _has(asking, language, "recommends")
    if advised and _has(asking, language, "experts"):
        return True
    on_complaint = any("condition" in kinds(mention.concepts) for mention in mentions)
    return advised and on_complaint and _has(asking, language, "why")


def _names_authority(question: str, language: str) -> bool:
    """Whether an authority is named, by its name or by capitals, where not all is in capitals."""
    letters = re.search(r"[^\W\d_A-ZÅÄÖÆØ]", question) and _letters(question, language)
    return bool(letters) or _has(asking_sentence(question), language, "authorities")


def _says_authority(
    question: str,
    asking: str,
    language: str,
    specific: frozenset[str],
    looking: Looking,
    article: Article,
) -> bool:
    """Whether a sentence tells of an authority, the same one, and its paragraph of what is asked about.

    Where a decision is asked about, of a decision.
    """
    of_article = article.language
    told = ("decided",) if _has(asking, language, "decided") else (*_AUTHORITY, "recommends")
    meant = _letters(question, language)
    for sentence in article.sentences:
        named = _letters(sentence.text, of_article)
        another = bool(meant and named) and not meant & named
        if another or not _has(plain(sentence.text), of_article, *told):
            continue
        if specific <= looking.concepts(_paragraph(sentence, article), of_article):
            return True
    return False


def _letters(text: str, language: str) -> frozenset[str]:
    """The letters that stand for the authorities in a text."""
    found = {
        plain(word)
        for word in re.findall(r"\b[A-Z]{2,}\b", text)
        if shared("acronyms").fullmatch(plain(word))
    }
    found |= {"who"} if _has(plain(text), language, "world_health") else set()
    return frozenset(found)


def _specific(mentions: Sequence[Mention], looking: Looking, article: Article) -> frozenset[str]:
    """The complaints that a question names and the article, too."""
    there = {
        concept
        for sentence in article.sentences
        for concept in looking.concepts(sentence.text, article.language)
    }
    named = {concept for mention in mentions for concept in mention.concepts & there}
    return frozenset(concept for concept in named if "condition" in kinds((concept,)))


def _paragraph(sentence: Sentence, article: Article) -> str:
    section = next(each for each in article.sections if sentence in each.sentences)
    return "\n".join(e.text for e in section.sentences if e.paragraph == sentence.paragraph)


def _text(section: Section) -> str:
    return "\n".join([section.heading, *(sentence.text for sentence in section.sentences)])


def _unsaid_quantity(asking: str, language: str, article: Article) -> bool:
    """Whether a number with its unit, or a multiple, is in no sentence of the article."""
    of_article = article.language
    if _has(asking, language, "twofold"):
        return not any(_has(plain(e.text), of_article, "twofold") for e in article.sentences)
    asked = [quantity for quantity in quantities(asking, language) if _measures(quantity)]
    if not asked:  # as in most questions: the whole article is then not read for its numbers
        return False
    told = [q for each in article.sentences for q in quantities(each.text, of_article)]
    return any(not any(_same(one, other) for other in told) for one in asked)


def _measures(quantity: Quantity) -> bool:
    return quantity.unit is not None or quantity.counted is not None


def _same(one: Quantity, other: Quantity) -> bool:
    return bool(one.values & other.values) and one.unit == other.unit


def _has(text: str, language: str, *groups: str) -> bool:
    return any(pattern(language, group).search(text) for group in groups)
