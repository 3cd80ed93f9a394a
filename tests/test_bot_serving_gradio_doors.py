"""Gradio's doors, attacked over HTTP: files, routes, events that are none, floods of them."""

import asyncio
import json
import re
import time
from functools import cache

import httpx
import pytest
from serving import served

from bot.api.app import PATHS
from bot.page.server import application
from bot.serving.gradio_doors import gateway as gradio_gateway
from bot.serving.gradio_doors import sessions as gradio_sessions
from bot.serving.gradio_doors.events import MOST_CHARACTERS, MOST_MESSAGES
from bot.settings import Settings

STAFF = ("anna", "hemligt")
SETTINGS = Settings(keep=False, staff_password=STAFF[1], requests_per_minute=10_000)
JOIN, NEWS = "/gradio_api/queue/join", "/gradio_api/queue/data"


@pytest.fixture(scope="module")
def app(bot):
    """The application that is attacked; it is made by the server's thread, and then looked at."""
    return {}


@pytest.fixture(scope="module")
def http(bot, app):
    def made():
        app["app"] = application(bot, SETTINGS)
        return app["app"]

    with served(made, factory=True) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


def mounted(app, path):
    """Gradio's own application at a path, behind its gateway."""
    mount = next(r for r in app["app"].router.routes if getattr(r, "path", None) == path)
    assert isinstance(mount.app, gradio_gateway.Gateway)
    return mount.app._app


def routes(router):
    """The routes of a router, those of the routers that it includes among them."""
    for route in router.routes:
        included = getattr(route, "original_router", None)
        yield from routes(included) if included is not None else [route]


@cache
def events(http):
    """The page's events by the function that they call, with how many values each has."""
    config = http.get("/config").json()
    return {d["api_name"]: (d["id"], len(d["inputs"])) for d in config["dependencies"]}


def join(http, data, name="page", session="s1", **more):
    index = events(http)[name][0]
    body = {"data": data, "fn_index": index, "session_hash": session, **more}
    return http.post(JOIN, json=body)


def news(http, session="s1"):
    with http.stream("GET", NEWS, params={"session_hash": session}) as stream:
        return "".join(stream.iter_text())


def turn(content, **more):
    return {"role": "user", "content": content, "metadata": None, "options": None, **more}


FILE = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
NOT_TEXT = [
    [{"type": "file", "file": FILE}],
    [{"type": "text", "text": "hej"}, {"type": "file", "file": FILE}],
    {"type": "file", "file": FILE},
    [{"type": "text", "text": "hej", "file": FILE}],
    [
        {
            "type": "component",
            "component": "image",
            "value": FILE,
            "props": {},
            "constructor_args": {},
        }
    ],
    [{"component": "html", "value": "<script>alert(1)</script>", "props": {}}],
    [FILE],
    FILE,
    {"path": "/etc/passwd"},
    [["/etc/passwd"]],
    7,
    None,
]


@pytest.mark.parametrize("content", NOT_TEXT, ids=range(len(NOT_TEXT)))
def test_a_message_is_text_and_nothing_else(http, content):
    refused = join(http, ["Vad gör GABA?", [turn(content)], "sv", ""])
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert not any(word in refused.text for word in ("passwd", "FileData", "script", "hej"))
    assert "\n" not in refused.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/proc/self/environ", "README.md", "pyproject.toml"]
)
@pytest.mark.parametrize("name", ["page", "page_1", "page_2", "page_3", "rate", "open"])
def test_no_value_of_any_event_is_a_file(http, name, path):
    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    count = events(http)[name][1]
    for place in range(count):
        for value in (file, [file], [turn([{"type": "file", "file": file}])]):
            data = ["" for _ in range(count)]
            data[place] = value
            assert join(http, data, name).status_code == 422
    clicked = join(http, ["" for _ in range(count)], name, event_data={"index": 0, "value": file})
    assert clicked.status_code == 422


@pytest.mark.parametrize("route", ["/gradio_api/file=", "/gradio_api/file/", "/file=", "/file/"])
def test_files_are_not_served_under_any_address(http, route):
    for path in ("/etc/passwd", "README.md", "%2Fetc%2Fpasswd", "../../etc/passwd"):
        assert http.get(route + path).status_code == 404


