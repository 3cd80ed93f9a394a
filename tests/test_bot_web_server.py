"""The page, the staff view and the API on one port, over real HTTP."""

import json
import subprocess
import sys

import httpx
import pytest
from serving import served

from bot.settings import Settings
from bot.web.server import application


@pytest.fixture(scope="module")
def address(bot):
    with served(lambda: application(bot, Settings(keep=False)), factory=True) as url:
        yield url


def test_page_and_api_share_the_port_and_there_is_no_staff_view_without_a_password(address):
    assert "Fråga artikeln" in httpx.get(address).text
    assert httpx.get(f"{address}/healthz").status_code == 200
    for path in ("/staff", "/staff/", "/staff/config"):
        assert httpx.get(address + path).status_code == 404


def test_gradios_client_gets_the_machine_interface(address):
    # In a process of its own, which takes along the loops and sockets that the client leaves open.
    code = (
        "import json, sys; from gradio_client import Client\n"
        "client = Client(sys.argv[1], verbose=False)\n"
        "earlier = ['Hjälper magnesium mot ADHD?']\n"
        "print(json.dumps(client.predict('och för vuxna?', earlier, api_name='/ask')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, address], capture_output=True, text=True, timeout=120,
        check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert answer["kind"] == "answer"
    assert answer["text"].endswith(answer["disclaimer"])
    assert any("treonat" in statement["text"] for statement in answer["statements"])


def test_only_one_event_is_open_to_clients(address):
    told = httpx.get(f"{address}/gradio_api/info").json()
    assert list(told["named_endpoints"]) == ["/ask"]


def test_only_the_allowed_origins_may_frame_the_page(bot):
    chosen = Settings(keep=False, allowed_origins=["https://shop.example"])
    with served(lambda: application(bot, chosen), factory=True) as url:
        policy = httpx.get(url).headers["Content-Security-Policy"]
    assert policy == "frame-ancestors 'self' https://shop.example"


def test_serving_imports_no_torch(index_root):
    code = (
        "import sys; from pathlib import Path; from bot.bot import Bot\n"
        "from bot.settings import Settings; from vectorstore.index import open_index\n"
        "from bot.web.server import application\n"
        f"application(Bot(open_index(Path({str(index_root)!r})), Settings()), Settings())\n"
        "sys.exit(bool({'torch', 'transformers', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_taken_port_is_told_in_one_line(address, index_root):
    port = address.rsplit(":", 1)[1]
    done = subprocess.run(
        [sys.executable, "app.py", "--port", port], capture_output=True, text=True, timeout=120,
        env={"PATH": "", "FOTNOT_DATA_DIR": str(index_root.parent)}, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--port" in done.stderr
