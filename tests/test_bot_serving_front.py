"""What a request passes before the application: proxies, paths, hosts, origins, shares, bodies."""

import httpx
import pytest
from fastapi import FastAPI, Request
from serving import raw, served
from starlette.testclient import TestClient

from bot.page.server import application
from bot.serving.bodies import BodyLimit
from bot.serving.clients import TrustedProxies, network_of
from bot.serving.fairness import FairShare
from bot.serving.front import protect
from bot.serving.hosts import host_name
from bot.settings import Settings
from ingest.errors import InputError

SHOP = "https://shop.example"


def echo(**settings):
    """An application that tells what it sees, behind the front."""
    app = FastAPI()

    @app.api_route("/see", methods=["GET", "POST"])
    async def see(request: Request):
        return {
            "client": request.client.host,
            "url": str(request.url),
            "root": request.scope["root_path"],
            "headers": sorted(request.headers),
            "body": len(await request.body()),
        }

    protect(app, Settings(**settings))
    return app


def ask(app, method="GET", path="/see", client="192.0.2.7", **given):
    with TestClient(app, client=(client, 1), base_url="http://localhost") as http:
        return http.request(method, path, **given)


# ---- Hosts


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:7860", "[::1]:7860", "LOCALHOST", "localhost."]
)
def test_this_machines_names_are_served(host):
    assert ask(echo(), headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]"]
)
def test_other_names_are_refused_with_the_setting_that_would_allow_them(host):
    refused = ask(echo(), headers={"Host": host})
    assert refused.status_code == 421
    assert "FOTNOT_HOSTS" in refused.json()["detail"]
    assert "evil" not in refused.text


def test_names_that_are_set_are_served_and_this_machines_own():
    app = echo(hosts=["chat.shop.example", "*.brand.example"], host="0.0.0.0")
    for host in ("chat.shop.example", "sv.brand.example:443", "localhost"):
        assert ask(app, headers={"Host": host}).status_code == 200
    for host in ("shop.example", "brand.example", "evilbrand.example"):
        assert ask(app, headers={"Host": host}).status_code == 421


def test_where_others_come_without_names_being_set_any_name_is_served():
    assert ask(echo(host="0.0.0.0"), headers={"Host": "a.example"}).status_code == 200
    proxied = echo(trusted_proxies=["192.0.2.7"])
    assert ask(proxied, headers={"Host": "a.example"}).status_code == 200


def test_a_host_is_read_without_its_port():
    names = {host: host_name(host) for host in ("A.b:1", "[::1]:2", "::1", "a.", "")}
    assert names == {"A.b:1": "a.b", "[::1]:2": "::1", "::1": "", "a.": "a", "": ""}


# ---- Origins

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:1", "Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_sites_page_sends_nothing(headers):
    refused = ask(echo(), "POST", headers=headers, content=b"{}")
    assert refused.status_code == 403
    assert "FOTNOT_ALLOWED_ORIGINS" in refused.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://localhost"}, {"Origin": "http://localhost:80"},
     {"Origin": "https://front.example", "Sec-Fetch-Site": "same-origin"}],
    ids=str,
)  # fmt: skip
def test_our_own_page_and_programs_send(headers):
    assert ask(echo(), "POST", headers=headers, content=b"{}").status_code == 200


def test_a_named_origin_may_send_and_read():
    app = echo(allowed_origins=[SHOP])
    answer = ask(app, "POST", headers={"Origin": SHOP}, content=b"{}")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == SHOP
    assert ask(app, "POST", headers={"Origin": f"{SHOP}.evil"}, content=b"{}").status_code == 403


ROUTES = ["/", "/config", "/gradio_api/info", "/v1/articles", "/healthz", "/readyz", "/docs",
          "/openapi.json", "/embed.js", "/theme.css", "/staff/", "/staff/config"]  # fmt: skip


def test_no_route_lets_a_foreign_page_read_or_send(bot):
    chosen = Settings(keep=False, staff_password="hemligt", allowed_origins=[SHOP], mcp=True)
    foreign = {"Origin": "https://evil.example"}
    preflight = foreign | {"Access-Control-Request-Method": "POST"}
    with (
        served(lambda: application(bot, chosen), factory=True) as url,
        httpx.Client(base_url=url, auth=("a", "hemligt")) as http,
    ):
        for route in ROUTES:
            for answer in (
                http.get(route, headers=foreign),
                http.options(route, headers=preflight),
                http.get(route, headers=foreign | {"Host": "fotnot.example"}),
            ):
                told = [name for name in answer.headers if name.startswith("access-control-allow")]
                assert "access-control-allow-origin" not in told, route
                assert "access-control-allow-credentials" not in told, route
        for route in ("/gradio_api/queue/join", "/gradio_api/cancel", "/v1/answers", "/mcp",
                      "/staff/gradio_api/queue/join"):  # fmt: skip
            assert http.post(route, headers=foreign, json={}).status_code == 403, route
        read = http.get("/v1/articles", headers={"Origin": SHOP})
        assert read.headers["access-control-allow-origin"] == SHOP


# ---- What a proxy tells

TOLD = {
    "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Real-IP": "203.0.113.9",
    "X-Forwarded-Host": "chat.shop.example", "X-Gradio-Server": "http://evil.example",
    "Forwarded": "for=203.0.113.9", "X-Gradio-User": "app",
}  # fmt: skip


