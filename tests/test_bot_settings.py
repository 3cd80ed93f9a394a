"""Settings as people give them: lists, homes, slips of the pen; what is wrong is named with its source."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import settings
from ingest.errors import InputError


@pytest.fixture
def given(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("FOTNOT_")]:
        monkeypatch.delenv(name)

    def give(toml="", **variables):
        (tmp_path / "fotnot.toml").write_text(toml, encoding="utf-8")
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return settings()

    yield give
    settings.cache_clear()


@pytest.mark.parametrize(
    "written", ["10.0.0.0/8, 127.0.0.1", '["10.0.0.0/8", "127.0.0.1"]', "10.0.0.0/8,127.0.0.1,"]
)
def test_a_list_is_written_with_commas_or_as_json(given, written):
    assert given(FOTNOT_TRUSTED_PROXIES=written).trusted_proxies == ["10.0.0.0/8", "127.0.0.1"]


def test_a_list_of_the_file_and_an_empty_one(given):
    assert given('allowed_origins = ["https://a.example"]').allowed_origins == ["https://a.example"]
    assert given(FOTNOT_ALLOWED_ORIGINS="").allowed_origins == []


def test_a_tilde_is_the_home(given, monkeypatch):
    monkeypatch.setenv("HOME", "/home/somebody")
    found = given('articles = "~/articles"', FOTNOT_DATA_DIR="~/data")
    assert (found.articles, found.data_dir) == (
        Path("/home/somebody/articles"),
        Path("/home/somebody/data"),
    )


@pytest.mark.parametrize(
    ("toml", "variables", "told"),
    [
        ("", {"FOTNOT_ALLOWED_ORIGINS": '["https://a.example"'}, "FOTNOT_ALLOWED_ORIGINS: is no JSON"),
        ("", {"FOTNOT_PORT": "http"}, "FOTNOT_PORT: input should be a valid integer"),
        ("port = 0", {}, "fotnot.toml: port: input should be greater than"),
        ("port = 0", {"FOTNOT_PORT": "-1"}, "FOTNOT_PORT: "),
        ("allowed_origins = [1]", {}, "fotnot.toml: allowed_origins, entry 1: "),
        ("anser_threshold = 1", {}, "fotnot.toml: anser_threshold is no setting; did you mean answer_threshold?"),
        ("", {"FOTNOT_ALOWED_ORIGIN": "x"}, "FOTNOT_ALOWED_ORIGIN is no setting; did you mean FOTNOT_ALLOWED_ORIGINS?"),
        ("", {"FOTNOT_THRESHOLD": "1"}, "did you mean FOTNOT_ANSWER_THRESHOLD?"),
        ("", {"FOTNOT_ZZZZ": "1"}, "FOTNOT_ZZZZ is no setting; docs/settings.md"),
        ("port = [", {}, "fotnot.toml can't be read"),
        ("", {"FOTNOT_LLM_OPTIONS": "{bad"}, "FOTNOT_LLM_OPTIONS: is no JSON"),
        ("", {"FOTNOT_LLM_OPTIONS": "[1]"}, "FOTNOT_LLM_OPTIONS: input should be a valid dict"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_where_it_came_from(given, toml, variables, told):
    with pytest.raises(InputError) as error:
        given(toml, **variables)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def _in_folder(folder, code):
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60,
        env=os.environ | {"PYTHONPATH": str(Path.cwd()), "FOTNOT_HOST": "127.0.0.2"}, check=False,
    )  # fmt: skip


def test_a_dotenv_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / ".env").write_text("FOTNOT_PORT=1234\nFOTNOT_HOST=127.0.0.3\nOTHER_KEY=k\n")
    code = (
        "import os; from bot.settings import settings; s = settings(); "
        "print(s.port, s.host, os.environ['OTHER_KEY'])"
    )
    done = _in_folder(tmp_path, code)
    assert done.stdout.split() == ["1234", "127.0.0.2", "k"], done.stderr


def test_a_dotenv_that_is_no_text_is_told_in_a_line(tmp_path):
    (tmp_path / ".env").write_bytes(b"FOTNOT_PORT=\xff\xfe\n")
    code = (
        "from bot.settings import settings\nfrom ingest.errors import InputError\n"
        "try: settings()\nexcept InputError as error: print(error)"
    )
    assert _in_folder(tmp_path, code).stdout.startswith(".env can't be read")
