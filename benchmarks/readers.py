"""`make readers`: many readers at once, on the page and on the HTTP API, each from its own address.

The server is `fotnot serve` in a process of its own, with its limits as they come; the readers are
in this one. Their questions are the bank's, in all its languages, half of them follow-ups. Each crowd
comes twice, the second time beside a hostile client (`benchmarks/hostile.py`). Status 1 when anything
went wrong, when the hostile client more than doubled the readers' median, or when it cost the server
more than 50 MB. `--readers 400 --think 0` overfills the queue; `--peace` leaves the hostile one out.
"""

import argparse
import asyncio
import contextlib
import json
import random
import ssl
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import httpx
import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.readers_asking import ApiReader, Reader, TimedRequest
from benchmarks.readers_page import PageReader
from benchmarks.server import Server, serving
from bot.settings import settings

WAYS: dict[str, Callable[[httpx.AsyncClient], Reader]] = {"page": PageReader, "api": ApiReader}
PATIENCE_S = 60  # how long a reader waits for the next bytes
_FIRST_ADDRESS = ip_address("10.0.0.1")
_LOG_LINES = 20
BESIDE = ", hostile client beside"
MOST_TIMES, MOST_MB = 2.0, 50.0


@dataclass(slots=True)
class Crowd:
    """What one crowd of readers saw."""

    arrivals: list[TimedRequest] = field(default_factory=list)
    asked: list[TimedRequest] = field(default_factory=list)
    seconds: float = 0.0
    peak_mb: float = 0.0
    log: str = ""
    told: str = ""  # what a hostile client was answered

    @property
    def faults(self) -> Counter[str]:
        """What went wrong, and how often."""
        return Counter(each.fault for each in (*self.arrivals, *self.asked) if each.fault)

    @property
    def sent_away(self) -> int:
        """How many requests were asked to come back later."""
        return sum(each.wait_s is not None for each in self.asked)


def main() -> None:
    chosen = _arguments()
    talks = _conversations()
    runs: dict[str, Crowd] = {}
    for way in chosen.ways:
        for name in (way,) if chosen.peace else (way, f"{way}{BESIDE}"):
            with serving() as server, _hostile(server, chosen.seconds, name != way) as told:
                runs[name] = asyncio.run(_crowd(server, way, talks, chosen))
                runs[name].told = told()
                runs[name].log = server.log.read_text(encoding="utf-8", errors="replace")
    Console().print(_table(runs, chosen))
    for name, run in runs.items():
        if run.told:
            print(f"{name}: the hostile client was told", " ".join(run.told.split()))
    sys.exit(_verdict(runs, chosen))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=3, help="mean seconds between questions")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--peace", action="store_true", help="no hostile client")
    return parser.parse_args()