def test_gradio_itself_reads_no_file_either(bot):
    """The second lock, with the first taken away: Gradio's own application without the gateway."""
    app = {"app": None}

    def unguarded():
        app["app"] = application(bot, SETTINGS)
        mount = app["app"].router.routes[-1]
        mount.app = mount.app._app
        return app["app"]

    with served(unguarded, factory=True) as url, httpx.Client(base_url=url, timeout=30) as http:
        chat = [turn([{"type": "file", "file": {**FILE, "path": "/etc/hostname"}}])]
        assert join(http, ["Vad gör GABA?", chat, "sv", ""]).status_code == 200
        told = news(http)
    assert '"success":false' in told
    assert "/file=" not in told


OPEN_ROUTES = {
    ("GET", "/"), ("HEAD", "/"), ("GET", "/config"), ("GET", "/theme.css"), ("GET", "/favicon.ico"),
    ("GET", "/static/{path:path}"), ("GET", "/assets/{path:path}"), ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/heartbeat/{session_hash}"), ("POST", "/gradio_api/queue/join"),
    ("GET", "/gradio_api/queue/data"), ("POST", "/gradio_api/cancel"),
}  # fmt: skip


@pytest.mark.parametrize("path", ["", "/staff"])
def test_of_gradios_routes_only_those_of_the_page_are_served(http, app, path):
    """Walks the route table: what a new version of Gradio brings is shut until it is listed."""
    walked = set()
    for route in routes(mounted(app, path).router):
        if not hasattr(route, "methods"):
            continue
        for method in route.methods:
            known = (method, route.path)
            walked.add(known)
            address = path + re.sub(r"\{[^}]*\}", "x1", route.path)
            if known in OPEN_ROUTES or address in PATHS:  # the latter are our own API's
                continue
            answer = http.request(method, address, auth=STAFF, content=b"{}")
            assert answer.status_code == 404, known
    assert walked >= OPEN_ROUTES
    assert len(walked) > 60


@pytest.mark.parametrize("path", ["", "/staff"])
def test_mounted_applications_below_gradio_are_shut_too(http, app, path):
    below = [r.path for r in routes(mounted(app, path).router) if not hasattr(r, "methods")]
    for each in [*below, "/gradio_api/mcp", "/gradio_api/mcp/sse", "/monitoring", "/svelte/x.js"]:
        for method in ("GET", "POST", "PUT", "DELETE"):
            assert http.request(method, path + each, auth=STAFF).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/assets/../../../../etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fconfig", "/static/../../app.py",
     "/static/js/%2e%2e/%2e%2e/%2e%2e/routes.py", "/assets//etc/passwd", "/assets/nothing.js"],
)  # fmt: skip
def test_the_pages_own_files_lead_nowhere_else(http, address):
    request = http.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=address.encode())
    assert http.send(request).status_code == 404


def test_uploads_and_functions_of_components_are_shut(http):
    upload = http.post("/gradio_api/upload", files={"files": ("a.txt", b"x")})
    function = {"data": {}, "component_id": 1, "fn_name": "questions", "session_hash": "s"}
    assert upload.status_code == 404
    assert http.post("/gradio_api/component_server/", json=function).status_code == 404


