"""Everything below a path of a real nginx, over HTTP and in Chromium."""

import contextlib
import os
import shutil
import socket
import subprocess
import time

import httpx
import pytest
from readers_page import QUESTION, ask
from serving import served

from bot.page.server import application
from bot.settings import Settings
from prompts import texts

STAFF = ("anna", "hemligt")
HOST = "chat.shop.example"
# docs/behind-a-proxy.md shows these lines; a test below holds them together.
LOCATION = """\
    location = /chat { return 308 /chat/$is_args$args; }
    location /chat/ {
        proxy_pass http://127.0.0.1:7860/;
        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_buffering off;
        proxy_read_timeout 120s;
    }
"""


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def nginx(folder, location):
    """Debian's nginx on loopback with these lines in its server; the address."""
    path = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("nginx is not installed; .ci/run does it")
        pytest.skip("Debian's nginx is not installed")
    port = free_port()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    file = folder / "nginx.conf"
    file.write_text(
        f"worker_processes 1;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n"
        f"{places}\naccess_log off;\nserver {{\nlisten 127.0.0.1:{port};\n{location}}}\n}}\n"
    )
    command = [path, "-c", str(file), "-p", str(folder), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module", params=["taken off", "passed on"])
def address(request, bot, tmp_path_factory):
    """The page's address behind a proxy that takes the path off, or passes it on."""
    chosen = Settings(
        keep=False, staff_password=STAFF[1], root_path="/chat", trusted_proxies=["127.0.0.1"],
        requests_per_minute=1000,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("nginx")
    with served(lambda: application(bot, chosen), factory=True, settings=chosen) as inner:
        location = LOCATION.replace("http://127.0.0.1:7860", inner)
        if request.param == "passed on":
            location = location.replace(f"{inner}/;", f"{inner};")
        with nginx(folder, location) as outer:
            yield f"{outer}/chat"


@pytest.fixture
def http(address):
    with httpx.Client(base_url=address, timeout=30, headers={"Host": HOST}) as client:
        yield client


def test_page_api_docs_staff_and_embed_script_are_whole(http):
    for path in ("/", "/healthz", "/readyz", "/docs", "/openapi.json", "/embed.js", "/theme.css"):
        assert http.get(path).status_code == 200, path
    assert http.get("/staff/").status_code == 401
    assert http.get("/staff/", auth=STAFF).status_code == 200
    answer = http.post("/v1/answers", json={"question": QUESTION})
    assert answer.json()["kind"] == "answer"
    assert "/chat/docs/files/swagger-ui-bundle.js" in http.get("/docs").text
    assert http.get("/docs/files/swagger-ui-bundle.js").status_code == 200


def test_the_path_without_its_slash_leads_to_the_page(http):
    moved = http.get(f"{str(http.base_url).rstrip('/')}?lang=sv")
    assert moved.status_code == 308
    assert moved.headers["location"].endswith("/chat/?lang=sv")
    staff = http.get("/staff", auth=STAFF)
    assert staff.headers["location"].endswith("/chat/staff/")


def test_gradio_knows_its_own_address(http):
    for path in ("", "/staff"):
        config = http.get(f"{path}/config", auth=STAFF).json()
        assert config["root"] == f"http://{HOST}/chat{path}"


def test_another_sites_page_is_refused_behind_the_proxy_too(http):
    foreign, own = {"Origin": "https://evil.example"}, {"Origin": f"https://{HOST}"}
    body = {"question": QUESTION}
    assert http.post("/v1/answers", json=body, headers=foreign).status_code == 403
    assert http.post("/v1/answers", json=body, headers=own).status_code == 200


@pytest.mark.browser
def test_the_page_answers_in_a_browser_and_asks_nothing_outside_its_path(address, browser):
    page = browser.new_page(locale="sv-SE", viewport={"width": 1280, "height": 800})
    page.set_default_timeout(15_000)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/")
    page.locator("#reader .sentence").first.wait_for(state="attached")
    answer = ask(page, QUESTION)
    assert answer.inner_text().strip().endswith(texts("sv")("disclaimer"))
    answer.locator("a.chip").first.click()
    page.locator(".sentence.shown").click()
    page.locator(".asks").wait_for()
    page.goto(f"{address}/docs")
    page.locator(".swagger-ui .info").wait_for()
    outside = [u for u in asked if not u.startswith((f"{address}/", "data:", "blob:"))]
    assert outside == []
    page.close()


@pytest.mark.browser
def test_the_staff_view_answers_in_a_browser(address, browser):
    context = browser.new_context(
        locale="sv-SE", http_credentials={"username": STAFF[0], "password": STAFF[1]}
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{address}/staff/")
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#ask").click()
    page.locator("#reply textarea").wait_for()
    context.close()


def test_the_docs_show_the_lines_that_are_tested():
    from pathlib import Path

    assert LOCATION in Path("docs/behind-a-proxy.md").read_text(encoding="utf-8")
