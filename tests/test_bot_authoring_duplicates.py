"""Questions that stand in the bank or in tests are not suggested."""

import json

import pytest
from drafting import copied

from bot.authoring.duplicates import Duplicates, read_tests
from ingest.errors import InputError
from ingest.question_bank import Bank, Question

BANK = Bank((Question("Är magnesium bra?", "sv", ("s1",)),), (Question("Vad kostar det?", "sv"),))


def test_the_same_words_are_taken_wherever_they_stand():
    taken = Duplicates(BANK, ["Hjälper det mot migrän?"])
    assert taken.where("ar magnesium bra") == "in_bank"
    assert taken.where("vad kostar DET") == "in_bank"
    assert taken.where("hjalper det, mot migran") == "in_tests"
    assert taken.where("mot migrän hjälper det") == "in_tests"
    assert taken.where("Blir man lugn?") is None
    taken.add("Blir man lugn?")
    assert taken.where("blir man lugn") == "repeated"


def test_tests_are_read_from_files_folders_and_patterns(tmp_path):
    tests = tmp_path / "mine"
    tests.mkdir()
    (tests / "a.jsonl").write_text(
        '{"id": "1", "turns": ["Ett?", "Två?"], "expect": {}}\n', "utf-8"
    )
    (tests / "b.yaml").write_text(
        '- {id: "2", question: "Tre?", expect: {kind: answer}}\n', "utf-8"
    )
    folder = tmp_path / "articles" / "en"
    folder.mkdir(parents=True)
    assert read_tests([str(tests)], folder) == ("Ett?", "Två?", "Tre?")
    assert read_tests([str(tests / "a.jsonl")], folder) == ("Ett?", "Två?")
    assert read_tests([str(tests / "*.yaml")], folder) == ("Tre?",)
    with pytest.raises(InputError, match="no such file"):
        read_tests([str(tests / "c*.jsonl")], folder)


def test_tests_beside_and_set_apart_are_read_unasked(tmp_path):
    folder = copied(tmp_path, "questions", "translations")
    assert read_tests([], folder) == ()
    for place, text in ((tmp_path / "evals", "Ett?"), (folder / "calibration", "Två?")):
        place.mkdir()
        (place / "x.jsonl").write_text(json.dumps({"question": text}), encoding="utf-8")
    assert read_tests([], folder) == ("Ett?", "Två?")
