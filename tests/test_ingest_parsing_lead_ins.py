"""Lists and the lead-ins that announce them."""

import pytest

from ingest.block import Block
from ingest.parsing.lead_ins import gather


def listed(*items):
    return [Block(item, listed=True) for item in items]


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (("yrsel", "huvudvärk"), "Vanligt är: yrsel, huvudvärk"),
        (("yrsel, svaghet", "huvudvärk"), "Vanligt är: yrsel, svaghet; huvudvärk"),
        (("yrsel,", "huvudvärk"), "Vanligt är: yrsel, huvudvärk"),
        (("Gå ut i ljuset.", "Sov."), "Vanligt är:\nGå ut i ljuset.\nSov."),
        (("yrsel [2]", "huvudvärk"), "Vanligt är:\nyrsel [2]\nhuvudvärk"),
        (("yrsel",), "Vanligt är:\nyrsel"),
        (
            ("trötthet som inte går över av sömn", "yrsel"),
            "Vanligt är:\ntrötthet som inte går över av sömn\nyrsel",
        ),
    ],
)
def test_items_stand_in_the_paragraph_of_their_lead_in(items, told):
    after = Block("Det går över.")
    found = gather([Block("Vanligt är:"), *listed(*items), after])
    assert found == [Block(told, listed=True), after]


def test_a_list_without_a_lead_in_stays_as_it_is():
    blocks = [Block("Vanligt är det."), *listed("yrsel", "huvudvärk"), Block("Bra:", level=2)]
    assert gather([*blocks, *listed("sömn")]) == [*blocks, *listed("sömn")]
