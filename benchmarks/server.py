"""`fotnot serve` in a process of its own, for as long as a benchmark needs it."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

START_S = 60


@dataclass(frozen=True, slots=True)
class Server:
    """The running server: its address, its process, and what it prints."""

    url: str
    process: psutil.Process
    log: Path


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """The server with its settings as they come, but for two.

    X-Forwarded-For is believed, so that each reader can have an address of their own; and what is
    kept is kept in a place that goes away.
    """
    with tempfile.TemporaryDirectory(prefix="fotnot-server-") as place:
        log = Path(place) / "log"
        port = _free_port()
        environment = os.environ | {
            "FOTNOT_TRUSTED_PROXIES": '["127.0.0.1"]',
            "FOTNOT_DATABASE_URL": f"sqlite:///{place}/kept.db",
        }
        command = [sys.executable, "app.py", "--host", "127.0.0.1", "--port", str(port)]
        with (
            log.open("wb") as out,
            subprocess.Popen(command, stdout=out, stderr=out, env=environment) as process,
        ):
            try:
                url = f"http://127.0.0.1:{port}"
                _wait(url, process, log)
                yield Server(url, psutil.Process(process.pid), log)
            finally:
                process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/readyz").is_success:
                return
        time.sleep(0.2)
    raise SystemExit(f"the server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
