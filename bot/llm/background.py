"""An asynchronous stream read from a thread: with a time limit, and stopped when its reader stops.

The provider's clients are asynchronous here since only so can a request that hangs be given up at
once, and its connection be closed.
"""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import aclosing
from functools import cache
from typing import TypeVar

T = TypeVar("T")
TICK_S = 0.25
_AHEAD = 100  # so many pieces may wait for their reader
_BREATH = 0.01
_Item = tuple[T | None, BaseException | None, bool]


def read(open_stream: Callable[[], AsyncIterator[T]], seconds: float) -> Generator[T | None]:
    """The stream's items as they come, and None whenever nothing has come for TICK_S.

    So a reader that has gone is noticed, and time that has passed.

    Closing the iterator cancels the stream.

    Raises:
        TimeoutError: nothing has come when the seconds are over, and it has not ended.
        Exception: whatever the stream raises.
    """
    items: queue.SimpleQueue[_Item[T]] = queue.SimpleQueue()
    unwanted = threading.Event()
    until = time.monotonic() + seconds

    async def pump() -> None:
        try:
            async with aclosing(open_stream()) as stream:  # type: ignore[type-var]
                async for item in stream:
                    if unwanted.is_set():  # `wait_for` in a client can lose a cancellation
                        break
                    items.put((item, None, False))
                    # Pieces that are all there already would never let a cancellation in.
                    await asyncio.sleep(_BREATH if items.qsize() > _AHEAD else 0)
        except BaseException as error:
            items.put((None, error, True))
            if not isinstance(error, Exception):
                raise
        else:
            items.put((None, None, True))

    running = asyncio.run_coroutine_threadsafe(pump(), _loop())
    try:
        while True:
            try:
                left = until - time.monotonic()
                item, error, ended = items.get(timeout=max(0.0, min(left, TICK_S)))
            except queue.Empty:
                if time.monotonic() >= until:
                    raise TimeoutError from None
                yield None
                continue
            if error is not None:
                raise error
            if ended:
                return
            yield item
    finally:
        unwanted.set()
        running.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of this process's streams, in a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="fotnot-model", daemon=True).start()
    return loop
