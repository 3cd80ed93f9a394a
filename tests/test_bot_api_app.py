"""The whole API: its description and page, health, headers, other origins, and Schemathesis."""

import re
import subprocess
import sys
from collections import Counter

import pytest
import schemathesis
from conftest import chromium
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from serving import served
from starlette.testclient import TestClient

from bot.api.app import create
from bot.api.requests import Language
from bot.bot import Bot
from bot.serving.front import protect
from bot.settings import Settings
from languages.known import LANGUAGES


@pytest.fixture(scope="module")
def client(bot):
    with TestClient(create(bot, Settings())) as http:
        yield http


def test_the_languages_of_the_api_are_those_of_fotnot():
    assert Language.__args__ == LANGUAGES


def test_it_lives_and_is_ready(client, bot):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {
        "status": "ready", "articles": list(bot.index.slugs),
        "index": bot.index.folder.name, "opened": bot.index.opened.isoformat(timespec="seconds"),
    }  # fmt: skip


def test_an_index_that_does_not_answer_is_not_ready(index):
    class Retriever:
        def search(self, *_args, **_more):
            raise OSError("the disk is gone")

    class Deaf(Bot):
        retriever = Retriever()

    with TestClient(create(Deaf(index, Settings()), Settings())) as http:
        answer = http.get("/readyz")
        assert (answer.status_code, answer.json()["status"]) == (503, 503)
        assert "disk" not in answer.text
        assert http.get("/healthz").status_code == 200


def test_the_description_tells_every_path_and_error(client):
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {
        "/v1/answers", "/v1/articles", "/v1/articles/{slug}", "/healthz", "/readyz",
        "/v1/articles/{slug}/sentences/{id}", "/v1/references/{number}",
        "/v1/verify",
    }  # fmt: skip
    told = document["paths"]["/v1/answers"]["post"]["responses"]
    assert set(told) == {"200", "400", "404", "413", "415", "422", "429", "500"}
    assert set(told["200"]["content"]) == {"application/json", "text/event-stream"}
    for status, response in told.items():
        if status != "200":
            assert set(response["content"]) == {"application/problem+json"}
    assert "Retry-After" in told["429"]["headers"]
    operations = [o for path in document["paths"].values() for o in path.values()]
    assert all(o["summary"] and o["description"].endswith(".") for o in operations)


def test_the_page_of_the_description_loads_nothing_from_elsewhere(client):
    page = client.get("/docs")
    assert "'self'" in page.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(loaded) == 3
    for path in loaded:
        assert path.startswith(("/docs/files/", "data:"))
        if path.startswith("/"):
            assert client.get(path).status_code == 200


@pytest.mark.browser
def test_the_page_of_the_description_works_in_a_browser(bot):
    asked, wrong = [], []
    with served(create(bot, Settings())) as address, chromium() as browser:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.goto(f"{address}/docs")
        page.get_by_text("/v1/answers").first.wait_for()
        page.get_by_text("Read a reference").click()
        page.get_by_text("Try it out").click()
    assert wrong == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_answers_are_not_kept_and_not_sniffed(client):
    answer = client.post("/v1/answers", json={"question": "GABA?"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def protected(bot, settings):
    app = create(bot, settings)
    protect(app, settings)
    return app


def test_other_sites_may_use_it_only_when_they_are_named(bot):
    shop, other = {"Origin": "https://shop.example"}, {"Origin": "https://other.example"}
    ask = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    with TestClient(protected(bot, Settings(hosts=["testserver"]))) as http:
        assert "access-control-allow-origin" not in http.get("/v1/articles", headers=shop).headers
        refused = http.options("/v1/answers", headers={**shop, **ask})
        assert refused.status_code == 400
        assert "access-control-allow-origin" not in refused.headers
    named = Settings(allowed_origins=["https://shop.example"], hosts=["testserver"])
    with TestClient(protected(bot, named)) as http:
        allowed = http.options("/v1/answers", headers={**shop, **ask})
        assert allowed.headers["access-control-allow-origin"] == "https://shop.example"
        assert http.options("/v1/answers", headers={**other, **ask}).status_code == 400
        read = http.get("/v1/articles", headers=shop)
        assert read.headers["cross-origin-resource-policy"] == "cross-origin"


def test_the_command_line_loads_nothing_of_the_api():
    code = (
        "import sys, bot.cli.main, bot.bot, bot.settings\n"
        "print({'fastapi', 'starlette', 'uvicorn', 'mcp'} & set(sys.modules) or '')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_api_loads_no_mcp_when_it_is_not_set():
    code = "import sys, bot.api.app\nprint({'mcp', 'torch', 'gradio'} & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_schemathesis_finds_nothing(bot):
    """All its checks, on examples, edge cases, random and wrong data, and chains of calls.

    That is: no server error; status, type, headers and body as described; what the description
    allows is accepted and what it forbids refused; methods that are not there refused with 405.
    """
    refused = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429]  # its own list, and 413
    config = SchemathesisConfig.from_dict(
        {
            "seed": 5,
            "generation": {"max-examples": 40},
            "checks": {"negative_data_rejection": {"expected-statuses": refused}},
        }
    )
    app = create(bot, Settings(requests_per_minute=1_000_000))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    failures, sent = [], Counter()
    for event in engine.from_schema(schema).execute():
        if isinstance(event, engine.events.NonFatalError | engine.events.FatalError):
            failures.append(str(event))
        if not isinstance(event, engine.events.ScenarioFinished):
            continue
        for case, interaction in event.recorder.interactions.items():
            label = event.recorder.cases[case].value.operation.label
            sent[label, interaction.response and interaction.response.status_code] += 1
        for checks in event.recorder.checks.values():
            failures += [str(c.failure_info.failure) for c in checks if c.failure_info]
    assert failures == []
    assert sum(sent.values()) > 400
    assert sent["POST /v1/answers", 200] > 20
    assert sent["POST /v1/answers", 422] > 20