MALFORMED = [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"data": []}', b"[" * 50_000, b'{"data":' * 5_000,
    json.dumps({"data": [], "fn_index": 3, "session_hash": "../x"}).encode(),
    json.dumps({"data": [], "fn_index": 3, "session_hash": "x" * 65}).encode(),
    json.dumps({"data": [], "fn_index": 99, "session_hash": "x"}).encode(),
    json.dumps({"data": [], "fn_index": -1, "session_hash": "x"}).encode(),
    json.dumps({"data": ["hemlig", [], "sv"], "fn_index": 3, "session_hash": "x"}).encode(),
    json.dumps({"data": ["hemlig", "sv", "", []], "fn_index": 3, "session_hash": "x"}).encode(),
    json.dumps({"data": [["hemlig"], [], "", ""], "fn_index": 3, "session_hash": "x"}).encode(),
    json.dumps({"data": [], "fn_index": 3, "session_hash": "x", "batched": True}).encode(),
    json.dumps({"data": [], "fn_index": 3, "session_hash": "x", "hemlig": 1}).encode(),
    b'{"data": ["\\ud800", [], "", ""], "fn_index": 3, "session_hash": "x"}',
    b'{"data": [NaN, [], "", ""], "fn_index": 3, "session_hash": "x"}',
]  # fmt: skip


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_no_event_gets_one_line_and_the_log_none(http, body, capfd):
    for address in (JOIN, "/gradio_api/cancel"):
        refused = http.post(address, content=body)
        assert refused.status_code == 422, body[:60]
        assert refused.json()["detail"].count("\n") == 0
        assert "hemlig" not in refused.json()["detail"]
    assert capfd.readouterr().err == ""


def test_a_conversation_is_bounded_in_turns_and_characters(http):
    short, long = turn("hej"), turn("x" * 30_000)
    assert join(http, ["hej", [short] * (MOST_MESSAGES + 1), "sv", ""]).status_code == 422
    assert join(http, ["hej", [long] * 5, "sv", ""]).status_code == 422
    assert MOST_CHARACTERS < 5 * 30_000
    assert join(http, ["hej", [short] * MOST_MESSAGES, "sv", ""], session="ok").status_code == 200
    assert "process_completed" in news(http, "ok")


def test_the_rest_of_a_too_large_request_is_not_read(http):
    refused = http.post(JOIN, content=b"x" * 700_000)
    assert refused.status_code == 413
    assert refused.headers["connection"] == "close"


def test_a_session_without_events_is_told_so_and_leaves_no_trace(http, capfd):
    for session in ("unknown", "", "a b", "x" * 65, "../.."):
        answer = http.get(NEWS, params={"session_hash": session})
        assert answer.status_code in (404, 422)
    assert http.get(NEWS).status_code == 422
    assert capfd.readouterr().err == ""


def test_a_client_has_few_events_under_way_and_none_that_nobody_follows(
    http, app, monkeypatch, capfd
):
    monkeypatch.setattr(gradio_sessions, "PATIENCE_S", 8.0)
    chat = [turn("x" * 50_000)]
    statuses = [
        join(http, ["Vad gör GABA?", chat, "sv", ""], session=f"flood{n}").status_code
        for n in range(60)
    ]
    assert 0 < statuses.count(200) <= 24
    assert set(statuses) == {200, 429}
    queue = mounted(app, "").get_blocks()._queue
    until = time.monotonic() + 40
    while queue.pending_messages_per_session and time.monotonic() < until:
        time.sleep(0.1)
    assert not queue.pending_messages_per_session
    assert not queue.pending_event_ids_session
    assert not queue.event_ids_to_events
    assert join(http, ["Vad gör GABA?", [], "sv", ""], session="later").status_code == 200
    assert "GABA" in news(http, "later")
    assert capfd.readouterr().err == ""


def test_who_follows_to_the_end_leaves_nothing_behind(http, app):
    queue = mounted(app, "").get_blocks()._queue
    for number in range(3):
        session = f"follow{number}"
        assert join(http, ["Vad gör GABA?", [], "sv", ""], session=session).status_code == 200
        assert "process_completed" in news(http, session)
    asyncio.run(asyncio.sleep(0.2))
    assert not queue.pending_messages_per_session
    assert not queue.pending_event_ids_session


def test_the_staff_view_takes_plain_values_alone(http):
    for value in (FILE, [FILE], {"a": 1}, [["x"]], ["x"]):
        body = {"data": [value], "fn_index": 1, "session_hash": "s"}
        assert http.post(f"/staff{JOIN}", json=body, auth=STAFF).status_code == 422
        assert http.post(f"/staff{JOIN}", json=body).status_code == 401


