"""Numbers that have changed what they are of."""

import pytest

from bot.fact_check.of_each import exchanged
from bot.intent.asked_about import looking

SENTENCE = "Gruppen fick 200 mg Q10 och 20 mg zink i åtta veckor."


@pytest.mark.parametrize(
    ("language", "statement", "is_exchanged"),
    [
        ("sv", "Gruppen fick 20 mg Q10 och 200 mg zink i åtta veckor.", True),
        ("no", "De fikk 20 mg Q10 sammen med 200 mg sink.", True),
        ("da", "De fik 20 mg Q10 og 200 mg zink.", True),
        ("de", "Sie bekamen 20 mg Q10 und 200 mg Zink.", True),
        ("en", "They took 20 mg of Q10 and 200 mg of zinc.", True),
        ("fi", "Ryhmä sai 20 mg Q10:tä ja 200 mg sinkkiä.", True),
        ("sv", "Gruppen fick 20 mg zink och 200 mg Q10.", False),
        ("de", "Acht Wochen lang gab es 200 mg Q10 und 20 mg Zink.", False),
        ("en", "For eight weeks they took 200 mg of Q10, with zinc.", False),
        ("fi", "Ryhmä sai 200 mg Q10:tä ja 20 mg sinkkiä.", False),
        ("sv", "Gruppen fick Q10 och zink.", False),
    ],
)
def test_each_number_stays_with_its_own(language, statement, is_exchanged):
    assert exchanged(statement, language, SENTENCE, "sv", looking(None)) is is_exchanged


def test_equal_numbers_may_change_places():
    told, said = "Alla fick 200 mg zink och 200 mg Q10.", "Alla fick 200 mg Q10 och 200 mg zink."
    assert not exchanged(said, "sv", told, "sv", looking(None))
