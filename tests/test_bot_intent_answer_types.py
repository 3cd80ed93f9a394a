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
    ],
)
def test_the_sort_asked_for(question, sort):
    assert asked_for(question) == sort


@pytest.mark.parametrize(
    ("sentence", "sort", "found"),
    [
        ("Patienterna fick det i fyra månader.", "duration", True),
        ("Det var en sexmånadersstudie.", "duration", True),
        ("Hyperaktiviteten minskade.", "duration", False),
        ("De fick 300 mg om dagen.", "dose", True),
        ("Över 300 reaktioner behöver det.", "dose", False),
        ("Nästan hälften svarade.", "count", True),
        ("Barnen blev lugnare.", "age", False),
        ("The participants were aged 6 to 12.", "age", True),
    ],
)
def test_what_a_sentence_has(sentence, sort, found):
    assert has(sentence, sort) is found