def test_a_handler_that_breaks_logs_no_words(bot, capfd, monkeypatch, caplog):
    from bot.page.handlers import PageHandlers

    def broken(*_):
        raise RuntimeError("hemliga ord")

    monkeypatch.setattr(PageHandlers, "_answered", broken)
    with (
        served(lambda: application(bot, SETTINGS), factory=True) as url,
        httpx.Client(base_url=url, timeout=30) as http,
    ):
        join(http, ["hemliga ord", [], "sv", ""])
        told = news(http)
    assert '"success":false' in told
    assert "hemliga" not in told + capfd.readouterr().err + capfd.readouterr().out
    assert [record.getMessage() for record in caplog.records] == ["an event of the page broke"]


@pytest.mark.parametrize("clicked", [None, {}, {"index": 0}, {"value": "x"}, {"language": "sv"}])
@pytest.mark.parametrize("name", ["page_1", "page_2", "page_3", "rate"])
def test_a_click_tells_what_was_clicked(http, name, clicked, capfd):
    count = events(http)[name][1]
    data = [[], *["" for _ in range(count - 1)]]
    assert join(http, data, name, event_data=clicked).status_code == 422
    assert capfd.readouterr().err == ""


def test_an_empty_note_on_a_message_is_none(http, capfd):
    for note in ({}, {"id": None}):
        chat = [turn("hej", metadata=note)]
        assert join(http, ["Vad gör GABA?", chat, "sv", ""], session="note").status_code == 200
        assert '"success":true' in news(http, "note")
    assert capfd.readouterr().err == ""


def test_a_session_is_followed_once_and_by_its_own_client(http):
    other = httpx.Client(
        base_url=http.base_url, transport=httpx.HTTPTransport(local_address="127.0.0.2")
    )
    with other:
        for _ in range(3):
            assert join(http, ["Vad gör GABA?", [], "sv", ""], session="mine").status_code == 200
        assert join(other, ["Vad gör GABA?", [], "sv", ""], session="mine").status_code == 404
        assert other.get(NEWS, params={"session_hash": "mine"}).status_code == 404
        assert other.get("/gradio_api/heartbeat/mine").status_code == 404
        with http.stream("GET", NEWS, params={"session_hash": "mine"}) as stream:
            second = http.get(NEWS, params={"session_hash": "mine"})
            told = "".join(stream.iter_text())
    assert second.status_code in (404, 409)
    assert told.count("process_completed") == 3


@pytest.mark.parametrize("event", [1, 5, 9999])
def test_an_event_that_the_staff_page_no_longer_has_is_a_line(http, event):
    body = {"data": [], "fn_index": event, "session_hash": "old"}
    refused = http.post(f"/staff{JOIN}", json=body, auth=STAFF)
    assert refused.status_code == 422
    assert "reload" in refused.json()["detail"]


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "http://a]"])
def test_an_origin_that_is_no_address_is_foreign(http, origin):
    assert http.post(JOIN, headers={"Origin": origin}, json={}).status_code == 403
    assert http.get("/staff/", headers={"Origin": origin}).status_code == 403


def test_what_gradio_itself_refuses_is_logged_without_words(http, caplog, capfd):
    """A value that is none of a choice's: Gradio breaks before any handler of ours."""
    loaded = {"data": [], "fn_index": 0, "session_hash": "staff1"}
    assert http.post(f"/staff{JOIN}", json=loaded, auth=STAFF).status_code == 200
    with http.stream(
        "GET", f"/staff{NEWS}", params={"session_hash": "staff1"}, auth=STAFF
    ) as stream:
        "".join(stream.iter_text())
    wrong = {"data": ["q", "hemliga ord", ""], "fn_index": 2, "session_hash": "staff1"}
    assert http.post(f"/staff{JOIN}", json=wrong, auth=STAFF).status_code == 200
    with http.stream(
        "GET", f"/staff{NEWS}", params={"session_hash": "staff1"}, auth=STAFF
    ) as stream:
        assert '"success":false' in "".join(stream.iter_text())
    assert "hemliga" not in capfd.readouterr().err
    assert [r.getMessage() for r in caplog.records] == ["an event of the page broke"]
