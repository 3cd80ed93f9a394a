"""The commands as a person runs them: asked first, stopped, failed, killed, and gone on with."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from drafting import ARTICLE, copied, lines, sentence_of

from ingest.folder import load
from ingest.question_bank import read_questions, sentence_finder

MAIN = [sys.executable, "-c", "from bot.cli.main import main; main()"]
IN_BACKGROUND = ["bash", "-c", "trap '' INT; exec \"$@\"", "bash"]  # Ctrl-C is ignored there
SENTENCES = 93


@pytest.fixture(scope="module")
def asked_of():
    """Sentence → questions that it answers, as a good model would write them."""
    article = load(ARTICLE).article
    texts = {sentence.id: " ".join(sentence.text.split()) for sentence in article.sentences}
    found = {}
    path = ARTICLE / "calibration" / "answerable.jsonl"
    for question in read_questions(path, sentence_finder(article)):
        if question.language == "sv":
            found.setdefault(texts[question.sentences[0]], []).append(question.text)
    return found


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path)


@pytest.fixture
def environment(index_root, provider):
    return {
        "FOTNOT_DATA_DIR": str(index_root.parent), "FOTNOT_LLM": "openai:test-model",
        "FOTNOT_LLM_URL": provider.url, "OPENAI_API_KEY": "sk-secret-of-the-test",
        "FOTNOT_LLM_RETRIES": "0", "PATH": os.environ["PATH"], "HOME": "/tmp",
    }  # fmt: skip


@pytest.fixture
def fotnot(environment):
    def run(*arguments, answer="", **more):
        return subprocess.run(
            [*MAIN, *map(str, arguments)], input=answer, capture_output=True, text=True,
            encoding="utf-8", timeout=120, check=False, env=environment | more,
        )  # fmt: skip

    return run


@pytest.fixture
def good(provider, asked_of):
    """The provider suggests what each sentence answers; `then` is done at the n-th request."""

    def go(then=lambda: None, at=0, **how):
        def reply(asked):
            if len(provider.asked) == at:
                then()
            questions = asked_of.get(sentence_of(asked), ["magnesium"])
            return "\n".join(json.dumps({"question": question}) for question in questions)

        provider.says(reply, piece=1000, **how)

    return go


def requests(provider):
    return Counter(map(sentence_of, provider.asked))


def one_line(done, status):
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert "sk-secret" not in done.stdout + done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_whole_run_tells_its_cost_and_leaves_drafts(fotnot, good, provider, folder):
    good()
    prices = {"FOTNOT_LLM_PRICE_IN": "2", "FOTNOT_LLM_PRICE_OUT": "8"}
    done = fotnot("bank", "suggest", folder, "--lang", "sv", "--yes", **prices)
    assert "93 requests, about " in one_line(done, 0)
    assert "cost about " in done.stderr
    told = json.loads(done.stdout)
    out = folder / "drafts" / "questions.sv.jsonl"
    assert told["out"] == str(out)
    assert told["kept"] == len(lines(out)) > 250
    assert told["usage"] == {"input_tokens": 93_000, "output_tokens": 4650, "cost": 0.2232}
    assert (told["todo"], told["needs_a_person"], told["unread"]) == (None, 0, 0)
    assert set(told["failed"]) <= {"in_bank", "answered_elsewhere", "no_question", "language",
                                   "more_than_asked", "repeated", "not_in_article"}  # fmt: skip
    again = fotnot("bank", "suggest", folder, "--lang", "sv")
    assert "nothing to do" in one_line(again, 0)
    assert json.loads(again.stdout)["kept"] == told["kept"]
    assert len(provider.asked) == SENTENCES


def test_nothing_is_asked_before_a_person_says_so(fotnot, good, provider, folder):
    good()
    for answer in ("n\n", ""):
        done = fotnot("bank", "suggest", folder, "--lang", "sv", answer=answer)
        assert "the model was asked nothing" in one_line(done, 2)
        assert "FOTNOT_LLM_PRICE_IN" in done.stderr
        assert provider.asked == []
    good(lambda: provider.script.status.append(401), at=1)
    done = fotnot("bank", "suggest", folder, "--lang", "sv", answer="y\n")
    assert "AuthenticationError 401): the key is missing, refused" in one_line(done, 1)


def test_a_run_that_fails_is_gone_on_with(fotnot, good, provider, folder, tmp_path):
    good()
    whole = tmp_path / "whole.jsonl"
    command = ("bank", "suggest", folder, "--lang", "sv", "--yes", "--out")
    assert fotnot(*command, whole).returncode == 0
    out = tmp_path / "out.jsonl"
    seen = Counter()
    for at, status in ((20, 503), (15, 429)):
        good(lambda status=status: provider.script.status.append(status), at=at)
        done = fotnot(*command, out)
        assert f" {status})" in one_line(done, 1)
        assert "the same command goes on" in done.stderr
        seen.update(map(sentence_of, provider.asked[:at]))
    good()
    assert fotnot(*command, out).returncode == 0
    assert seen + requests(provider) == Counter(set(seen) | set(requests(provider)))
    assert out.read_bytes() == whole.read_bytes()


def test_a_429_is_tried_again(fotnot, good, provider, folder):
    good(status=[429, 500])
    done = fotnot("bank", "suggest", folder, "--lang", "sv", "--yes", FOTNOT_LLM_RETRIES="2")
    assert done.returncode == 0, done.stderr
    assert len(provider.asked) == SENTENCES + 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_or_killed_is_gone_on_with(
    fotnot, good, provider, folder, environment, how
):
    good(pause=0.02)
    command = ["bank", "suggest", str(folder), "--lang", "sv", "--yes"]
    running = subprocess.Popen(
        [*IN_BACKGROUND, *MAIN, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment,
    )  # fmt: skip
    until = time.monotonic() + 60
    while len(provider.asked) < 20 and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(how)
    _, told = running.communicate(timeout=60)
    out = folder / "drafts" / "questions.sv.jsonl"
    if how != signal.SIGKILL:
        assert running.returncode == 1
        assert "stopped; " in told.strip().splitlines()[-1]
        assert "Traceback" not in told
        read_questions(out, sentence_finder(load(folder).article))
    else:
        with out.open("a", encoding="utf-8") as file:
            file.write('{"question": "Halv')
    first = requests(provider)
    good()
    assert fotnot(*command).returncode == 0
    both = first + requests(provider)
    assert len(both) == SENTENCES
    assert sum(both.values()) <= SENTENCES + 1  # but the one that was under way
    questions = [line["question"] for line in lines(out)]
    assert len(questions) == len(set(questions)) > 250


def test_a_hanging_provider_ends_in_one_line(fotnot, provider, folder):
    provider.says("", hang=True)
    done = fotnot("translate", folder, "--lang", "en", "--yes", FOTNOT_LLM_TIMEOUT="0.5")
    assert "nothing to do" in one_line(done, 0)
    (folder / "translations" / "en.jsonl").unlink()
    done = fotnot("translate", folder, "--lang", "en", "--yes", FOTNOT_LLM_TIMEOUT="0.5")
    assert (
        "did not answer in time; check the server, or raise FOTNOT_LLM_TIMEOUT and FOTNOT_LLM_FIRST_SENTENCE; 0 of 93"
        in one_line(done, 1)
    )


def test_a_model_that_writes_no_json_is_given_up(fotnot, provider, folder):
    provider.says("Gärna det!")
    done = fotnot("bank", "suggest", folder, "--lang", "sv", "--yes")
    assert "5 replies in a row held no JSON" in one_line(done, 1)
    assert len(provider.asked) == 5


def test_translations_and_what_needs_a_person(fotnot, provider, folder):
    path = folder / "translations" / "en.jsonl"
    real = {" ".join(line["sentence"].split()): line["translation"] for line in lines(path)}
    path.unlink()
    provider.says(
        lambda asked: json.dumps(
            {"translation": real[sentence_of(asked)].replace("300", "500")}, ensure_ascii=False
        ),
        piece=1000,
    )
    done = fotnot("translate", folder, "--lang", "en", "--yes")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["kept"] + told["needs_a_person"] == SENTENCES
    assert told["kept"] >= 0.8 * SENTENCES
    todo = lines(folder / "drafts" / "translations.en.todo.jsonl")
    assert len(todo) == told["needs_a_person"] == sum(told["failed"].values())
    assert any(line["reason"] == "number" and "500" in line["translation"] for line in todo)
    assert not any(
        "500" in line["translation"] for line in lines(folder / "drafts" / "translations.en.jsonl")
    )


def test_bad_input_is_told_in_one_line(fotnot, provider, folder, tmp_path):
    provider.says("")
    good = ("bank", "suggest", folder, "--lang", "sv", "--yes")
    nothing = {"FOTNOT_LLM": "", "FOTNOT_LLM_URL": ""}
    assert "set FOTNOT_LLM=provider:model" in one_line(fotnot(*good, **nothing), 2)
    assert "--lang xx" in one_line(fotnot("translate", folder, "--lang", "xx"), 2)
    assert "in that language already" in one_line(fotnot("translate", folder, "--lang", "sv"), 2)
    page = folder / "page.sv.txt"
    assert "is no folder" in one_line(fotnot("bank", "suggest", page, "--lang", "sv"), 2)
    inside = folder / "questions" / "more.jsonl"
    assert "ingest reads" in one_line(fotnot(*good, "--out", inside), 2)
    assert "no such file" in one_line(fotnot(*good, "--tests", tmp_path / "none"), 2)
    assert "one article's folder" in one_line(fotnot(*good, "another"), 2)
    page.write_text(page.read_text(encoding="utf-8").replace("Kroppen", "Kroppen ju"), "utf-8")
    for place in ("links.yaml", "paraphrases.jsonl"):
        (folder / place).unlink()
    for place in (*folder.glob("questions/*"), *folder.glob("translations/*")):
        place.unlink()
    assert "run `fotnot ingest` first" in one_line(fotnot(*good), 2)
    assert provider.asked == []


def test_tests_are_named_as_the_shell_does(fotnot, good, folder, tmp_path, asked_of):
    good()
    questions = next(iter(asked_of.values()))
    paths = []
    for name in questions[:2]:
        paths.append(tmp_path / f"{len(paths)}.jsonl")
        paths[-1].write_text(json.dumps({"question": name}), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    done = fotnot(
        "bank", "suggest", folder, "--lang", "sv", "--yes", "--tests", *paths, "--out", out
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["failed"]["in_tests"] >= 2
    assert not {line["question"] for line in lines(out)} & set(questions[:2])
