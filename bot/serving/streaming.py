"""A stream that is made in threads, read in the event loop."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from typing import TypeVar

import anyio
from starlette.concurrency import run_in_threadpool

T = TypeVar("T")


async def stepwise(
    stream: Generator[T], patience_s: float | None = None
) -> AsyncGenerator[T | None]:
    """The stream's items, made in a thread; None whenever the next has taken `patience_s`.

    Ends with its reader: when that hangs up, the step under way is the last, and is waited for.
    """
    step: asyncio.Task[T | None] | None = None
    try:
        while True:
            step = asyncio.create_task(run_in_threadpool(next, stream, None))
            while not (await asyncio.wait({step}, timeout=patience_s))[0]:
                yield None
            if (found := step.result()) is None:
                return
            yield found
    finally:
        with anyio.CancelScope(shield=True):
            if step is not None:
                await asyncio.wait({step})
            await run_in_threadpool(stream.close)
