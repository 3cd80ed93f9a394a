"""The bank: read, checked, tied to the article's sentences."""

import json
from collections import Counter
from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.folder import fingerprint, load
from ingest.linking.links import read_reviewed
from ingest.question_bank import read_bank, read_lines

MAGNESIUM = Path("articles/magnesium-hjarnan")


def test_the_real_bank_is_as_large_as_it_should_be():
    bank = load(MAGNESIUM).bank
    counts = Counter(question.language for question in bank.questions)
    assert counts["sv"] >= 1800
    assert counts["en"] >= 700
    assert all(counts[language] >= 150 for language in ("no", "da", "de"))
    assert counts["fi"] >= 100
    assert len(bank.unanswerable) >= 600
    assert len({(q.language, *q.turns) for q in bank.questions}) == len(bank.questions)


def test_every_sentence_has_questions_and_every_translation(article):
    bank = load(MAGNESIUM).bank
    asked = {question.sentences[0] for question in bank.questions}
    assert asked == {sentence.id for sentence in article.sentences}
    for language in ("en", "no", "da", "de", "fi"):
        told = [w.sentence for w in bank.translations if w.language == language]
        assert sorted(told) == sorted(sentence.id for sentence in article.sentences)


def plain(turns):
    return " ".join(" ".join(turns).lower().split())


def test_no_test_or_calibration_question_is_in_the_bank():
    bank = load(MAGNESIUM).bank
    known = {plain(q.turns) for q in (*bank.questions, *bank.unanswerable)}
    for folder in (MAGNESIUM / "calibration", Path("evals")):
        for path in folder.glob("*.jsonl"):
            for _, line in read_lines(path):
                asked = line.get("turns") or [line["question"]]
                assert plain(asked) not in known


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"question": "Hej?", "sentences": ["Finns inte."]}', "no such sentence"),
        ('{"question": "Hej?", "sentences": []}', "“sentences”"),
        ('{"question": "  ", "sentences": ["x"]}', "“question”"),
        ('{"sentences": ["x"]}', "“question”"),
        ('{"question": "Hej?", "sentences": ["x"], "language": "fr"}', "language"),
        ("[1]", "JSON object"),
        ("{nej", "no JSON"),
    ],
)
def test_a_bad_line_is_told_with_file_and_number(tmp_path, article, line, told):
    path = tmp_path / "questions" / "sv.jsonl"
    path.parent.mkdir()
    good = json.dumps({"question": "Hej?", "sentences": [article.sentences[0].text]})
    path.write_text(f"{good}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        read_bank(tmp_path, article)
    assert "sv.jsonl, line 3" in str(caught.value)


@pytest.mark.parametrize("name", ["fr", "EN", "translations.en"])
def test_a_translation_into_no_known_language_is_told_with_its_file(tmp_path, article, name):
    path = tmp_path / "translations" / f"{name}.jsonl"
    path.parent.mkdir()
    path.write_text(
        json.dumps({"sentence": article.sentences[0].text, "translation": "Ja."}), encoding="utf-8"
    )
    with pytest.raises(InputError, match="known are sv, en, no, da, de, fi") as caught:
        read_bank(tmp_path, article)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    path.rename(path.with_name("en.jsonl"))
    assert [w.language for w in read_bank(tmp_path, article).translations] == ["en"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'reviewed:\n  - sentence: "Finns inte."\n    references: [1]\n',
            "line 2: no such sentence",
        ),
        ('reviewed:\n  - sentence: "{s}"\n    references: [43]\n', "line 2: no reference 43"),
        ('none:\n  - sentence: "{s}"\n  - sentence: "{s}"\n', "line 3: .*twice"),
        ("reviewed: [\n", "no YAML"),
        ("other: []\n", "line 1: unknown key"),
        ("- 1\n", "line 1"),
    ],
)
def test_a_bad_review_is_told_with_file_and_line(tmp_path, article, text, told):
    path = tmp_path / "links.yaml"
    path.write_text(text.replace("{s}", article.sentences[0].text), encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        read_reviewed(path, article)
    assert "links.yaml" in str(caught.value)


def test_every_sentence_of_the_real_article_is_reviewed(article):
    reviewed = read_reviewed(MAGNESIUM / "links.yaml", article)
    assert set(reviewed) == {sentence.id for sentence in article.sentences}
    assert all(review.why for review in reviewed.values())


def test_a_fingerprint_changes_with_every_file_that_is_read(tmp_path):
    (tmp_path / "questions").mkdir()
    (tmp_path / "page.sv.txt").write_text("a")
    before = fingerprint(tmp_path)
    (tmp_path / "notes.txt").write_text("not read")
    assert fingerprint(tmp_path) == before
    (tmp_path / "questions" / "sv.jsonl").write_text("b")
    assert fingerprint(tmp_path) != before
