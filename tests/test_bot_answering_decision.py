"""How sure it is that an article answers, by numbers that were fitted to one encoder."""

from dataclasses import replace

from bot.answering.search import decision
from bot.request import Request


def test_numbers_fitted_without_networks_serve_an_index_that_has_them(bot, monkeypatch):
    """As after `make calibrate` with an encoder by name: they are fewer by what a network says."""
    known = decision.calibration()
    without = replace(known, networked=known.banked)
    monkeypatch.setattr(decision, "calibration", lambda: without)
    answer = bot.ask(Request("Hjälper magnesium mot migrän?"))
    assert answer.kind == "answer"
