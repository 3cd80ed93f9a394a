"""Names and affiliations that raised numbers join are told from text that cites."""

import pytest

from ingest.parsing.bylines import is_labelled, names_authors
from ingest.text.sentences import MARK_CLOSE, MARK_OPEN


def framed(line):
    return line.replace("{", MARK_OPEN).replace("}", MARK_CLOSE)


@pytest.mark.parametrize(
    "line",
    [
        "Anna Berg{1}, Carl Lind{2} and Sara Ek{1,3}",
        "Anna Maria Berg{1,*}, Carl Lind{2}, Jo van den Alm{2}, Eva Ask{1}, Ola Bo{3} & Siv By{1}",
    ],
)
def test_names_with_raised_numbers(line):
    assert names_authors(framed(line))


@pytest.mark.parametrize(
    "line",
    [
        "Zinc is a mineral{1}, and the body needs it.{2}",
        "Anna Berg told it first.{1}",
        "Anna Berg, Carl Lind and Sara Ek",
        "Zink{1}",
    ],
)
def test_text_that_cites_is_no_byline(line):
    assert not names_authors(framed(line))


@pytest.mark.parametrize(
    "line", ["{1}Institute of Food, Town University.", "{*} These wrote equally much.", "{a}Means."]
)
def test_a_raised_label_opens_a_note(line):
    assert is_labelled(framed(line))


@pytest.mark.parametrize("line", ["{14}C tells the age.", "{18}F-FDG was given.", "It is so.{1}"])
def test_isotopes_and_markers_open_none(line):
    assert not is_labelled(framed(line))
