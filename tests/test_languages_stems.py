"""Stems: one for the forms of a word, in six languages, whoever else is stemming."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from languages.known import LANGUAGES
from languages.stems import stems_of

FORMS = {
    "sv": ["sömnen", "sömn"],
    "en": ["sleeping", "sleeps"],
    "no": ["hodepinen", "hodepine"],
    "da": ["hovedpinen", "hovedpine"],
    "de": ["knochen", "knochens"],
    "fi": ["aivoissa", "aivojen"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_of_a_word_have_one_stem(language):
    assert len(set(stems_of(FORMS[language], language))) == 1


def test_readers_who_ask_at_once_get_their_own_stems():
    # A stemmer that two threads used at once mixed their words up, or broke.
    words = ["undersökningarnas", "nervcellerna", "förbättringar", "resultaten", "avslappning"]
    expected = [stems_of([word], "sv") for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda word: stems_of([word], "sv"), words * 500)) == (
                expected * 500
            )
    finally:
        sys.setswitchinterval(interval)
