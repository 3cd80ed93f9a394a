"""The sessions in which Gradio has events under way: few a client, and none that nobody follows.

Gradio keeps what it answers until somebody fetches it. A client that only ever asks would fill the
memory with answers, so what is not followed soon is thrown away, and what was followed to its end
is forgotten.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from bot.serving.admission import TooManyError
from bot.serving.clients import network_of

if TYPE_CHECKING:
    import gradio as gr

PATIENCE_S = 8.0  # from an event to the moment in which somebody follows its session
_MOST_OF_A_CLIENT = 24  # events under way: some twelve pages behind one address, each with two
_RETRY_S = 5
_ENDING_S = 2.0
_NOTHING = "nothing is under way in this session"


@dataclass(slots=True)
class _Open:
    """A session: whose it is, its events under way, those just being handed on, its followers."""

    client: str
    events: int = 0
    entering: int = 0
    followers: int = 0
    timer: asyncio.TimerHandle | None = None


class OpenSessions:
    """Counts the events of one mounted page. Used in the event loop alone."""

    def __init__(self, blocks: "gr.Blocks", places: int) -> None:
        self._queue = blocks._queue  # Gradio has no public way to forget a session
        self._places = places
        self._open: dict[str, _Open] = {}
        self._under_way: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    def enter(self, client: str, session: str) -> None:
        """Take a place for an event.

        Raises:
            TooManyError: the client has too many under way, or all have.
            HTTPException: 404, the session is another client's.
        """
        client = network_of(client)
        if self._under_way[client] >= _MOST_OF_A_CLIENT or self._under_way.total() >= self._places:
            raise TooManyError(_RETRY_S, "busy")
        found = self._open.setdefault(session, _Open(client))
        if found.client != client:
            raise HTTPException(404, _NOTHING)
        found.events += 1
        found.entering += 1
        self._under_way[found.client] += 1

    def entered(self, session: str, accepted: bool) -> None:
        """Gradio has the event, or has refused it."""
        found = self._open[session]
        found.entering -= 1
        if not accepted:
            found.events -= 1
            self._under_way[found.client] -= 1
        self._settle(session, found)

    @asynccontextmanager
    async def followed(self, client: str, session: str) -> AsyncIterator[None]:
        """While the block runs, its client is told what the session's events give.

        One at a time: Gradio ends the stream of whoever hears of the last event, and no other's,
        which would hold the session's places for ever.

        Raises:
            HTTPException: 404, nothing of the client's is under way there; 409, it is followed.
        """
        found = self._open.get(session)
        if found is None or found.client != network_of(client):
            raise HTTPException(404, _NOTHING)
        until = asyncio.get_running_loop().time() + _ENDING_S
        while found.followers and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.02)  # a page follows anew while its last stream is just ending
        if found.followers:
            raise HTTPException(409, "this session is followed already")
        if self._open.get(session) is not found:
            raise HTTPException(404, _NOTHING)
        found.followers += 1
        if found.timer is not None:
            found.timer.cancel()
        try:
            yield
        finally:
            found.followers -= 1
            self._settle(session, found)

    def is_anothers(self, client: str, session: str) -> bool:
        """Whether a session is open that is another client's."""
        found = self._open.get(session)
        return found is not None and found.client != network_of(client)

    def _settle(self, session: str, found: _Open) -> None:
        """Forget a session that is at rest; wait for somebody to follow one that is not."""
        if found.followers or found.entering:
            return
        if not self._queue.pending_event_ids_session.get(session):
            self._forget(session)
            return
        if found.timer is not None:
            found.timer.cancel()
        loop = asyncio.get_running_loop()
        found.timer = loop.call_later(PATIENCE_S, self._abandon, session)

    def _abandon(self, session: str) -> None:
        """Nobody came: stop the session's events, and drop what they gave."""
        found = self._open.get(session)
        if found is None or found.followers or found.entering:
            return
        task = asyncio.create_task(self._queue.clean_events(session_hash=session))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: self._forget_unless_back(session))

    def _forget_unless_back(self, session: str) -> None:
        found = self._open.get(session)
        if found is not None and not found.followers and not found.entering:
            self._forget(session)

    def _forget(self, session: str) -> None:
        found = self._open.pop(session, None)
        if found is not None:
            self._under_way[found.client] -= found.events
            self._under_way += Counter()  # drops the clients without any
        self._queue.pending_messages_per_session.pop(session, None)
        self._queue.pending_event_ids_session.pop(session, None)
