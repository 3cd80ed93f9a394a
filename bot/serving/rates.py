"""How much a client may do within a minute, on a clock that never goes backwards."""

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass

MINUTE_S = 60.0
MOST_CLIENTS = 20_000  # whoever was quiet longest is forgotten first
_STEP_S = 1.0  # costs within a second are counted as one, so that no client fills memory


@dataclass(slots=True)
class _Spent:
    """What was spent from one moment to another, less than a step apart."""

    first: float
    last: float
    cost: float


class MinuteLimit:
    """Costs by client within the last minute (a moving window). Safe among threads.

    A library's limiter would follow the wall clock, and one that is set back an hour would keep
    everybody out for as long.
    """

    def __init__(self, most: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._spent: OrderedDict[Hashable, deque[_Spent]] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, client: Hashable, cost: float = 1) -> int:
        """Count a cost and return 0; or, where it would be too much, the seconds until it is not.

        What is refused is not counted.
        """
        with self._lock:
            wait_s = self._wait_s(client, cost)
            if not wait_s:
                self._count(client, cost)
            return wait_s

    def charge(self, client: Hashable, cost: float) -> None:
        """Count a cost that was not known beforehand, also where it is too much."""
        with self._lock:
            self._count(client, cost)

    def wait_s(self, client: Hashable, cost: float = 1) -> int:
        """The seconds, rounded up, until a cost could be spent; 0 now. Nothing is counted."""
        with self._lock:
            return self._wait_s(client, cost)

    def __len__(self) -> int:
        """How many clients are held."""
        with self._lock:
            return len(self._spent)

    def _wait_s(self, client: Hashable, cost: float) -> int:
        now = self._clock()
        spent = self._recent(client, now)
        excess = sum(each.cost for each in spent) + cost - self._most
        for each in spent:
            if excess <= 0:
                break
            excess -= each.cost
            if excess <= 0:
                return max(1, math.ceil(each.last + MINUTE_S - now))
        return 0 if excess <= 0 else math.ceil(MINUTE_S)

    def _count(self, client: Hashable, cost: float) -> None:
        now = self._clock()
        spent = self._recent(client, now)
        if spent and now - spent[-1].first < _STEP_S:
            spent[-1].last = now
            spent[-1].cost += cost
        else:
            spent.append(_Spent(now, now, cost))
        self._spent[client] = spent
        self._spent.move_to_end(client)
        if len(self._spent) > MOST_CLIENTS:
            self._spent.popitem(last=False)

    def _recent(self, client: Hashable, now: float) -> deque[_Spent]:
        """What a client spent in the last minute; one without is no longer held."""
        spent = self._spent.get(client, deque())
        while spent and spent[0].last <= now - MINUTE_S:
            spent.popleft()
        if not spent:
            self._spent.pop(client, None)
        return spent
