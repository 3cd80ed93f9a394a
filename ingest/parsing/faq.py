"""Questions that an article asks itself, as a page's FAQ does, and what stands beneath them."""

from collections.abc import Iterator
from functools import lru_cache

from ingest.article import Article


def leads(text: str) -> bool:
    """Whether a sentence only leads to those after it, as a heading does: 'Why?', 'You need:'."""
    return text.rstrip().endswith(("?", ":"))


def headings(article: Article) -> dict[str, tuple[str, str]]:
    """Sentence id → its section's heading, and the leading sentence above it in the section."""
    found = {}
    for section in article.sections:
        above = ""
        for sentence in section.sentences:
            found[sentence.id] = (section.heading if section.level > 1 else "", above)
            if leads(sentence.text):
                above = sentence.text
    return found


@lru_cache(maxsize=64)
def first_answers(article: Article) -> dict[str, str]:
    """Id of the first sentence beneath each question that the article asks → the question."""
    found: dict[str, str] = {}
    known: set[str] = set()
    for identity, question in _asked(article):
        if question not in known:
            known.add(question)
            found[identity] = question
    return found


def _asked(article: Article) -> Iterator[tuple[str, str]]:
    beneath = headings(article)
    for sentence in article.sentences:
        heading, above = beneath[sentence.id]
        question = above or heading
        if question.endswith("?") and not leads(sentence.text):
            yield sentence.id, question
