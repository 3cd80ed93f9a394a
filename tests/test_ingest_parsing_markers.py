"""Printed citation markers, told apart from other numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.markers import cites_in_parentheses, expand, frame, read
from ingest.text.sentences import MARK_CLOSE, MARK_OPEN

HIGHEST = 20


def numbers(text, parentheses=False):
    return read(frame(text, HIGHEST, parentheses), HIGHEST).numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det hjälper [3].", (3,)),
        ("Det hjälper.[3]", (3,)),
        ("Det hjälper [4, 5] och mer [7–9].", (4, 5, 7, 8, 9)),
        ("Det hjälper.³", (3,)),
        ("Det hjälper.¹²", (12,)),
        ("Det hjälper.³⁻⁵", (3, 4, 5)),
        (f"Det hjälper.{MARK_OPEN}[3]{MARK_CLOSE}", (3,)),
        (f"Det hjälper.{MARK_OPEN}3, 5–6{MARK_CLOSE}", (3, 5, 6)),
    ],
)
def test_markers_are_read(text, found):
    assert numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Redan då (2014) visste man.",
        "Det finns 10⁹ celler.",
        "Per m² och cm³.",
        "Mg²⁺ är en jon.",
        "En dos (ungefär 4 teskedar) räcker.",
        f"10{MARK_OPEN}9{MARK_CLOSE} celler",
        f"29 kg/m{MARK_OPEN}2{MARK_CLOSE} vägde de",
        "Se [not] och [a].",
    ],
)
def test_other_numbers_are_no_markers(text):
    assert numbers(text) == ()
    assert numbers(text, parentheses=True) == ()


def test_parentheses_count_only_where_the_page_cites_so():
    page = "Det hjälper (3). Det gör inget (4, 5). Annat (7) sades. Tolv kvinnor (12) deltog."
    assert cites_in_parentheses(page, HIGHEST)
    assert not cites_in_parentheses("Det (2014) sades. Se (3).", HIGHEST)
    assert not cites_in_parentheses(page + " Det hjälper [2].", HIGHEST)
    assert numbers("Det hjälper (4, 5).", parentheses=True) == (4, 5)


def test_the_text_is_left_without_its_markers():
    assert read(frame("Det hjälper [3], sade hon [4].", HIGHEST, False), HIGHEST).text == (
        "Det hjälper, sade hon."
    )


def test_what_points_outside_the_list_is_dangling():
    marked = read(frame("Det hjälper [19–22].", HIGHEST, False), HIGHEST)
    assert marked.numbers == (19, 20)
    assert marked.dangling == (21, 22)


@given(st.text(alphabet="0123456789,;–- "))
def test_expanding_never_runs_away(text):
    assert len(expand(text)) <= 51 * (len(text) + 1)


@given(st.text(max_size=80))
def test_no_text_gives_a_number_outside_the_list(text):
    for parentheses in (False, True):
        assert all(1 <= n <= HIGHEST for n in numbers(text, parentheses))


@pytest.mark.parametrize(
    ("before", "raised", "found"),
    [
        ("vitamin D", "[2]", (2,)),
        ("vitamin D", "2", (2,)),
        ("vitamin B12", "1", (1,)),
        ("10 mg", "2", (2,)),
        ("29 kg/m2, m", "[2]", (2,)),
        ("10", "[6]", (6,)),
        ("10", "4,5", (4, 5)),
        ("Personer över 65", "3", (3,)),
    ],
)
def test_a_raised_number_after_a_letter_or_a_number_is_a_marker(before, raised, found):
    marked = read(frame(f"{before}{MARK_OPEN}{raised}{MARK_CLOSE}", HIGHEST, False), HIGHEST)
    assert (marked.text, marked.numbers) == (before, found)


@pytest.mark.parametrize(
    ("before", "raised", "text"),
    [
        ("10", "6", "10⁶"),
        ("10", "-6", "10⁻⁶"),
        ("25 kg/m", "2", "25 kg/m²"),
        ("5 cm", "3", "5 cm³"),
        ("9,8 m/s", "2", "9,8 m/s²"),
        ("Mg", "2+", "Mg²⁺"),
        ("CO", "2", "CO²"),
    ],
)
def test_powers_and_charges_stay_in_the_text(before, raised, text):
    marked = read(frame(f"{before}{MARK_OPEN}{raised}{MARK_CLOSE}", HIGHEST, False), HIGHEST)
    assert (marked.text, marked.numbers) == (text, ())
