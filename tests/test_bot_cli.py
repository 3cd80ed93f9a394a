"""The machine interface: JSON, exit status, one clear line for bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path("articles/magnesium-hjarnan/page.sv.txt")


@pytest.fixture(scope="module")
def fotnot(index_root):
    def run(*arguments, stdin=None):
        return subprocess.run(
            [sys.executable, "-c", "from bot.cli.main import main; main()", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", input=stdin, timeout=120, check=False,
            env={"FOTNOT_DATA_DIR": str(index_root.parent), "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
        )  # fmt: skip

    return run


def one_line(done, status):
    assert done.returncode == status, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_parse_shows_the_whole_article(fotnot):
    done = fotnot("parse", PAGE, "--json")
    found = json.loads(done.stdout)
    assert set(found) >= {"title", "language", "sections", "references", "disclaimer", "furniture"}
    assert len(found["sections"]) == 14
    assert sum(len(section["sentences"]) for section in found["sections"]) == 93
    assert len(found["references"]) == 42
    assert sum(reference["doi"] is not None for reference in found["references"]) == 35
    assert found["references"][24]["continued_by"] == 15


def test_ask_answers_in_json_and_in_text(fotnot):
    done = fotnot("ask", "Hjälper magnesium mot migrän?", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["kind"] == "answer"
    assert set(answer) >= {
        "question", "language", "kind", "text", "statements", "citations", "passages",
        "disclaimer", "article", "confidence", "elapsed_ms",
    }  # fmt: skip
    assert set(answer["statements"][0]) == {"text", "source", "citations"}
    assert set(answer["statements"][0]["source"]) == {"article", "sentence", "section", "quote"}
    assert len(answer["passages"]) == 10
    assert fotnot("ask", "Hjälper magnesium mot migrän?").stdout.strip() == answer["text"].strip()


def test_a_batch_is_answered_in_order(fotnot, tmp_path):
    batch = tmp_path / "in.jsonl"
    batch.write_text(
        '{"id": 7, "question": "Vad gör GABA?"}\n\n'
        '{"id": "b", "turns": ["Hjälper magnesium mot ADHD?", "och för vuxna?"]}\n',
        encoding="utf-8",
    )
    done = fotnot("answer", batch, "--out", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["id"] for answer in answers] == [7, "b"]
    assert all(answer["text"].endswith(answer["disclaimer"]) for answer in answers)
    assert "ADHD" in answers[1]["text"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"id": 1, "question": "Hej?"}\nnej\n', "line 2"),
        ('{"id": 1, "question": "Hej?"}\n[1]\n', "line 2"),
        ('{"question": "Hej?"}\n', "“id”"),
        ('{"id": 1}\n', "“question”"),
        ('{"id": 1, "question": ""}\n', "empty"),
        ('{"id": 1, "turns": []}\n', "line 1"),
        ('{"id": 1, "turns": [1]}\n', "line 1"),
        ('{"id": 1, "question": "' + "x" * 2001 + '"}\n', "2000"),
        ("", "empty"),
        ('{"id": 1, "question": "Hej?", "article": "finns-inte"}\n', "finns-inte"),
    ],
)
def test_a_bad_batch_is_one_line_and_writes_nothing(fotnot, tmp_path, content, told):
    batch = tmp_path / "in.jsonl"
    batch.write_text(content, encoding="utf-8")
    done = fotnot("answer", batch, "--out", tmp_path / "out.jsonl")
    assert told in one_line(done, 2)
    assert not (tmp_path / "out.jsonl").exists()


def test_bad_input_is_one_line_with_status_2(fotnot, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "latin.txt").write_bytes("ångest".encode("latin-1"))
    for name in ("missing.txt", "empty.txt", "latin.txt"):
        assert name in one_line(fotnot("parse", tmp_path / name, "--json"), 2)
        assert name in one_line(fotnot("ingest", tmp_path / name), 2)
    assert "empty" in one_line(fotnot("ask", "  "), 2)
    assert "2000" in one_line(fotnot("ask", "x" * 2001), 2)
    assert "--lang" in one_line(fotnot("ask", "hej", "--lang", "fr"), 2)
    assert "missing" in one_line(fotnot("answer", tmp_path / "missing.jsonl", "--out", "o"), 2)


def test_a_bad_setting_is_one_line_with_status_2(index_root):
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli.main import main; main()", "ask", "Vad gör GABA?"],
        capture_output=True, text=True, timeout=60, check=False,
        env={"FOTNOT_ANSWER_THRESHOLD": "high", "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
    )  # fmt: skip
    assert "FOTNOT_ANSWER_THRESHOLD" in one_line(done, 2)


def test_no_index_is_one_line_with_status_1(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli.main import main; main()", "ask", "Vad gör GABA?"],
        capture_output=True, text=True, timeout=60, check=False,
        env={"FOTNOT_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
    )  # fmt: skip
    assert "fotnot ingest" in one_line(done, 1)


def test_a_conversation_in_the_terminal(fotnot):
    done = fotnot("chat", stdin="Hjälper magnesium mot ADHD?\noch för vuxna?\n\n")
    assert done.returncode == 0
    assert done.stdout.count("ersätter inte råd") == 2


def test_asking_never_loads_torch(index_root):
    code = (
        "import sys; from bot.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'gradio'} & set(sys.modules)\n"
        "print(heavy, file=sys.stderr); sys.exit(bool(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "ask", "Hjälper magnesium mot migrän?"],
        capture_output=True, text=True, timeout=60, check=False,
        env={"FOTNOT_DATA_DIR": str(index_root.parent), "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_commands_run_as_a_module_too():
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli.main", "--help"], capture_output=True, text=True, check=True
    )
    assert "ingest" in done.stdout
