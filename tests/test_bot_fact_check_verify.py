"""Texts held against the article: what stands, what falls and why; by command and over HTTP."""

import json
import os
import subprocess
import sys

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from bot.api.app import create
from bot.cli.main import app as commands
from bot.fact_check.verify import LONGEST, TextToVerify, Verifier
from bot.settings import Settings
from ingest.errors import InputError

MAIN = "from bot.cli.main import main; main()"
ANXIETY = "Och precis som med depression tyder data på att magnesium kan vara till hjälp för ångestsymtom."
NEWEST = "Intressant nog kombinerade den senaste studien av magnesium för ADHD det med vitamin D."


@pytest.fixture(scope="module")
def verifier(index):
    return Verifier(index, Settings().model_cache, suggested_links=True)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (ANXIETY, ANXIETY),
        (ANXIETY, None),
        ("Data tyder på att magnesium kan hjälpa mot ångest.", ANXIETY),
        ("Forskning har funnit en minskning av migrän med magnesiumtillskott [12].", None),
        (
            "En öppen studie på 15 patienter med mild till måttlig demens fann fördelar med magnesium.",
            None,
        ),
    ],
)
def test_what_the_article_says_stands(verifier, text, quote):
    verdict = verifier.verify(TextToVerify(text, quote))
    assert (verdict.stands, verdict.reasons) == (True, ())
    assert [each.text for each in verdict.sentences] == [text]
    assert verdict.sentences[0].quote


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("En öppen studie på 25 patienter med demens fann fördelar med magnesium.", None, "number"),
        ("Forskning har funnit en minskning av migrän med magnesium [3].", None, "number"),
        ("Data tyder på att zink kan hjälpa mot ångest.", ANXIETY, "name"),
        (
            "Den senaste studien av magnesium för ADHD kombinerade det med vitamin C.",
            NEWEST,
            "name",
        ),
        ("Data tyder på att magnesium kan hjälpa barn med ångest.", ANXIETY, "scope"),
        ("Data tyder på att magnesium inte hjälper mot ångest.", ANXIETY, "direction"),
        ("Magnesium botar ångest.", ANXIETY, "strength"),
        ("Himlen är blå i dag.", None, "unsupported"),
        ("Magnesium kan hjälpa mot ångest.", "Det här står ingenstans.", "not_in_article"),
    ],
)
def test_what_it_does_not_say_falls(verifier, text, quote, reason):
    verdict = verifier.verify(TextToVerify(text, quote))
    assert (verdict.stands, verdict.reasons) == (False, (reason,))


@pytest.mark.parametrize(
    ("text", "question", "stands"),
    [
        ("Ja, data tyder på att magnesium kan hjälpa mot ångest.", "Hjälper magnesium mot ångest?", True),
        ("Nej, data tyder på att magnesium kan hjälpa mot ångest.", "Hjälper magnesium mot ångest?", False),
        ("Ja, forskning har funnit en minskning av migrän med magnesiumtillskott.", "Ökar magnesium migrän?", False),
    ],
)  # fmt: skip
def test_a_yes_or_no_is_held_against_the_question(verifier, text, question, stands):
    verdict = verifier.verify(TextToVerify(text, question=question))
    assert verdict.stands is stands
    assert verdict.reasons == (() if stands else ("particle",))


def test_a_text_stands_when_each_of_its_sentences_does(verifier):
    verdict = verifier.verify(TextToVerify(f"{ANXIETY} Zink botar allt."))
    assert [each.stands for each in verdict.sentences] == [True, False]
    assert not verdict.stands
    assert verdict.reasons == verdict.sentences[1].reasons


@pytest.mark.parametrize(
    "text",
    [
        "Hej och tack för ditt mejl!", "Kind regards, Anna from customer service",
        "Vielen Dank für Ihre Anfrage.", "Ystävällisin terveisin", "Vi sender pakken i morgen.",
        "Paris er hovedstaden i Frankrig.",
    ],
)  # fmt: skip
def test_what_has_nothing_to_do_with_the_article_is_unsupported(verifier, text):
    assert verifier.verify(TextToVerify(text)).reasons == ("unsupported",)


def test_a_text_that_says_nothing_does_not_stand(verifier):
    assert verifier.verify(TextToVerify("[1]")).stands is False


@pytest.mark.parametrize(
    "claim", [TextToVerify(" "), TextToVerify("x" * (LONGEST + 1)), TextToVerify("x", article="y")]
)
def test_what_can_not_be_verified_is_said(verifier, claim):
    with pytest.raises(InputError):
        verifier.verify(claim)


def test_the_command_writes_a_line_a_text(index_root, tmp_path):
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": 1, "text": ANXIETY}, {"id": "b", "text": "Zink botar allt.", "question": "?"}]
    batch.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    # In a process of its own: the settings are read once a process, and this needs its own index.
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "verify", str(batch), "--out", str(out)],
        env=os.environ | {"FOTNOT_DATA_DIR": str(index_root.parent)},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(each["id"], each["stands"]) for each in told] == [(1, True), ("b", False)]
    assert set(told[0]["sentences"][0]) == {"text", "stands", "reasons", "quote", "citations"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"text": "x"}, "id"),
        ({"id": 1}, "text"),
        ({"id": 1, "text": 3}, "text"),
        ({"id": 1, "text": "x", "quote": 3}, "quote"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_done(tmp_path, line, said):
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text(json.dumps(line), encoding="utf-8")
    result = CliRunner().invoke(commands, ["verify", str(batch), "--out", str(out)])
    assert isinstance(result.exception, InputError)
    assert "line 1" in str(result.exception)
    assert said in str(result.exception)
    assert not out.exists()


def test_over_http(bot):
    client = TestClient(create(bot, Settings()))
    told = client.post("/v1/verify", json={"text": ANXIETY}).json()
    assert (told["stands"], told["reasons"]) == (True, [])
    assert client.post("/v1/verify", json={"text": ""}).status_code == 422
    assert client.post("/v1/verify", json={"text": "x", "article": "y"}).status_code == 404
    assert client.post("/v1/verify", content="{}").status_code == 415
