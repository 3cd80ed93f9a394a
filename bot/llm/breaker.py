"""A circuit breaker: while a model is down, nobody waits for it."""

import time
from collections.abc import Callable
from threading import Lock

FAILURES = 3  # so many in a row open it
PAUSE_S = 30.0  # for so long; then one request may try


class Breaker:
    """Opens after failures in a row; one trial at a time closes it again, or not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._until = 0.0

    def may_try(self) -> bool:
        """Whether the model is to be asked; when the pause is over, by one caller only."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + PAUSE_S
            return True

    def succeeded(self) -> None:
        """The model answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The model did not."""
        with self._lock:
            self._failures += 1
            self._until = self._clock() + PAUSE_S

    @property
    def is_open(self) -> bool:
        """Whether it failed so often that it is not asked."""
        with self._lock:
            return self._failures >= FAILURES
