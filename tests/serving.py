"""An application served by uvicorn on loopback, for as long as a test needs it."""

import contextlib
import os
import select
import socket
import subprocess
import sys
import threading
import time

import httpx
import uvicorn

from bot.serving.connection import server_options
from bot.settings import Settings


@contextlib.contextmanager
def served(app, factory=False, settings=None):
    """The address of the running server, as `fotnot serve` starts it; it is stopped on leaving.

    With `factory`, `app` makes the application, in the server's own event loop: Gradio's locks
    belong to the loop that it is built in.
    """
    config = uvicorn.Config(app, factory=factory, **server_options(settings or Settings()))
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            for _ in range(600):
                if server.started:
                    break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=15)
    assert not thread.is_alive()


def raw(url, *pieces, pause=0.0):
    """What a server answers to bytes that are sent piece by piece, and the seconds until its end.

    Nothing more is sent once it answers, as its answer would be lost with the connection.
    """
    host, port = url.removeprefix("http://").split(":")
    start = time.monotonic()
    got = b""
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        with contextlib.suppress(OSError):
            for piece in pieces:
                if select.select([connection], [], [], pause)[0]:
                    break
                connection.sendall(piece)
        with contextlib.suppress(OSError):
            while read := connection.recv(65536):
                got += read
    return got, time.monotonic() - start


@contextlib.contextmanager
def serving_process(index_root, folder, **variables):
    """`fotnot serve` in a process of its own: its address, and the file of what it prints."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "serve.log"
    environment = os.environ | {"FOTNOT_DATA_DIR": str(index_root.parent), "FOTNOT_KEEP": "false"}
    command = [sys.executable, "app.py", "--port", str(port)]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env=environment | variables) as process,
    ):
        try:
            _until_ready(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}", log
        finally:
            process.terminate()
            process.wait(timeout=20)


def _until_ready(address, process):
    for _ in range(600):
        assert process.poll() is None
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(address).is_success:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
