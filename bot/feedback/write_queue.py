"""What waits to be written: done one after the other in a thread of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Full, Queue
from typing import TypeVar

_T = TypeVar("_T")


class BoundedQueue:
    """A bounded row of work; nobody who adds to it waits for what is before.

    The thread begins with the first work and does not keep the process alive.
    """

    def __init__(self, most: int) -> None:
        self._row: Queue[Callable[[], None]] = Queue(most)
        self._beginning = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, work: Callable[[], _T]) -> "Future[_T] | None":
        """What the work will come to; None when too much waits already."""
        coming: Future[_T] = Future()

        def done() -> None:
            try:
                coming.set_result(work())
            except Exception as error:  # noqa: BLE001 - it belongs to whoever asks for the result
                coming.set_exception(error)

        try:
            self._row.put_nowait(done)
        except Full:
            return None
        self._begin()
        return coming

    def settle(self, seconds: float) -> bool:
        """Wait until all that was added before is done, at most so long; whether it is."""
        if self._thread is None:
            return True
        reached = threading.Event()
        try:
            self._row.put(reached.set, timeout=seconds)
        except Full:
            return False
        return reached.wait(seconds)

    def _begin(self) -> None:
        with self._beginning:
            if self._thread is None:
                self._thread = threading.Thread(target=self._go_on, name="fotnot-kept", daemon=True)
                self._thread.start()

    def _go_on(self) -> None:
        while True:
            self._row.get()()
