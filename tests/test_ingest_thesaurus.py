"""Concepts named in everyday and in learned words, in six languages."""

import pytest

from ingest import thesaurus
from ingest.language import LANGUAGES
from ingest.thesaurus import concepts, mentions


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Minskar det risken för slaganfall?", "sv"),
        ("Does it prevent strokes?", "en"),
        ("Gegen Schlaganfälle?", "de"),
        ("Auttaako se aivohalvaukseen?", "fi"),
    ],
)
def test_a_concept_is_the_same_in_every_language(text, language):
    assert "stroke" in concepts(text, language)


def test_lay_and_learned_words_are_one_concept():
    lay, learned = concepts("högt blodtryck", "sv"), concepts("Hypertoni är vanligt", "sv")
    assert "high-blood-pressure" in lay & learned


def test_mentions_say_which_words_name_the_concept():
    text = "Is it safe with high blood pressure?"
    found = next(m for m in mentions(text, "en") if m.concept == "high-blood-pressure")
    assert thesaurus.words(text)[found.start : found.end] == ["high", "blood", "pressure"]


def test_words_that_name_no_concept_give_none():
    assert concepts("the invoice was late", "en") == frozenset()


def test_every_row_is_whole():
    rows = thesaurus.rows()
    ids = [concept for concept, _ in rows]
    assert len(ids) == len(set(ids))
    for concept, columns in rows:
        assert concept
        assert any(columns), concept
        assert len(columns) == len(LANGUAGES)
        for term in (term for column in columns for term in column):
            assert 1 <= len(thesaurus.words(term)) <= 5, (concept, term)
            assert not set("|()/") & set(term), (concept, term)
            bare = term.strip("*")
            assert bare == term or len(bare) >= thesaurus.LEAST, (concept, term)


def test_a_row_that_is_not_whole_is_told(tmp_path):
    place = tmp_path / "thesaurus.txt"
    place.write_text("stroke: stroke | stroke\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: needs 6 columns"):
        thesaurus.rows(place)
