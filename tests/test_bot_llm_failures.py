"""What an error of a provider's client means."""

import json

import pytest

from bot.llm.failures import failure_of, label


class RefusedError(Exception):
    """As the clients raise it."""

    def __init__(self, status_code, said):
        super().__init__(said)
        self.status_code = status_code


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            RefusedError(429, "Rate limit reached. Add a payment method at /account/billing"),
            "rate_limited",
        ),
        (
            RefusedError(429, "You exceeded your quota; check your plan and billing details"),
            "rate_limited",
        ),
        (RefusedError(429, "insufficient_quota: see billing"), "credit"),
        (RefusedError(400, "Your credit balance is too low"), "credit"),
        (RefusedError(403, "billing is not active"), "credit"),
        (RefusedError(400, "maximum context length is 4096 tokens"), "too_long"),
        (RefusedError(400, "no such thing"), "refused"),
        (TypeError("create() got an unexpected keyword argument 'foo'"), "refused"),
        (ValueError("No generation chunks were returned"), "unreachable"),
        (json.JSONDecodeError("bad", "", 0), "unreachable"),
        (ConnectionRefusedError(), "unreachable"),
        (RuntimeError("peer closed"), "unreachable"),
        (TimeoutError(), "timeout"),
    ],
)
def test_an_error_is_read_by_its_status_its_words_and_its_kind(error, reason):
    failure = failure_of(error)
    assert failure.reason == reason
    assert failure.passes == (reason in ("rate_limited", "unreachable"))
    assert not str(error) or str(error) not in f"{label(error)}: {failure.remedy}"
