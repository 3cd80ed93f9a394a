"""Searching the real article."""

import json
from dataclasses import replace
from pathlib import Path

from ingest.bank import read_questions, sentence_finder
from vectorstore.context import earlier_weight
from vectorstore.retriever import Retriever

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
