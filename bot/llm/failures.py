"""What a provider's failure means: the reason that an answer tells, and how an operator mends it."""

from dataclasses import dataclass
from typing import Literal

FailureReason = Literal[
    "timeout", "rate_limited", "credit", "key", "model", "too_long", "refused", "unreachable"
]
_REMEDIES: dict[FailureReason, str] = {
    "timeout": "did not answer in time; check the server, or raise FOTNOT_LLM_TIMEOUT "
    "and FOTNOT_LLM_FIRST_SENTENCE",
    "rate_limited": "the account's limit is reached; wait, or raise it with the provider",
    "credit": "the account has no credit left; fill it up with the provider",
    "key": "the key is missing, refused or may not use the model; give the provider's key in the "
    "environment or in .env",
    "model": "there is no such model or address; check FOTNOT_LLM and FOTNOT_LLM_URL",
    "too_long": "the prompt is longer than the model reads; lower FOTNOT_LLM_TOKENS",
    "refused": "it refuses the request; check the model's name in FOTNOT_LLM and FOTNOT_LLM_OPTIONS",
    "unreachable": "it can't be reached or has broken down; check FOTNOT_LLM_URL, the network and "
    "the server",
}
_OF_STATUS: dict[int, FailureReason] = {
    400: "refused", 401: "key", 402: "credit", 403: "key", 404: "model", 408: "timeout",
    413: "too_long", 422: "refused", 429: "rate_limited",
}  # fmt: skip
_NO_CREDIT = ("insufficient_quota", "credit balance", "insufficient credit")
_NOT_PAID = (*_NO_CREDIT, "billing", "payment")  # words that a mere rate limit has, too
_TOO_LONG = ("context_length", "context length", "context window", "maximum context",
             "prompt is too long", "too many tokens")  # fmt: skip
_PASSING: frozenset[FailureReason] = frozenset(("rate_limited", "unreachable"))
_FIRST_PAUSE_S = 0.5


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a model did not answer; `remedy` is one line, without a word of the provider's."""

    reason: FailureReason
    remedy: str
    retry_after_s: float | None

    @property
    def passes(self) -> bool:
        """Whether the same request may well succeed a little later."""
        return self.reason in _PASSING

    def pause_s(self, tries: int) -> float:
        """How long to wait before the next try, after so many: as the server asks, else growing."""
        growing = _FIRST_PAUSE_S * 2 ** (tries - 1)
        return growing if self.retry_after_s is None else self.retry_after_s


def failure_of(error: Exception) -> Failure:
    """What an error of any provider's client means: by its status, its words, and its kind."""
    reason = _reason(error, status_of(error))
    return Failure(reason, _REMEDIES[reason], _retry_after(error))


def label(error: Exception) -> str:
    """An error's kind and status, without a word of its text, which may show a key or a question."""
    return " ".join(str(part) for part in (type(error).__name__, status_of(error)) if part)


def status_of(error: Exception) -> int | None:
    """The HTTP status of a provider's error, where it has one."""
    for name in ("status_code", "code"):
        if isinstance(status := getattr(error, name, None), int) and status > 0:
            return status
    return None


def _reason(error: Exception, status: int | None) -> FailureReason:
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return "timeout"
    if status is None:
        return "refused" if _is_of_arguments(error) else "unreachable"
    said = str(error).lower()
    if status in (400, 402, 403, 429) and any(
        word in said for word in (_NO_CREDIT if status == 429 else _NOT_PAID)
    ):
        return "credit"
    if status in (400, 413, 422) and any(word in said for word in _TOO_LONG):
        return "too_long"
    return _OF_STATUS.get(status, "unreachable")


def _is_of_arguments(error: Exception) -> bool:
    """Whether the client would not even send what it was given: an option that it does not know."""
    return isinstance(error, TypeError)


def _retry_after(error: Exception) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except (TypeError, ValueError):
        return None
