"""How much the turns before count for a question."""

import pytest

from vectorstore.context import MOST_TURNS, earlier_weight, turn_weights


def test_a_question_alone_has_all_the_weight():
    assert turn_weights(("Vad gör GABA?",)) == (1.0,)


@pytest.mark.parametrize("turn", ["hur länge?", "Och för vuxna då?", "berätta mer", "why is that?"])
def test_a_turn_that_says_little_leans_heavily(turn):
    assert earlier_weight(turn) >= 0.8


def test_a_turn_that_says_all_itself_hardly_leans():
    wordy = "Vilka former av mineralet absorberas bättre, citrat eller glycinat?"
    assert earlier_weight(wordy) <= 0.2
    assert earlier_weight("och " + wordy) <= 0.3


def test_weights_fade_backwards_and_end():
    weights = turn_weights(("ett", "två", "hur länge?", "och sen?", "varför?"))
    assert weights[-1] == 1.0
    assert list(weights) == sorted(weights)
    assert sum(weight > 0 for weight in weights) == MOST_TURNS


def test_a_short_turn_that_people_ask_alone_leans_on_little():
    turns = ["hjälper det mot migrän?", "vad säger WHO?"]
    assert turn_weights(turns, known=0.99)[0] < 0.05 < 0.7 < turn_weights(turns, known=0.5)[0]


def test_a_turn_that_points_backwards_must_be_nearer_to_one_asked_alone():
    pointing, plain = (turn_weights(["först", turn], known=0.85) for turn in ("då WHO?", "WHO?"))
    assert pointing[0] > plain[0]
