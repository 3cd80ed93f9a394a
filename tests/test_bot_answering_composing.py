"""A statement brings along what limits it, and what it can't be understood without."""

from dataclasses import replace

import pytest

from bot.answering.composing import compose
from ingest.article import Section, Sentence
from ingest.folder import Source
from vectorstore.retriever import Passage

CLAIM = "A 2017 meta-analysis found that it reduced the risk by 12%."
GOES_ON = "The benefit was greatest in those who took it daily."
CAVEAT = "However, an updated analysis found only an 8% reduction."
SECOND = "And the most recent update no longer found a significant effect."
OTHER = "Fish and eggs contain it."


@pytest.fixture
def told(article, index):
    def told(*texts, best=0):
        sentences = tuple(
            Sentence(f"s{i}", text, paragraph) for i, (text, paragraph) in enumerate(texts)
        )
        section = Section("Colds", 2, sentences)
        source = Source(replace(article, sections=(section,)), index.source(article.slug).bank)
        composed = compose([Passage("x", sentences[best], section, 1.0)], source, "en")
        return [statement.text for statement in composed.statements]

    return told


def test_caveats_are_chained(told):
    assert told((CLAIM, 1), (CAVEAT, 1), (SECOND, 1), (OTHER, 1)) == [CLAIM, CAVEAT, SECOND]


def test_what_stands_between_a_claim_and_its_caveat_comes_along(told):
    said = told((CLAIM, 1), (GOES_ON, 1), (CAVEAT, 1), (SECOND, 1))
    assert said == [CLAIM, GOES_ON, CAVEAT, SECOND]


def test_what_goes_on_without_a_caveat_is_left_out(told):
    assert told((CLAIM, 1), (GOES_ON, 1), (OTHER, 1)) == [CLAIM]


def test_a_caveat_of_another_paragraph_is_not_brought(told):
    assert told((CLAIM, 1), (CAVEAT, 2)) == [CLAIM]


def test_a_question_is_never_stated(told):
    assert told(("Can it be taken daily?", 1), (OTHER, 1)) == []


def test_a_lead_in_brings_its_list(told):
    said = told(("The most common forms are:", 1), ("Capsules", 2), ("Powder", 3))
    assert said == ["The most common forms are:", "Capsules", "Powder"]
