"""Splitting text into sentences, and their ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.sentences import identify, normalise, split


@pytest.mark.parametrize(
    "text",
    [
        "Det gäller bl.a. Magnesium och ca. 300 enzymer.",
        "Enligt J. Andersson m.fl. är nivån 2,5 mmol/l.",
        "Dr. Berg och prof. Lind mätte 2.5 gånger så mycket.",
        "Some minerals, e.g. Zinc and iron, i.e. Metals, vs. Vitamins, help.",
        "CoQ10och melatonin minskar t.ex. Migrän.",
        "Det står i fig. 3 och i tab. 4.",
    ],
)
def test_what_is_no_end_does_not_split(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Studien gällde vitamin D. Under åtta veckor mättes allt.", 2),
        ("Hon sade: ”Det hjälper.” Sedan gick hon.", 2),
        ("”Det är bra. Det tolereras väl.” Så löd det.", 3),
        ("Bra för muskler osv. Det gäller alla.", 2),
        ("Hur då? Jo så! Och sedan… Slut.", 4),
        ("Det är bra.Nästa mening börjar här.", 2),
        ("It rose by 2.5 per cent. In 2014 it fell.", 2),
        ("Nivån var 15. 20 deltog.", 2),
    ],
)
def test_ends_split(text, count):
    assert len(split(text)) == count


@given(st.text(max_size=300))
def test_no_character_is_lost(text):
    assert re.sub(r"\s", "", "".join(split(text))) == re.sub(r"\s", "", text)


@given(st.lists(st.text(min_size=1, max_size=40)))
def test_ids_are_distinct_and_live_as_long_as_their_text(texts):
    ids = identify(texts)
    assert len(set(ids)) == len(texts)
    assert identify([*texts, "En ny mening."])[: len(texts)] == ids


def test_an_id_does_not_change_with_quotes_or_spaces():
    assert identify(["”Det  är bra”"]) == identify(['"Det är bra"'])
    assert normalise("a\u00a0b – c") == "a b - c"
