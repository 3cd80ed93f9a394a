"""`fotnot doctor` on real damage, a real database and a provider on loopback."""

import json
import os
import shutil
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from vectorstore.building.build import Recipe, ingest
from vectorstore.files import generations

CAPTURES = Path(__file__).parent / "data" / "captures"
NAMES = ["settings", "index", "encoder", "store", "database", "language model"]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    place = tmp_path_factory.mktemp("doctor")
    ingest(place / "index", [CAPTURES / "vitamind.sv.txt"], Recipe())
    return place


def doctor(data_dir, *arguments, **environment):
    """Exit status, and the checks by name."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli.main", "doctor", "--json", *arguments],
        capture_output=True, text=True, timeout=240, check=False,
        env={**os.environ, "FOTNOT_DATA_DIR": str(data_dir)} | environment,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    checks = json.loads(done.stdout)
    assert [check["name"] for check in checks] == NAMES
    assert all("\n" not in check["detail"] for check in checks)
    wrong = [check["name"] for check in checks if not check["ok"]]
    assert done.returncode == bool(wrong)
    told = [line for line in done.stderr.splitlines() if not line.endswith(": left out")]
    assert "\n".join(told) == (f"fotnot: not ok: {', '.join(wrong)}" if wrong else "")
    return {check["name"]: check for check in checks}


def test_all_is_well(data):
    checks = doctor(data)
    assert all(check["ok"] for check in checks.values())
    assert "1 article(s)" in checks["index"]["detail"]
    assert "none configured" in checks["language model"]["detail"]


def test_without_json_each_is_a_line(data):
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli.main", "doctor"],
        capture_output=True, text=True, timeout=240, check=False,
        env={**os.environ, "FOTNOT_DATA_DIR": str(data)},
    )  # fmt: skip
    assert done.returncode == 0
    lines = done.stdout.strip().splitlines()
    assert [line.partition(": ")[0] for line in lines] == NAMES
    assert all(": ok, " in line for line in lines)


def test_a_flipped_byte_is_named_though_start_has_found_the_file_whole(data, tmp_path):
    shutil.copytree(data, tmp_path / "data")
    folder = generations.current(tmp_path / "data" / "index")
    for name in ("data_level0.bin", "d-*.json", "model.safetensors"):
        (file, *_) = sorted(folder.rglob(name))
        content = file.read_bytes()
        at = len(content) // 2
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        index = doctor(tmp_path / "data")["index"]
        assert not index["ok"]
        assert str(file) in index["detail"]
        assert "fotnot ingest" in index["detail"]
        file.write_bytes(content)


def test_no_index_a_bad_setting_and_a_bad_database_each_have_a_remedy(data, tmp_path):
    checks = doctor(tmp_path)
    assert "fotnot ingest" in checks["index"]["detail"]
    assert not checks["store"]["ok"]
    checks = doctor(data, FOTNOT_ANSWER_THRESHOLD="much")
    assert "FOTNOT_ANSWER_THRESHOLD" in checks["settings"]["detail"]
    checks = doctor(data, FOTNOT_DATABASE_URL="sqlite:////proc/no/kept.db")
    assert not checks["database"]["ok"]
    assert "FOTNOT_DATABASE_URL" in checks["database"]["detail"]
    assert checks["store"]["ok"]


def model(data, provider, **environment):
    given = {"FOTNOT_LLM": "openai:test-model", "OPENAI_API_KEY": "sk-secret", "FOTNOT_KEEP": "0"}
    url = {"FOTNOT_LLM_URL": provider.url} if provider else {}
    check = doctor(data, **(given | url | environment))["language model"]
    assert "sk-secret" not in check["detail"]
    return check


@pytest.mark.parametrize(
    ("status", "told"),
    [(401, "the key is missing, refused"), (404, "no such model"), (500, "has broken down")],
)
def test_what_the_provider_refuses_is_told_apart(data, provider, status, told):
    provider.says("ok", status=[status] * 3)
    check = model(data, provider)
    assert not check["ok"]
    assert told in check["detail"]


def test_a_provider_that_answers_is_well(data, provider):
    provider.says(lambda asked: "ok")
    check = model(data, provider)
    assert check["ok"], check
    assert len(provider.asked) == 1


def test_an_option_that_the_provider_refuses_is_left_out_as_in_answering(data, provider):
    provider.says(lambda asked: "ok", status=[400], error="Unsupported parameter: 'max_tokens'")
    assert model(data, provider)["ok"]
    assert len(provider.asked) == 2


def test_a_provider_that_can_not_be_reached_and_a_key_that_is_missing(data):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = model(data, None, FOTNOT_LLM_URL=f"http://127.0.0.1:{port}/v1")
    assert "can't be reached" in away["detail"]
    keyless = model(data, None, OPENAI_API_KEY="")
    assert "OPENAI_API_KEY" in keyless["detail"]
