"""Messages written otherwise: what is an alarm stays one, and nothing else becomes one."""

import random

from training.message import TrainingMessage
from training.rewritten import misspelt, rewritten

LINES = [
    TrainingMessage(f"{text} {number}", kind, "sv", f"{text} {number}")
    for number in range(20)
    for text, kind in (
        ("jag vill inte leva längre", "crisis"),
        ("var är mitt paket", "harmless"),
        ("hjälper det mot kramp i vaden", "question"),
    )
]


def test_kinds_and_origins_stay():
    made = rewritten(LINES, 1)
    assert len(made) == len(LINES)
    for message, other in zip(LINES, made, strict=True):
        assert other.origin == message.origin
        assert other.kind == ("crisis" if message.kind == "crisis" else "")


def test_what_stands_around_is_harmless_and_the_message_is_still_there():
    for message, other in zip(LINES, rewritten(LINES, 1), strict=True):
        if message.kind != "crisis":
            assert "leva" not in other.text
        if len(other.text) > len(message.text) + 5:
            assert message.text in other.text


def test_the_same_messages_give_the_same_rewritings():
    assert rewritten(LINES, 2) == rewritten(LINES, 2)


def test_a_misspelt_word_keeps_its_ends():
    for seed in range(200):
        word = misspelt("självmordstankar", random.Random(seed))
        assert (word[0], word[-1]) == ("s", "r")
        assert abs(len(word) - len("självmordstankar")) <= 1
    assert misspelt("jag är ny", random.Random(0)) == "jag är ny"
