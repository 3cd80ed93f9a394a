"""An asynchronous stream read from a thread: with a time limit, and stopped when its reader stops.

The provider's clients are asynchronous here since only so can a request that hangs be given up at
once, and its connection be closed.
"""

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import aclosing
from functools import cache
from typing import TypeVar

T = TypeVar("T")
_Item = tuple[T | None, BaseException | None, bool]


def read(open_stream: Callable[[], AsyncIterator[T]], seconds: float) -> Generator[T]:
    """The stream's items as they come.

    Closing the iterator cancels the stream.

    Raises:
        TimeoutError: it did not end within the seconds.
        Exception: whatever the stream raises.
    """
    items: queue.SimpleQueue[_Item[T]] = queue.SimpleQueue()

    async def pump() -> None:
        try:
            async with asyncio.timeout(seconds), aclosing(open_stream()) as stream:  # type: ignore[type-var]
                async for item in stream:
                    items.put((item, None, False))
        except BaseException as error:
            items.put((None, error, True))
            if not isinstance(error, Exception):
                raise
        else:
            items.put((None, None, True))

    running = asyncio.run_coroutine_threadsafe(pump(), _loop())
    try:
        while True:
            item, error, ended = items.get()
            if error is not None:
                raise error
            if ended:
                return
            yield item  # type: ignore[misc]
    finally:
        running.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of this process's streams, in a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="fotnot-model", daemon=True).start()
    return loop
