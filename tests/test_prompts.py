"""The six languages say the same things and fill in the same names."""

import pytest

from languages.known import LANGUAGES
from prompts import texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_and_variable(language):
    ours, swedish = texts(language), texts("sv")
    assert ours.keys == swedish.keys
    for key in swedish.keys:
        assert ours.variables(key) == swedish.variables(key), key


def test_a_missing_or_unknown_variable_is_an_error():
    with pytest.raises(KeyError, match="number"):
        texts("sv")("reference.number")
    with pytest.raises(KeyError, match="other"):
        texts("sv")("reference.number", number=1, other=2)
    with pytest.raises(KeyError):
        texts("sv")("no.such.text")
    with pytest.raises(KeyError):
        texts("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_a_thing_is_told_in_words_of_its_own(language):
    say = texts(language)
    counted = [key for key in say.keys if f"{key}_one" in say.keys]
    assert len(counted) == len([key for key in say.keys if key.endswith("_one")]) == 6
    for key in counted:
        (name,) = say.variables(key)
        assert say.counted(key, **{name: 1}) == say(f"{key}_one")
        assert say.counted(key, **{name: 2}) == say(key, **{name: 2})
        assert "2" in say.counted(key, **{name: 2})


def test_what_is_filled_in_is_not_filled_again():
    assert "{highest}" in texts("sv")("reference.missing_number", number="{highest}", highest=42)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crisis_names_the_emergency_number(language):
    assert "112" in texts(language)("crisis")
    assert any(number in texts(language)("urgent.body") for number in ("112", "113"))
