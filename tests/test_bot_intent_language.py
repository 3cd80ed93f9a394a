"""The language of short, misspelt questions."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.intent.language import detect

CALIBRATION = Path("articles/magnesium-hjarnan/calibration/answerable.jsonl")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Hjälper magnesium mot ångest?", "sv"),
        ("hjalper magnesium mot angest", "sv"),
        ("does it help against anxiety", "en"),
        ("Hva gjør magnesium i hjernen?", "no"),
        ("Hvad gør magnesium i hjernen?", "da"),
        ("Was macht Magnesium im Gehirn?", "de"),
        ("Mitä magnesium tekee aivoissa?", "fi"),
    ],
)
def test_a_plain_question(question, language):
    assert detect(question, "sv") == language


def test_where_nothing_tells_the_conversation_or_the_page_does():
    assert detect("magnesium", "sv") == "sv"
    assert detect("magnesium", "sv", ["en"]) == "en"
    assert detect("???", "fi") == "fi"
    assert detect("日本語の質問", "sv") == "sv"


def test_most_calibration_questions_are_told_right():
    lines = [json.loads(line) for line in CALIBRATION.read_text(encoding="utf-8").splitlines()]
    wrong = Counter(x["language"] for x in lines if detect(x["question"], "sv") != x["language"])
    assert sum(wrong.values()) <= 0.06 * len(lines), wrong
    assert wrong["sv"] <= 6
