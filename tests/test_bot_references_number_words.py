"""Numbers in words in the six languages."""

import pytest

from bot.references.parsing.number_words import digits, joined
from languages.words import words


@pytest.mark.parametrize(
    ("text", "number"),
    [("källa trettiosju", "37"), ("en tjugotvåa", "22"), ("reference twenty-one", "21"),
     ("referanse tjueto", "22"), ("kilde nummer syvogtredive", "37"), ("Quelle zwölf", "12"),
     ("Quelle siebenundzwanzig", "27"), ("viite kaksikymmentäviisi", "25"),
     ("den elfte källan", "11th"), ("the forty-second one", "42th"), ("tjueførste kilde", "21th"),
     ("den enogtyvende kilde", "21th"), ("die einunddreißigste Quelle", "31th"),
     ("der zwölften Quelle", "12th"), ("viidennen viitteen", "5th"), ("21:a källan", "21th"),
     ("the 3rd source", "3th"), ("kilde femten", "15"), ("den åttende kilden", "8th")],
)  # fmt: skip
def test_a_number_in_words_is_read(text, number):
    assert number in digits(words(joined(text)))


@pytest.mark.parametrize("text", ["källor ni har", "refer to it", "den ena", "which one is it"])
def test_words_that_are_more_often_something_else_are_left(text):
    assert not any(word[0].isdigit() for word in digits(words(joined(text))))