def test_forwarded_headers_of_strangers_are_not_seen():
    seen = ask(echo(), headers=TOLD).json()
    assert seen["client"] == "192.0.2.7"
    assert seen["url"] == "http://localhost/see"
    assert not [name for name in seen["headers"] if name.startswith(("x-", "forwarded"))]


def test_those_of_a_trusted_proxy_are_believed_once():
    app = echo(trusted_proxies=["192.0.2.0/24"])
    seen = ask(app, headers=TOLD).json()
    assert seen["client"] == "203.0.113.9"
    assert seen["url"] == "https://chat.shop.example/see"
    assert not [name for name in seen["headers"] if name.startswith(("x-", "forwarded"))]


@pytest.mark.parametrize(
    ("told", "client"),
    [("198.51.100.1, 203.0.113.9", "203.0.113.9"), ("203.0.113.9, 192.0.2.8", "203.0.113.9"),
     ("192.0.2.9, 192.0.2.8", "192.0.2.9"), ("", "192.0.2.7"), (" , ", "192.0.2.7")],
)  # fmt: skip
def test_only_the_last_address_before_the_proxies_is_the_client(told, client):
    app = echo(trusted_proxies=["192.0.2.0/24"])
    assert ask(app, headers={"X-Forwarded-For": told}).json()["client"] == client


def test_a_proxy_that_is_no_address_is_told():
    with pytest.raises(InputError, match="FOTNOT_TRUSTED_PROXIES"):
        TrustedProxies(["nginx"])


def test_a_household_is_one_client():
    assert network_of("2001:db8:0:1::1") == network_of("2001:db8:0:1:ffff::2")
    assert network_of("2001:db8:0:1::1%eth0") == network_of("2001:db8:0:1::2")
    assert network_of("::ffff:192.0.2.9") == network_of("192.0.2.9") == "192.0.2.9"
    assert network_of("unix") == "unix"


# ---- A path below the root


@pytest.mark.parametrize("path", ["/see", "/chat/see"])
def test_a_path_below_the_root_is_served_whether_the_proxy_passes_it_on_or_not(path):
    seen = ask(echo(root_path="/chat"), path=path).json()
    assert (seen["root"], seen["url"]) == ("/chat", "http://localhost/chat/see")


def test_without_its_slash_the_path_leads_to_the_one_with_it():
    moved = ask(echo(root_path="/chat"), path="/chat?lang=sv", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/chat/?lang=sv")


@pytest.mark.parametrize(
    "path", ["chat", "/chat/", "//x", "/a b", "/<x>", "https://a.example/chat"]
)
def test_a_root_path_is_one(path):
    with pytest.raises(ValueError, match="root_path"):
        Settings(root_path=path)


# ---- Shares and bodies


def test_a_client_that_takes_more_than_its_share_waits_and_others_do_not(monkeypatch):
    monkeypatch.setattr("bot.serving.fairness._SLOWED_S", 0.01)
    app = FastAPI()
    app.add_api_route("/big", lambda: "x" * 200_000)
    app.add_middleware(FairShare, share=20)
    with TestClient(app, client=("192.0.2.1", 1)) as many:
        answers = [many.get("/big") for _ in range(6)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429, 429]
    with TestClient(app, client=("192.0.2.3", 1)) as refused:  # what is refused costs more
        statuses = [refused.get("/nothing").status_code for _ in range(4)]
    assert statuses == [404, 404, 429, 429]
    assert int(answers[-1].headers["retry-after"]) == answers[-1].json()["retry_after_s"] > 0
    with TestClient(app, client=("192.0.2.2", 1)) as other:
        assert other.get("/big").status_code == 200


def slow_app(**limit):
    app = FastAPI()

    @app.post("/")
    async def read(request: Request):
        return len(await request.body())

    app.add_middleware(BodyLimit, **limit)
    return app


def test_a_body_that_drips_is_cut_off():
    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n"
    with served(slow_app(most=5000, arrival_s=0.5)) as url:
        got, took = raw(url, head, *[b"x"] * 200, pause=0.05)
        whole, _ = raw(url, head, b"x" * 1000)
    assert b" 408 " in got.split(b"\r\n")[0]
    assert took < 9
    assert b" 200 " in whole.split(b"\r\n")[0]


def test_a_body_without_an_end_is_counted_as_it_comes():
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    with served(slow_app(most=5000)) as url:
        got, _ = raw(url, head, *[b"400\r\n" + b"x" * 1024 + b"\r\n"] * 40, pause=0.05)
        declared = httpx.post(url, content=b"x" * 5001)
        fits = httpx.post(url, content=b"x" * 5000)
    assert b" 413 " in got.split(b"\r\n")[0]
    assert (declared.status_code, fits.status_code, fits.json()) == (413, 200, 5000)


@pytest.mark.parametrize("declared", ["-1", "abc", "1e9", "99999999999999999999999"])
def test_a_length_that_is_none_ends_in_an_answer(declared):
    head = f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {declared}\r\n\r\n".encode()
    with served(slow_app(most=5000, arrival_s=0.5)) as url:
        got, _ = raw(url, head)
        assert httpx.post(url, content=b"x").status_code == 200
    assert got.split(b" ")[1] in (b"400", b"413")
