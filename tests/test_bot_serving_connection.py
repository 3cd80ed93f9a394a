"""Connections over raw sockets: half a request, too many, unread answers; and what the log says."""

import contextlib
import socket
import subprocess
import sys
import time

import httpx
import pytest
from fastapi import FastAPI
from serving import raw, served, serving_process
from starlette.responses import PlainTextResponse

from bot.serving import connection, logs
from bot.settings import Settings

SECRET = b"hemliga-ord"


def app():
    made = FastAPI()
    made.add_api_route("/", lambda: PlainTextResponse("hej"))
    made.add_api_route("/big", lambda: PlainTextResponse("x" * 30_000_000))
    return made


@pytest.fixture
def quick(monkeypatch):
    """Deadlines that a test can wait for."""
    monkeypatch.setattr(connection, "HEAD_S", 0.6)
    monkeypatch.setattr(connection, "STALLED_S", 0.6)
    with served(app()) as url:
        yield url


HALF = [
    [],
    [b"GET / HT"],
    [b"GET / HTTP/1.1\r\nHost: a\r\n"],
    [b"X: y\r\n"] * 300,
    [b"GET / HTTP/1.1\r\nHost: a\r\n", *[b"X: y\r\n"] * 300],
    [b"\r\n"] * 300,
]


@pytest.mark.parametrize("pieces", HALF, ids=range(len(HALF)))
def test_half_a_request_is_cut_off_however_slowly_it_goes_on(quick, pieces):
    _, took = raw(quick, *pieces, pause=0.1)
    assert took < 8
    assert httpx.get(quick).text == "hej"


def test_a_second_request_has_its_own_time(quick):
    first = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    host, port = quick.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as open_:
        for _ in range(4):
            open_.sendall(first)
            assert b"hej" in open_.recv(4096)
            time.sleep(0.3)
        open_.sendall(b"GET /")
        assert open_.recv(4096) == b""


def test_a_body_that_goes_on_after_the_answer_is_cut_off(quick):
    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
    host, port = quick.removeprefix("http://").split(":")
    start = time.monotonic()
    with (
        socket.create_connection((host, int(port)), timeout=20) as open_,
        contextlib.suppress(OSError),
    ):
        open_.sendall(head)
        for _ in range(200):
            open_.sendall(b"x")
            time.sleep(0.1)
    assert time.monotonic() - start < 15


def test_who_does_not_read_its_answer_is_cut_off(quick):
    host, port = quick.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as open_:
        open_.sendall(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(3)
        got = 0
        with contextlib.suppress(OSError):
            while read := open_.recv(1 << 20):
                got += len(read)
    assert got < 30_000_000
    assert len(httpx.get(f"{quick}/big").content) == 30_000_000


def test_a_client_has_so_many_connections_and_others_theirs(monkeypatch):
    monkeypatch.setattr(connection, "MOST_OF_A_CLIENT", 5)
    with served(app()) as url, contextlib.ExitStack() as many:
        host, port = url.removeprefix("http://").split(":")
        for _ in range(20):
            many.enter_context(socket.create_connection((host, int(port)), timeout=5))
        time.sleep(0.3)
        with pytest.raises(httpx.HTTPError):
            httpx.get(url)
        other = httpx.HTTPTransport(local_address="127.0.0.2")
        with httpx.Client(transport=other) as http:
            assert http.get(url).text == "hej"
        many.close()
        time.sleep(0.3)
        assert httpx.get(url).text == "hej"


def test_a_proxys_connections_are_not_counted(monkeypatch):
    monkeypatch.setattr(connection, "MOST_OF_A_CLIENT", 5)
    proxied = Settings(trusted_proxies=["127.0.0.1"])
    with served(app(), settings=proxied) as url, contextlib.ExitStack() as many:
        host, port = url.removeprefix("http://").split(":")
        for _ in range(20):
            many.enter_context(socket.create_connection((host, int(port)), timeout=5))
        assert httpx.get(url).text == "hej"


MALFORMED = [
    SECRET + b" / HTTP/1.1\r\n\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + SECRET + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " + SECRET + b"\r\n\r\n",
    b"GET /" + SECRET * 10_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + SECRET * 10_000 + b"\r\n\r\n",
    b"\x16\x03\x01" + SECRET + b"\r\n\r\n",
]


def test_malformed_requests_log_a_line_each_without_words_and_a_flood_few(index_root, tmp_path):
    with serving_process(index_root, tmp_path) as (url, log):
        for bytes_ in MALFORMED:
            got, _ = raw(url, bytes_)
            assert not got or got.startswith(b"HTTP/1.1 4")
        one_each = log.read_text()
        for _ in range(100):
            raw(url, MALFORMED[0])
        flood = log.read_text()
        assert httpx.get(f"{url}/healthz").is_success
    assert SECRET.decode() not in flood
    assert len(one_each.splitlines()) <= len(MALFORMED)
    assert 0 < len(flood.splitlines()) <= logs.MOST_ALIKE


FAILING = """
import logging
from bot.serving import logs

def fail():
    try:
        raise KeyError("hemliga ord")
    except KeyError as error:
        raise ValueError("hemliga ord") from error

logs.keep_clean()
for _ in range(50):
    try:
        fail()
    except ValueError:
        logging.getLogger("fotnot").exception("answering failed")
    logging.getLogger("other").info("hemliga ord")
"""


def test_an_error_is_logged_by_its_place_and_kind_without_its_text():
    done = subprocess.run(
        [sys.executable, "-c", FAILING], capture_output=True, text=True, check=True
    )
    assert "hemliga" not in done.stderr
    assert done.stderr.count("answering failed") == logs.MOST_ALIKE
    assert done.stderr.count("not logged") == 1
    for told in ("KeyError", "led to:", "ValueError"):
        assert done.stderr.count(told) == logs.MOST_ALIKE
