"""Searching the real article."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.question_bank import read_questions, sentence_finder
from vectorstore.context import earlier_weight
from vectorstore.encoder import HeadedEncoder
from vectorstore.retriever import Retriever, Weights

CALIBRATION = Path("articles/magnesium-hjarnan/calibration")


def share_in(ranks, k):
    return sum(rank < k for rank in ranks) / len(ranks)


def ranks(index, asked):
    retriever = Retriever(index)
    for question in asked:
        found = [passage.sentence.id for passage in retriever.search(question.turns).passages]
        yield min((found.index(one) for one in question.sentences if one in found), default=99)


def test_calibration_questions_find_their_sentences(index, article):
    lines = read_questions(CALIBRATION / "answerable.jsonl", sentence_finder(article))
    found = list(ranks(index, lines))
    assert share_in(found, 1) >= 0.92
    assert share_in(found, 3) >= 0.97
    assert share_in(found, 5) >= 0.98


def test_calibration_conversations_find_their_sentences(index, article):
    find = sentence_finder(article)
    lines = [
        question
        for name in ("conversations", "follow-ups")
        for question in read_questions(CALIBRATION / f"{name}.jsonl", find)
    ]
    found = list(ranks(index, lines))
    assert share_in(found, 1) >= 0.89
    assert share_in(found, 3) >= 0.96


def test_ten_distinct_passages_best_first(index):
    for question in ("Hjälper magnesium mot migrän?", "vad kostar frakten", "xyzzy"):
        passages = Retriever(index).search((question,)).passages
        assert len({passage.sentence.id for passage in passages}) == 10
        scores = [passage.score for passage in passages]
        assert scores == sorted(scores, reverse=True)


def test_the_same_question_gives_the_same_passages(index):
    first, second = (Retriever(index).search(("Vad gör GABA?",)) for _ in range(2))
    assert first == second
    assert json.dumps([p.score for p in first.passages])


def test_a_change_of_topic_brings_nothing_of_the_earlier_one(index, article):
    """Short questions of the calibration set find the same after a turn on something else."""
    find = sentence_finder(article)
    asked = [q for q in read_questions(CALIBRATION / "answerable.jsonl", find)
             if q.language == "sv" and earlier_weight(q.text) >= 0.4]  # fmt: skip
    changed = [
        replace(question, earlier=(before.text,))
        for before, question in zip(asked, asked[40:], strict=False)
        if not {*before.sentences} & {*question.sentences}
    ]
    assert len(changed) >= 100
    assert share_in(list(ranks(index, changed)), 1) >= 0.9


def test_turns_too_far_back_are_not_encoded(index):
    asked = []

    class Counting(HeadedEncoder):
        def encode_queries(self, texts):
            asked.extend(texts)
            return super().encode_queries(texts)

    own = index.encoder
    turns = ["vad är magnesium?", "och sömn?", "barn då?", "varför?", "hur då?", "och sen?"]
    try:
        index.encoder = Counting(own, None)
        Retriever(index).search(turns)
    finally:
        index.encoder = own
    assert len(asked) <= 4
    assert asked == turns[-len(asked) :]


@pytest.mark.parametrize("without", ["questions", "letters", "chunks"])
def test_each_part_counts(index, article, without):
    """Leaving it out changes what an answer is made of, for some of the questions."""
    lines = read_questions(CALIBRATION / "answerable.jsonl", sentence_finder(article))
    whole, less = Retriever(index), Retriever(index, replace(Weights(), **{without: 0.0}))
    found = [
        [[p.sentence.id for p in r.search(q.turns).passages[:3]] for q in lines[::3]]
        for r in (whole, less)
    ]
    assert found[0] != found[1]


def test_references_are_found_by_meaning_in_any_language(index, article):
    """'sömn' and 'vanhuus' stand in no title."""
    searcher = Retriever(index)
    for asked, right in (
        ("studies about getting old", {3, 4}),
        ("tutkimuksia vanhenemisesta", {3, 4}),
        ("kilder om barn som ikke kan sidde stille", {18, 33}),
        ("källor om oroliga människor", {7, 32}),
    ):
        found = searcher.references((asked,), article.slug)
        assert right & set(list(found)[:3]), asked
        assert list(found.values()) == sorted(found.values(), reverse=True)
    assert len(searcher.references(("x",), article.slug)) == len(article.references)
