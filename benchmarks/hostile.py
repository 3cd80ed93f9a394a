"""A hostile client: everything that one can send in a minute, from one address, without a password.

Run by `make readers` as a process of its own beside the readers, so that what it costs is the
server's. Its loops are bounded in time and number, and it goes to loopback alone.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import httpx

ADDRESS = "127.0.0.2"  # not the readers', nor their proxy's
MOST_REQUESTS = 100_000
_CONNECTIONS = 300
_SESSIONS = 100_000


class Attacker:
    """The attacks on one server. Each goes on until time is up, and counts what it was told."""

    def __init__(self, url: str, until: float) -> None:
        host = urlsplit(url)
        assert host.hostname == "127.0.0.1", "only a server of this machine's is attacked"
        self._host, self._port = host.hostname, host.port
        self._until = until
        self._left = MOST_REQUESTS
        transport = httpx.AsyncHTTPTransport(
            local_address=ADDRESS, limits=httpx.Limits(max_connections=60)
        )
        self._http = httpx.AsyncClient(base_url=url, transport=transport, timeout=20)
        self.told: Counter[str] = Counter()

    async def run(self) -> None:
        """All attacks at once."""
        attacks: list[tuple[Callable[[], Awaitable[None]], int]] = [
            (self._joins, 12), (self._questions, 8), (self._malformed_events, 4), (self._page, 4),
            (self._assets, 4), (self._large, 2), (self._ratings, 2), (self._half_requests, 1),
            (self._drips, 4), (self._unread, 4), (self._garbage, 2), (self._streams, 4),
        ]  # fmt: skip
        await asyncio.gather(*(attack() for attack, times in attacks for _ in range(times)))
        await self._http.aclose()

    def _goes_on(self) -> bool:
        self._left -= 1
        return self._left > 0 and asyncio.get_running_loop().time() < self._until

    async def _send(self, name: str, method: str, path: str, **more: object) -> None:
        with contextlib.suppress(httpx.HTTPError):
            answer = await self._http.request(method, path, **more)  # type: ignore[arg-type]
            self.told[f"{name} {answer.status_code}"] += 1
            return
        self.told[f"{name} cut off"] += 1

    async def _joins(self) -> None:
        """Large conversations that nobody follows, each in a session of its own."""
        turn = {"role": "user", "content": [{"type": "text", "text": "x" * 45_000}]}
        while self._goes_on():
            body = {
                "data": ["Vad gör GABA?", [turn] * 2, "sv", ""], "fn_index": 3,
                "session_hash": f"s{random.randrange(_SESSIONS)}",
            }  # fmt: skip
            await self._send("join", "POST", "/gradio_api/queue/join", json=body)

    async def _questions(self) -> None:
        """The longest questions, of what masking and matching are slowest with."""
        texts = ["1/" * 1000, "a" * 2000, "och " * 500, "+46 70 " * 285, "🙂" * 2000, "[1]" * 600]
        while self._goes_on():
            turns = [random.choice(texts) for _ in range(21)]
            await self._send("question", "POST", "/v1/answers", json={"turns": turns})

    async def _malformed_events(self) -> None:
        while self._goes_on():
            body = b'{"data":' * 20_000
            await self._send("event", "POST", "/gradio_api/queue/join", content=body)

    async def _page(self) -> None:
        while self._goes_on():
            await self._send("page", "GET", random.choice(("/", "/config", "/gradio_api/info")))

    async def _assets(self) -> None:
        from gradio.routes import BUILD_PATH_LIB

        sizes = sorted((file.stat().st_size, file.name) for file in os.scandir(BUILD_PATH_LIB))
        names = [name for _, name in sizes[-60:]]
        packed = {"Accept-Encoding": "br"}
        while self._goes_on():
            await self._send("asset", "GET", f"/assets/{random.choice(names)}", headers=packed)

    async def _large(self) -> None:
        """Bodies far beyond the limit, as chunks that do not tell their size."""

        async def body() -> AsyncIterator[bytes]:
            for _ in range(200):
                yield b"x" * 65_536

        while self._goes_on():
            await self._send("large", "POST", "/v1/answers", content=body())

    async def _ratings(self) -> None:
        while self._goes_on():
            body = {
                "data": ["x" * 9_000, "1.abc", "sv"], "fn_index": 12,
                "session_hash": f"r{random.randrange(_SESSIONS)}",
            }  # fmt: skip
            await self._send("rating", "POST", "/gradio_api/queue/join", json=body)

    async def _half_requests(self) -> None:
        """As many connections as go, each with half a request."""
        while self._goes_on():
            writers = []
            for _ in range(_CONNECTIONS):
                with contextlib.suppress(OSError):
                    _, writer = await self._connected()
                    writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                    writers.append(writer)
            self.told["half requests"] += len(writers)
            await asyncio.sleep(5)
            for writer in writers:
                writer.close()

    async def _drips(self) -> None:
        head = b"POST /v1/answers HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\n"
        while self._goes_on():
            with contextlib.suppress(OSError):
                _, writer = await self._connected()
                writer.write(head)
                for _ in range(100):
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.2)
            self.told["drips"] += 1
            await asyncio.sleep(0.1)

    async def _unread(self) -> None:
        """Answers that are asked for, one behind the other, and never read."""
        ask = b"GET /v1/articles/magnesium-hjarnan HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        while self._goes_on():
            with contextlib.suppress(OSError):
                _, writer = await self._connected()
                writer.write(ask * 500)
                await asyncio.sleep(5)
                writer.close()
            self.told["unread"] += 1

    async def _garbage(self) -> None:
        while self._goes_on():
            with contextlib.suppress(OSError):
                reader, writer = await self._connected()
                writer.write(random.randbytes(200) + b"\r\n\r\n")
                await asyncio.wait_for(reader.read(), 5)
                writer.close()
            self.told["garbage"] += 1

    async def _streams(self) -> None:
        while self._goes_on():
            session = f"s{random.randrange(_SESSIONS)}"
            await self._send("stream", "GET", f"/gradio_api/queue/data?session_hash={session}")
            await self._send("stream", "GET", "/gradio_api/heartbeat/a")

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self._host, self._port, local_addr=(ADDRESS, 0))


async def attack(url: str, seconds: float) -> Counter[str]:
    """Attack a server on loopback for so long; how often it answered what."""
    attacker = Attacker(url, asyncio.get_running_loop().time() + seconds)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(attacker.run(), seconds + 30)
    return attacker.told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("url", help="of a server on 127.0.0.1")
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(attack(given.url, given.seconds)), indent=1))
