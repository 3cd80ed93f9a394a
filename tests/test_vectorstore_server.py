"""The same index in a real Chroma server on loopback."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from ingest.errors import IndexUnusableError
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import open_index
from vectorstore.retriever import Retriever

CAPTURES = Path(__file__).parent / "data" / "captures"
COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A Chroma server that ends with the tests."""
    chroma = Path(sys.executable).parent / "chroma"
    port = free_port()
    place = tmp_path_factory.mktemp("chroma")
    command = [chroma, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(place)]
    environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api/v2/heartbeat", timeout=1).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_an_index_on_a_server_is_filled_asked_and_changed(url, tmp_path):
    root, recipe = tmp_path / "index", Recipe(url=url)
    pages = [
        Path(shutil.copy(CAPTURES / name, tmp_path)) for name in ("vitamind.sv.txt", "b12.en.txt")
    ]
    ingest(root, pages[:1], recipe)
    assert ingest(root, pages[:1], recipe).nothing_to_do
    for text in ("solskensvitaminet", "soluppgångsvitaminet"):
        page = pages[0].read_text(encoding="utf-8").replace("solskensvitaminet", text)
        pages[0].write_text(page, encoding="utf-8")
        ingest(root, pages, recipe)
    index = open_index(root)
    found = Retriever(index).search(("Vad kallas soluppgångsvitaminet?",)).passages[0]
    index.store.close()
    assert "soluppgång" in found.sentence.text
    assert not any((root / "current").parent.glob("g*/chroma/chroma.sqlite3"))
    with urllib.request.urlopen(f"{url}{COLLECTIONS}", timeout=10) as told:
        kept = {each["name"].split("-")[1] for each in json.load(told)}
    assert len(kept) <= 2, "older generations are dropped from the server"


def test_a_server_that_does_not_answer_is_one_line(tmp_path):
    page = Path(shutil.copy(CAPTURES / "vitamind.sv.txt", tmp_path))
    recipe = Recipe(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(IndexUnusableError, match="FOTNOT_CHROMA_URL") as caught:
        ingest(tmp_path / "index", [page], recipe)
    assert "\n" not in str(caught.value)
