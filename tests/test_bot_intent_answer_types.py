"""What sort of thing a question asks for, and which sentences have one."""

import pytest

from bot.intent.answer_types import asked_for, has


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Hur länge pågick studien?", "duration"),
        ("How many weeks did it take?", "duration"),
        ("hur gamla var barnen", "age"),
        ("Hur många deltog?", "count"),
        ("Wie viele Patienten waren es?", "count"),
        ("vilken dos fick de", "dose"),
        ("which country was it done in?", "place"),
        ("vilket år gjordes den", "year"),
        ("Hjälper det mot oro?", None),
        ("Hur lång var studien?", "duration"),
        ("monessako viikossa vaikutus näkyi", "duration"),
        ("kor mange dagar", "duration"),
    ],
)
def test_the_sort_asked_for(question, sort):
    assert asked_for(question) == sort


@pytest.mark.parametrize(
    ("language", "sentence", "sort", "found"),
    [
        ("de", "Nach sechs Wochen ging es ihnen besser.", "duration", True),
        ("fi", "Hoito kesti kaksi kuukautta.", "duration", True),
        ("no", "Deltakerne var 60 år eller eldre.", "age", True),
        ("da", "Forsøget blev udført i Iran.", "place", True),
        ("da", "Forsøget blev udført i haven.", "place", False),
        ("sv", "Patienterna fick det i fyra månader.", "duration", True),
        ("sv", "Det var en sexmånadersstudie.", "duration", True),
        ("sv", "Hyperaktiviteten minskade.", "duration", False),
        ("sv", "De fick 300 mg om dagen.", "dose", True),
        ("sv", "Över 300 reaktioner behöver det.", "dose", False),
        ("sv", "Nästan hälften svarade.", "count", True),
        ("sv", "Barnen blev lugnare.", "age", False),
        ("en", "The participants were aged 6 to 12.", "age", True),
    ],
)
def test_what_a_sentence_has(language, sentence, sort, found):
    assert has(sentence, sort, language) is found
