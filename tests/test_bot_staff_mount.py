"""Who gets in: nobody without a password set, few guesses, nothing for another site's page."""

import asyncio
import base64

import gradio as gr
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.feedback.store import Kept
from bot.serving.admission import AdmissionController
from bot.settings import Settings
from bot.staff.mount import mount

BELOW = [
    "/staff", "/staff/", "/staff/config", "/staff/questions.csv", "/staff/gradio_api/info",
    "/staff/gradio_api/heartbeat/x", "/staff/assets/x.js", "/staff/theme.css", "/staff/nothing",
]  # fmt: skip


def application(bot, password, kept=None):
    """As in production, with another Gradio page at “/”."""

    async def build():  # without a running loop, Gradio makes loops that it never closes
        app = FastAPI()
        mount(app, bot, Settings(staff_password=password), AdmissionController(Settings()), kept)
        with gr.Blocks() as readers:
            gr.Markdown("readers")
        return gr.mount_gradio_app(app, readers, "/", ssr_mode=False)

    return asyncio.run(build())


def client(app, **more):
    return TestClient(app, follow_redirects=False, **more)


def basic(password, user="any"):
    written = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {written}"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    store = Kept(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}", 180)
    store.declined("=1+1", "sv", "en-artikel")
    store.feedback("down", "Vad är kisel?", "sv", "en-artikel", "answer")
    yield store
    store.close()


@pytest.fixture(scope="module")
def staff(bot, kept):
    return application(bot, "hemligt", kept)


@pytest.mark.parametrize("password", [None, ""])
@pytest.mark.parametrize("path", BELOW)
def test_without_a_password_nothing_is_there(bot, password, path):
    app = client(application(bot, password))
    for method in ("GET", "POST", "HEAD", "DELETE"):
        answer = app.request(method, path, headers=basic(""))
        assert answer.status_code == 404
        assert "www-authenticate" not in answer.headers
    assert app.get("/").status_code == 200


@pytest.mark.parametrize("path", BELOW)
def test_everything_below_asks_for_the_password(staff, path):
    answer = client(staff).get(path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert client(staff).post(path).status_code == 401


def test_the_password_opens_whoever_asks(staff):
    answer = client(staff).get("/staff/", headers=basic("hemligt", "åsa"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    moved = client(staff).get("/staff?lang=en", headers=basic("hemligt"))
    assert (moved.status_code, moved.headers["location"]) == (307, "/staff/?lang=en")


def test_readers_are_not_asked(staff):
    for path in ("/", "/config", "/staffing", "/theme.css"):
        assert client(staff).get(path).status_code != 401


@pytest.mark.parametrize(
    "authorization",
    ["Basic", "Basic ???", "Bearer hemligt", "Basic aGVtbGlndA==", f"Basic {'A' * 5000}", ""],
)
def test_what_is_no_password_is_refused(bot, authorization):
    app = client(application(bot, "hemligt"), client=("192.0.2.9", 1))
    assert app.get("/staff/", headers={"Authorization": authorization}).status_code == 401


def test_guesses_are_few_and_each_client_has_its_own(bot):
    app = application(bot, "hemligt")
    guesser, other = client(app, client=("192.0.2.1", 1)), client(app, client=("192.0.2.2", 1))
    for guess in range(10):
        assert guesser.get("/staff/", headers=basic(f"fel{guess}")).status_code == 401
    late = guesser.get("/staff/", headers=basic("hemligt"))
    assert late.status_code == 429
    assert 1 <= int(late.headers["retry-after"]) <= 60
    assert other.get("/staff/", headers=basic("hemligt")).status_code == 200
    near = client(app, client=("2001:db8::1", 1)), client(app, client=("2001:db8::2", 1))
    for guess in range(10):
        near[guess % 2].get("/staff/", headers=basic("fel"))
    assert near[0].get("/staff/", headers=basic("hemligt")).status_code == 429


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
        ("POST", {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ("GET", {"Origin": "https://evil.example"}, 403),
        ("POST", {"Origin": "null"}, 403),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ("GET", {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
        ("GET", {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200),
        ("GET", {"Origin": "http://testserver"}, 200),
    ],
)
def test_another_sites_page_gets_nothing_but_a_link_followed(staff, method, headers, status):
    answer = client(staff).request(method, "/staff/", headers={**headers, **basic("hemligt")})
    assert answer.status_code == status
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_behind_a_proxy_that_puts_a_path_before_it(bot):
    app = client(application(bot, "hemligt"), root_path="/shop")
    assert app.get("/staff/config").status_code == 401
    moved = app.get("/shop/staff", headers=basic("hemligt"))
    assert moved.headers["location"] == "/shop/staff/"


def test_the_csv_is_a_download(staff, bot):
    answer = client(staff).get("/staff/questions.csv?order=most", headers=basic("hemligt"))
    assert answer.content.startswith(b"\xef\xbb\xbfquestion,")
    assert "attachment" in answer.headers["content-disposition"]
    assert "'=1+1" in answer.text
    for page, header in (("sv", b"question;language;"), ("en", b"question,language,")):
        answer = client(staff).get(f"/staff/questions.csv?page={page}", headers=basic("hemligt"))
        assert answer.content.startswith(b"\xef\xbb\xbf" + header)
    none = client(staff).get("/staff/questions.csv?language=fi", headers=basic("hemligt"))
    assert len(none.text.splitlines()) == 1
    off = client(application(bot, "hemligt"))
    assert off.get("/staff/questions.csv", headers=basic("hemligt")).status_code == 404


def test_a_database_that_fails_is_said_to_fail(bot, tmp_path):
    broken = tmp_path / "kept.db"
    broken.write_text("no database" * 200)
    app = client(application(bot, "hemligt", Kept(f"sqlite:///{broken}", 180)))
    assert app.get("/staff/questions.csv", headers=basic("hemligt")).status_code == 503
