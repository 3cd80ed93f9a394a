"""Text as it comes: letters and accents apart, half characters, other locales, tags of languages."""

import json
import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from bot.evaluation.tests_file import read_tests
from bot.rendering.serialization import read_batch
from bot.request import MAX_EARLIER, MAX_QUESTION, Request, cleaned
from ingest.errors import InputError
from ingest.folder import load
from ingest.question_bank import read_lines, sentence_finder
from ingest.text.language import spoken

MAIN = [sys.executable, "-c", "from bot.cli.main import main; main()"]
IN_BACKGROUND = ["bash", "-c", "trap '' INT; exec \"$@\"", "bash"]  # as a shell's `&` begins one
PAGE = Path("articles/magnesium-hjarnan/page.sv.txt")
HTML = Path("tests/data/captures/jarn.sv.html")


def apart(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("page", [PAGE, HTML])
def test_a_page_with_its_accents_apart_is_the_same_article(tmp_path, page):
    written = page.read_text(encoding="utf-8")
    assert apart(written) != written
    copy = tmp_path / page.name
    copy.write_text(apart(written), encoding="utf-8")
    first, second = load(page).article, load(copy).article
    assert [(s.id, s.text) for s in first.sentences] == [(s.id, s.text) for s in second.sentences]
    assert first.references == second.references


def test_a_question_with_its_accents_apart_is_the_same_question():
    question = "Hjälper magnesium mot ångest hos äldre?"
    earlier = ("Är det så?",)
    asked = cleaned(Request(apart(question), (apart(earlier[0]),)))
    assert asked == Request(question, earlier)


def test_a_question_is_measured_as_it_is_asked():
    cleaned(Request(apart("å" * MAX_QUESTION)))
    with pytest.raises(InputError, match="2001 characters"):
        cleaned(Request("å" * (MAX_QUESTION + 1)))


def test_a_bank_names_a_sentence_with_its_accents_apart():
    article = load(PAGE).article
    sentence = next(s for s in article.sentences if apart(s.text) != s.text)
    assert sentence_finder(article)(Path("x"), 1, apart(sentence.text)) == sentence.id


@pytest.mark.parametrize("where", ["question", "turns", "id"])
def test_half_a_character_is_its_line_s_error(tmp_path, where):
    bad = {"id": "2", "question": "Hur?", "expect": {"kind": "answer"}} | {
        where: ["Hur?", "\ud800"] if where == "turns" else "a\udfff"
    }
    batch = tmp_path / "in.jsonl"
    batch.write_text(
        json.dumps({"id": "1", "question": "Vad?", "expect": {"kind": "answer"}})
        + "\n"
        + json.dumps(bad),
        "utf-8",
    )
    for read in (read_batch, lambda path: list(read_lines(path)), lambda path: read_tests([path])):
        with pytest.raises(InputError, match=r"line 2.*half a character"):
            read(batch)


def test_half_a_character_in_yaml_is_its_test_s_error(tmp_path):
    path = tmp_path / "tests.yaml"
    path.write_text('- id: a\n  question: "\\ud800"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"half a character"):
        read_tests([path])


def test_a_whole_character_in_two_escapes_is_whole(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "\\ud83d\\ude00", "question": "Hur?"}', encoding="utf-8")
    assert read_batch(path)[0].id == "\U0001f600"


@pytest.mark.parametrize("turn", ["a\ud800b", "\udc80"])
def test_half_a_character_is_no_question(turn):
    with pytest.raises(InputError, match="half a character"):
        cleaned(Request(turn))
    with pytest.raises(InputError, match="half a character"):
        cleaned(Request("Hur?", (turn,)))


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("nb", "no"), ("nn", "no"), ("nb-NO", "no"), ("sv-SE", "sv"), ("en_GB", "en"), ("DE", "de"),
        ("da_DK.UTF-8", "da"), ("fi", "fi"), ("fr", None), ("", None), ("svenska", None),
    ],
)  # fmt: skip
def test_a_tag_names_a_language(tag, language):
    assert spoken(tag) == language


def run(*arguments, locale="C", stdin=b"", **environment):
    return subprocess.run(
        [*MAIN, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, check=False,
        env={"LC_ALL": locale, "PATH": "/usr/bin:/bin", "HOME": "/tmp"} | environment,
    )  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}])
def test_a_bare_locale_reads_and_writes_utf8_and_names_of_files(tmp_path, more):
    page = tmp_path / "sida å.txt"
    page.write_bytes(PAGE.read_bytes())
    done = run("parse", page, "--json", **more)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == load(PAGE).article.title
    done = run("parse", tmp_path / "ingen å.txt", **more)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_home_in_an_argument(tmp_path):
    (tmp_path / "sida.txt").write_bytes(PAGE.read_bytes())
    done = run("parse", "~/sida.txt", HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_the_version_is_told():
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("fotnot 0.")


def test_a_tag_that_is_not_spoken_is_told_in_one_line():
    done = run("ask", "Vad?", "--lang", "fr-FR")
    assert done.returncode == 2
    assert done.stderr.decode().strip() == (
        "fotnot: --lang fr-FR: must be one of sv, en, no, da, de, fi, or a tag as sv-SE"
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_so_in_one_line(index_root, how):
    running = subprocess.Popen(
        [*IN_BACKGROUND, *MAIN, "chat"], env=os.environ | {"FOTNOT_DATA_DIR": str(index_root.parent)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout.read(2) == b"> "
    running.send_signal(how)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (1, b"fotnot: stopped\n")


def test_of_a_long_conversation_the_newest_questions_count():
    long, short = "å" * MAX_QUESTION, "hur länge?"
    found = cleaned(Request("och för barn?", (*[long] * 20, " ", *[short] * 3))).earlier
    assert found[-3:] == (short,) * 3
    assert sum(map(len, found)) <= MAX_EARLIER
    assert set(found) == {long, short}
    assert cleaned(Request("och för barn?", (short,) * 20)).earlier == (short,) * 20
