"""Errors as RFC 9457 has them: every status, what it says, and that it says nothing of our inside."""

import json

import pytest
from fastapi import FastAPI
from serving import served
from starlette.testclient import TestClient

from bot.api.app import create
from bot.bot import Bot
from bot.settings import Settings

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client(bot):
    with TestClient(create(bot, Settings(request_bytes=20_000))) as http:
        yield http


def told(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:problem:fotnot:")
    assert problem["title"]
    assert len(problem["detail"]) > 20
    return problem


@pytest.mark.parametrize(
    "path", ["/v1", "/v1/", "/v1/nothing", "/v1/articles/", "/docs/x", "/v1/ö"]
)
def test_unknown_paths(client, path):
    problem = told(client.get(path), 404)
    assert problem["instance"].isascii()


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles/none",
        "/v1/articles/..%2F..%2Fetc%2Fpasswd",
        "/v1/articles/%2E%2E",
        "/v1/references/9999",
        "/v1/references/1?article=none",
        "/v1/articles/none/sentences/s1",
    ],
)
def test_unknown_things(client, path):
    told(client.get(path), 404)


def test_an_unknown_sentence_and_an_unknown_article_to_ask(client, bot):
    slug = bot.index.slugs[0]
    assert slug in told(client.get(f"/v1/articles/{slug}/sentences/none"), 404)["detail"]
    refused = client.post("/v1/answers", json={"question": "GABA?", "article": "none"})
    assert slug in told(refused, 404)["detail"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/answers", "POST"),
        ("DELETE", "/v1/articles", "GET"),
        ("POST", "/healthz", "GET"),
        ("PUT", "/docs", "GET"),
    ],
)
def test_methods_that_a_path_does_not_have(client, method, path, allowed):
    answer = client.request(method, path)
    assert allowed in told(answer, 405)["detail"]
    assert answer.headers["allow"] == allowed


def test_bodies_that_are_too_large_by_their_own_word_or_by_count(client):
    told(client.post("/v1/answers", content=b"x" * 20_001, headers=JSON), 413)
    told(client.post("/v1/answers", content=iter([b" " * 15_000] * 2), headers=JSON), 413)
    told(client.request("GET", "/v1/articles", content=b"x" * 20_001), 413)


def test_a_chunked_body_is_counted_on_a_real_server(bot):
    import httpx

    with served(create(bot, Settings(request_bytes=20_000))) as address:
        chunks = iter([b" " * 4096] * 50)
        told(httpx.post(f"{address}/v1/answers", content=chunks, headers=JSON), 413)
        assert httpx.get(f"{address}/healthz").status_code == 200


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "json"])
def test_bodies_that_are_not_json_by_their_own_word(client, kind):
    headers = {"Content-Type": kind} if kind else {}
    told(client.post("/v1/answers", content=b'{"question": "GABA?"}', headers=headers), 415)


def test_json_by_other_names_is_taken(client):
    for kind in ("application/json; charset=utf-8", "application/vnd.shop+json"):
        answer = client.post(
            "/v1/answers", content=b'{"question": "GABA?"}', headers={"Content-Type": kind}
        )
        assert answer.status_code == 200


@pytest.mark.parametrize("body", [b"\xff\xff", b'{"question": "\xe5"}', b"[" * 15_000])
def test_bodies_that_can_not_be_read(client, body):
    assert client.post("/v1/answers", content=body, headers=JSON).status_code in {400, 422}
    told(client.post("/v1/answers", content=b"[" * 15_000, headers=JSON), 400)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/question"),
        ({"question": ""}, "#/question"),
        ({"question": " \u200b\n"}, "#/question"),
        ({"question": "x" * 2001}, "#/question"),
        ({"question": 7}, "#/question"),
        ({"question": "\ud800"}, "#/question"),
        ({"question": "GABA?", "turns": ["GABA?"]}, "#/question"),
        ({"turns": ["GABA?"], "earlier": []}, "#/earlier"),
        ({"turns": []}, "#/turns"),
        ({"turns": ["GABA?", ""]}, "#/turns/1"),
        ({"turns": ["x"] * 22}, "#/turns"),
        ({"question": "GABA?", "earlier": [1]}, "#/earlier/0"),
        ({"question": "GABA?", "earlier": ["x" * 2001]}, "#/earlier/0"),
        ({"question": "GABA?", "language": "fr"}, "#/language"),
        ({"question": "GABA?", "page": "xx"}, "#/page"),
        ({"question": "GABA?", "a/b~c": 1}, "#/a~1b~0c"),
        (["GABA?"], "#"),
        (None, "#"),
        ("GABA?", "#"),
    ],
)
def test_what_can_not_be_used_is_pointed_at(client, body, pointer):
    answer = client.post("/v1/answers", content=json.dumps(body), headers=JSON)
    problem = told(answer, 422)
    assert problem["errors"][0]["pointer"] == pointer
    assert problem["errors"][0]["detail"] in problem["detail"]


def test_broken_json_and_no_body_at_all(client):
    broken = told(client.post("/v1/answers", content=b'{"question": ', headers=JSON), 422)
    assert "13" in broken["detail"]
    told(client.post("/v1/answers", headers=JSON), 422)


def test_parameters_that_can_not_be_used(client):
    assert told(client.get("/v1/references/x"), 422)["errors"][0]["parameter"] == "number"
    told(client.get("/v1/references/0"), 422)


class Broken(Bot):
    """A bot that has a bug."""

    def stream(self, request):
        raise ValueError("secret: where the index is kept")


def test_a_bug_is_told_without_its_inside(index):
    app = create(Broken(index, Settings()), Settings())
    with TestClient(app, raise_server_exceptions=False) as http:
        answer = http.post("/v1/answers", json={"question": "GABA?"})
        assert "secret" not in answer.text + str(answer.headers)
        assert "Traceback" not in answer.text
        told(answer, 500)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_application_beside_keeps_its_own_errors(bot):
    page = FastAPI()
    app = create(bot, Settings())
    app.mount("/", page)
    with TestClient(app) as http:
        for path in ("/", "/nothing", "/v10", "/docsx"):
            assert http.get(path).json() == {"detail": "Not Found"}
            assert "content-security-policy" not in http.get(path).headers
        assert http.post("/big", content=b"x" * 100_000).status_code == 404
        told(http.get("/v1/nothing"), 404)
