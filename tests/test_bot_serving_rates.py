"""A client's minute, on a clock of the test's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.serving import rates
from bot.serving.rates import MINUTE_S, MinuteLimit


class Clock:
    """A monotonic clock that stands until it is moved."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_what_is_over_is_refused_with_the_seconds_until_it_is_not(clock):
    limit = MinuteLimit(3, clock)
    for _ in range(3):
        assert limit.spend("a") == 0
        clock.now += 10
    assert limit.spend("a") == 30
    assert limit.spend("b") == 0
    clock.now += 30
    assert limit.spend("a") == 0
    assert limit.spend("a") == 10


def test_a_cost_that_was_charged_counts_and_one_that_was_refused_does_not(clock):
    limit = MinuteLimit(10, clock)
    limit.charge("a", 25)
    assert limit.wait_s("a") == limit.spend("a") == 60
    clock.now += MINUTE_S
    assert limit.spend("a", 10) == 0
    assert limit.spend("a", 11) == 60


def test_clients_that_are_quiet_are_forgotten_and_of_many_the_quietest(clock, monkeypatch):
    monkeypatch.setattr(rates, "MOST_CLIENTS", 3)
    limit = MinuteLimit(1, clock)
    for name in "abcd":
        limit.spend(name)
    assert len(limit) == 3
    assert limit.spend("a") == 0
    assert limit.spend("d") == 60
    clock.now += MINUTE_S
    for name in "abcd":
        assert limit.wait_s(name) == 0
    assert len(limit) == 0


def test_a_client_that_never_stops_holds_a_minute_of_seconds(clock):
    limit = MinuteLimit(1e9, clock)
    for _ in range(100_000):
        clock.now += 0.005
        limit.spend("a")
    assert len(limit._spent["a"]) <= 62


@given(st.lists(st.tuples(st.floats(0, 90), st.integers(1, 4)), max_size=60), st.integers(1, 9))
def test_never_more_than_the_most_within_any_minute(steps, most):
    clock = Clock()
    limit = MinuteLimit(most, clock)
    spent = []
    for pause, cost in steps:
        clock.now += pause
        if limit.spend("a", cost) == 0:
            spent.append((clock.now, cost))
        recent = sum(c for when, c in spent if when > clock.now - MINUTE_S)
        assert recent <= most