@contextlib.contextmanager
def _hostile(server: Server, seconds: float, wanted: bool) -> Iterator[Callable[[], str]]:
    """A hostile client while the block runs; gives how to wait for what it was answered."""
    if not wanted:
        yield lambda: ""
        return
    command = [sys.executable, "-m", "benchmarks.hostile", server.url, "--seconds", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as attacking:
        try:
            yield lambda: attacking.communicate(timeout=seconds + 60)[0]
        finally:
            attacking.kill()


def _conversations() -> list[tuple[str, str]]:
    """A question and one that follows it: the bank's own, and neighbours in a language's file."""
    talks: list[tuple[str, str]] = []
    for path in sorted(Path("articles").glob("*/questions/*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        talks += [(line["turns"][-2], line["turns"][-1]) for line in lines if "turns" in line]
        singles = [line["question"] for line in lines if "question" in line]
        talks += pairwise(singles)
    return talks


async def _crowd(
    server: Server, way: str, talks: Sequence[tuple[str, str]], chosen: argparse.Namespace
) -> Crowd:
    run = Crowd()
    trust = ssl.create_default_context()  # made once: it takes longer than a question
    watching = asyncio.create_task(_watch(server.process, run))
    start = time.perf_counter()

    async def one(number: int) -> None:
        chance = random.Random(f"{chosen.seed}/{number}")
        address = str(_FIRST_ADDRESS + number)
        async with httpx.AsyncClient(
            base_url=server.url, headers={"X-Forwarded-For": address}, verify=trust,
            timeout=PATIENCE_S,
        ) as client:  # fmt: skip
            await asyncio.sleep(chance.uniform(0, chosen.think))
            await _read(WAYS[way](client), run, talks, chance, start + chosen.seconds, chosen.think)

    await asyncio.gather(*(one(number) for number in range(chosen.readers)))
    run.seconds = time.perf_counter() - start
    watching.cancel()
    async with httpx.AsyncClient(base_url=server.url, timeout=PATIENCE_S) as client:
        run.asked.append(await WAYS["api"](client).ask(talks[0][0], follow_up=False))
    return run


async def _read(
    reader: Reader, run: Crowd, talks: Sequence[tuple[str, str]], chance: random.Random,
    until: float, think: float,
) -> None:  # fmt: skip
    """Arrive, then converse until time is up: a question, a follow-up, a new chat, and so on."""
    arrived = await reader.arrive()
    if arrived is not None:
        run.arrivals.append(arrived)
        if arrived.fault:
            return
    while True:
        for follow_up, question in enumerate(chance.choice(talks)):
            while time.perf_counter() < until:
                asked = await reader.ask(question, bool(follow_up))
                run.asked.append(asked)
                pause = chance.uniform(0.5, 1.5) * think
                await asyncio.sleep(min(asked.wait_s or pause, until - time.perf_counter() + 1))
                if asked.wait_s is None:
                    break
        if time.perf_counter() >= until:
            return


async def _watch(process: psutil.Process, run: Crowd) -> None:
    while True:
        run.peak_mb = max(run.peak_mb, process.memory_info().rss / 1e6)
        await asyncio.sleep(0.1)


def _table(runs: dict[str, Crowd], chosen: argparse.Namespace) -> Table:
    title = f"{chosen.readers} readers, {chosen.seconds:g} s, thinking {chosen.think:g} s"
    table = Table("figure", *runs, title=title, caption="times: median / p95 / max")
    shown = runs.values()
    table.add_row("questions", *(str(len(run.asked)) for run in shown))
    table.add_row("sent away for a while", *(str(run.sent_away) for run in shown))
    table.add_row("errors", *(str(run.faults.total()) for run in shown))
    let_in = [[a for a in run.asked if a.wait_s is None and not a.fault] for run in shown]
    opened = [[a.whole_s for a in run.arrivals if not a.fault] for run in shown]
    for name, times in (
        ("page opened", opened),
        ("first text", [[a.first_s for a in answers] for answers in let_in]),
        ("whole answer", [[a.whole_s for a in answers] for answers in let_in]),
    ):
        table.add_row(f"{name} (ms)", *map(_spread, times))
    table.add_row(
        "answers a second",
        *(f"{len(a) / r.seconds:.1f}" for a, r in zip(let_in, shown, strict=True)),
    )
    table.add_row("server's peak memory (MB)", *(f"{run.peak_mb:.0f}" for run in shown))
    return table


def _median_ms(run: Crowd) -> float:
    """Of the whole answers of readers who were let in."""
    return float(
        np.median([a.whole_s * 1000 for a in run.asked if a.wait_s is None and not a.fault] or [0])
    )


def _harm(name: str, run: Crowd, runs: dict[str, Crowd]) -> list[str]:
    """What a hostile client did to the readers beyond what one may."""
    peace = runs.get(name.removesuffix(BESIDE))
    if peace is None or peace is run:
        return []
    times = _median_ms(run) / max(_median_ms(peace), 1e-9)
    more_mb = run.peak_mb - peace.peak_mb
    print(f"{name}: median × {times:.2f}, memory {more_mb:+.0f} MB")
    harms = [f"the median is {times:.2f} times that without it"] if times > MOST_TIMES else []
    return harms + ([f"it cost {more_mb:.0f} MB"] if more_mb > MOST_MB else [])


def _spread(seconds: Sequence[float]) -> str:
    if not seconds:
        return ""
    figures = (*np.percentile(seconds, [50, 95]), max(seconds))
    return " / ".join(f"{figure * 1000:.0f}" for figure in figures)


def _verdict(runs: dict[str, Crowd], chosen: argparse.Namespace) -> int:
    """0 if all went well; whoever has a place in the queue may not be sent away."""
    wrong = False
    places = settings().concurrent_answers + settings().waiting_answers
    for way, run in runs.items():
        for fault, count in run.faults.most_common():
            print(f"{way}: {count} × {fault}")
        if run.sent_away and chosen.readers <= places and chosen.think:
            print(f"{way}: readers were sent away, and there is room for {places}")
            wrong = True
        if not run.sent_away and chosen.readers > places and not chosen.think:
            print(f"{way}: nobody was sent away, and there is room for {places} alone")
            wrong = True
        if run.log.strip():
            print(f"{way}: the server's log ends:", *run.log.splitlines()[-_LOG_LINES:], sep="\n")
        for harm in _harm(way, run, runs):
            print(f"{way}: {harm}")
            wrong = True
        wrong = wrong or bool(run.faults) or "Traceback" in run.log
    return int(wrong)


if __name__ == "__main__":
    main()
