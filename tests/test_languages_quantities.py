"""What a text measures and counts, as it writes it."""

import pytest

from languages.quantities import counted, fractions, measured

TIME = frozenset(("month", "week", "day", "year", "hour", "minute"))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Studien varade i fyra månader.", "sv", ("fyra månader",)),
        ("I över åtta veckor, och sedan 2 dagar.", "sv", ("över åtta veckor", "2 dagar")),
        ("Sexmånadersstudien var liten.", "sv", ()),
        ("Nach acht Wochen ging es besser.", "de", ("8 Wochen",)),
        ("Neljän kuukauden ajan.", "fi", ("4 kuukautta",)),
        ("126 patienter.", "sv", ()),
        ("", "sv", ()),
    ],
)
def test_durations(text, language, found):
    assert measured(text, language, TIME) == found


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("Över 15% av människor.", "sv", ("över 15%",)),
        ("Nästan hälften av de vuxna.", "sv", ("nästan hälften",)),
        ("Two thirds of them.", "en", ("two thirds",)),
    ],
)
def test_shares(text, language, share):
    assert measured(text, language, frozenset({"%"})) == share


@pytest.mark.parametrize(
    ("text", "noun", "language", "found"),
    [
        ("En studie på 15 patienter med demens.", "patienter", "sv", ("15 patienter",)),
        ("En studie på 15 patienter med demens.", "personer", "sv", ("15 patienter",)),
        ("Över 300 enzymatiska reaktioner.", "reaktioner", "sv", ("över 300 enzymatiska reaktioner",)),
        ("Nästan hälften av de vuxna.", "vuxna", "sv", ()),
        ("En patient.", "patienter", "sv", ()),
        ("15 studier.", "patienter", "sv", ()),
    ],
)  # fmt: skip
def test_counts(text, noun, language, found):
    assert counted(text, language, noun) == found


def test_fractions_of_studies():
    assert fractions("Fyra av de åtta studierna och en av två.", "sv") == pytest.approx((0.5,))
    assert fractions("Alla studier.", "sv") == ()
