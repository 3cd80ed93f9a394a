"""The classifier: what it reads of a text, and that its weights are those of the messages."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.intent.triage import classifier

MESSAGES = Path("training/messages")


def lines():
    for path in sorted(MESSAGES.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def plain(text):
    return " ".join(text.lower().split())


def text_of(line):
    """The message, or the last turn of a short conversation."""
    return (line.get("turns") or [line["text"]])[-1]


@given(st.text(max_size=200))
def test_likelihoods_are_of_one(text):
    for heard in (classifier.alarms, classifier.kinds, classifier.languages):
        assert abs(sum(heard(text).values()) - 1) < 1e-4


def test_case_diacritics_and_stretched_letters_make_no_difference():
    assert classifier.rows("JAG ORKAAAAAR inte") == classifier.rows("jag orkaar inte")
    assert classifier.rows("på") == classifier.rows("pa")


def test_the_weights_know_the_messages_they_were_trained_on():
    told = list(lines())
    right = [
        max(classifier.alarms(text_of(line)), key=classifier.alarms(text_of(line)).get)
        == (line["kind"] if line["kind"] in classifier.DANGERS else "none")
        for line in told[::10]
    ]
    assert np.mean(right) > 0.93


def test_no_test_message_is_in_the_training_messages():
    tests = {
        plain((line.get("turns") or [line["question"]])[-1])
        for path in Path("evals").glob("*.jsonl")
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    assert not tests & {plain(text_of(line)) for line in lines()}
