"""A long message is heard whole, a stretch at a time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.intent.triage.danger import hearing
from bot.intent.triage.stretches import LONGEST, sentences, stretches
from bot.intent.triage.triage import possible_alarm, triage

STORY = (
    "Mamma är 84 och har flyttat till en lägenhet med hiss. Hon stickar strumpor åt barnbarnen och "
    "lyssnar på ljudböcker. Jag brukar handla åt henne på lördagar. Vi har haft målare hemma hela "
    "veckan och det luktar färg i varje rum. Sonen läser till snickare i Umeå och kommer till jul. "
)


def test_a_short_message_is_one_stretch():
    assert stretches("Hur länge? Och för barn?") == ["Hur länge? Och för barn?"]
    assert stretches("") == [""]


@given(st.text(max_size=2000))
def test_no_word_is_lost_and_no_stretch_too_long(text):
    found = stretches(text)
    assert all(len(part) <= LONGEST for part in found)
    if len(text) > LONGEST:
        letters = "".join("".join(part.split()) for part in found)
        assert all(
            "".join(sentence.split())[:LONGEST] in letters for sentence in sentences(text)[:1]
        )
        assert set("".join(text.split())) <= set(letters)


def test_stretches_are_of_whole_sentences_and_lap_over():
    found = stretches(STORY * 3)
    assert len(found) >= 3
    whole = set(sentences(STORY))
    assert all(set(sentences(part)) <= whole for part in found)
    assert all(sentences(a)[-1] == sentences(b)[0] for a, b in pairwise(found))


def test_an_alarm_is_heard_wherever_it_stands_in_a_story(e5):
    hear = hearing(e5)
    assert triage(STORY * 2, (), hear).kind not in ("crisis", "urgent")
    for told in (
        "Jag tänker ta livet av mig i natt. " + STORY * 3,
        STORY + "Jag tänker ta livet av mig i natt. " + STORY * 2,
        STORY * 3 + "Jag tänker ta livet av mig i natt.",
    ):
        assert triage(told, (), hear).kind == "crisis"
        assert possible_alarm(told, hear) == "talk"
