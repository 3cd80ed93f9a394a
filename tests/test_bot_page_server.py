"""The page, the staff view and the API on one port, over real HTTP."""

import json
import subprocess
import sys

import httpx
import pytest
from serving import served

from bot.page.server import application
from bot.settings import Settings


@pytest.fixture(scope="module")
def address(bot):
    with served(lambda: application(bot, Settings(keep=False)), factory=True) as url:
        yield url


def test_page_and_api_share_the_port_and_there_is_no_staff_view_without_a_password(address):
    assert "Fråga artikeln" in httpx.get(address).text
    assert httpx.get(f"{address}/healthz").status_code == 200
    for path in ("/staff", "/staff/", "/staff/config"):
        assert httpx.get(address + path).status_code == 404


CLIENT = """
import json, sys
from gradio_client import Client

client = Client(sys.argv[1], verbose=False)
for asked in json.loads(sys.argv[2]):
    try:
        print(json.dumps(client.predict(**asked, api_name="/ask")))
    except Exception as error:
        print(json.dumps(str(error)))
"""


def told_to_gradios_client(address, *asked):
    """What `/ask` gives for each: an answer's JSON, or the text of the error that is raised."""
    # In a process of its own, which takes along the loops and sockets that the client leaves open.
    done = subprocess.run(
        [sys.executable, "-c", CLIENT, address, json.dumps(asked)], capture_output=True, text=True,
        timeout=120, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_gradios_client_gets_the_machine_interface(address):
    earlier = ["Hjälper magnesium mot ADHD?"]
    (answer,) = told_to_gradios_client(address, {"question": "och för vuxna?", "earlier": earlier})
    assert answer["kind"] == "answer"
    assert answer["text"].endswith(answer["disclaimer"])
    assert any("treonat" in statement["text"] for statement in answer["statements"])


def test_gradios_client_is_told_in_a_line_what_can_not_be_asked(address, bot):
    unknown, french, empty = told_to_gradios_client(
        address,
        {"question": "Vad gör GABA?", "article": "finns-inte"},
        {"question": "Vad gör GABA?", "language": "fr"},
        {"question": " "},
    )
    assert unknown == f"there is no article of that slug; there is {bot.index.slugs[0]}"
    assert french == "language must be one of sv, en, no, da, de, fi, or not be given"
    assert empty == "the question is empty; write one"


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
        "from bot.page.server import application\n"
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
