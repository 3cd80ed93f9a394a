"""The kind of study that a reference tells of itself."""

import pytest

from ingest.parsing.kinds import kind_of


@pytest.mark.parametrize(
    ("title", "entry", "kind"),
    [
        ("Zinc for the common cold", "Cochrane Database Syst Rev. 2013;(6)", "review"),
        ("Zinc for colds", "Cochrane Database of Systematic Reviews. 2013", "review"),
        ("Zinc: a meta-analysis", "Cochrane Database Syst Rev. 2013;(6)", "meta-analysis"),
        ("Scientific opinion on zinc", "EFSA Journal. 2014", "guideline"),
        ("Zinc for skin: a science advisory", "Circulation. 2019", "guideline"),
        ("Position paper on zinc", "", "guideline"),
        ("Position stand: zinc", "", "guideline"),
        ("Zinc and skin", "J Trace. 2010", None),
    ],
)
def test_the_kind_of_a_reference(title, entry, kind):
    assert kind_of(title, entry) == kind
