r"""YAML and JSON that people and models write: read, or refused in one line with its place.

Alias bombs, rings, deep nesting, numbers of 5,000 digits, 1e999, lone surrogates, NUL, other types.
"""

import json
import shutil

import pytest
from conftest import MAGNESIUM

from bot.authoring.lines import readable
from bot.authoring.reply import texts_in
from bot.evaluation import judge
from bot.evaluation.run import read_run
from bot.evaluation.tests_file import read_tests
from bot.llm.replies import Reply
from bot.rendering.serialization import read_batch
from ingest import folder, json_text
from ingest.errors import InputError
from ingest.linking.links import read_reviewed
from ingest.question_bank import read_lines

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
)
CHAIN = "\n".join(["a0: &a0 [x]", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 2000))])
YAML = {
    "a bomb": (BOMB, "its aliases followed|nested|values"),
    "a long chain": (CHAIN, "nested more than 20 deep"),
    "a ring": ("reviewed: &a\n- {sentence: *a}\n", r"line 2: \*a stands inside"),
    "a ring of keys": ("&a {*a : 1}\n", r"\*a stands inside"),
    "deep brackets": ("reviewed: " + "[" * 50_000, "nested more than 20 deep"),
    "deep braces": ("reviewed: " + "{a: " * 5_000, "nested more than 20 deep"),
    "deep lines": ("\n".join(" " * i + "a:" for i in range(3000)), "nested more than 20 deep"),
    "many dashes": ("- " * 5000, "nested more than 20 deep"),
    "no such alias": ("reviewed: [*b]\n", "undefined alias"),
    "a huge number": (f"reviewed:\n- {{sentence: {'9' * 5000}}}\n", "line 2"),
    "a date in month 13": ("reviewed:\n- {sentence: 2020-13-45}\n", "line 2: can't be read"),
    "an object": ("reviewed:\n- !!python/object:os.system {}\n", "line 2: is no YAML"),
    "half a character": ('reviewed:\n- {sentence: "\\ud800"}\n', "line 2: half a character"),
    "a NUL": ('reviewed:\n- {sentence: "a\\0b"}\n', "line 2: half a character"),
    "a raw NUL": ("reviewed: [a\0]\n", "is no YAML"),
    "an unhashable key": ("reviewed:\n- {[a]: 1}\n", "line 2"),
    "a mapping for a key": ("{a: b}: [x]\n", "unknown key|line 1"),
    "a text": ("zinc", "line 1: must"),
    "two documents": ("reviewed: []\n---\nnone: []\n", "is no YAML"),
}


def one_line(error, path):
    told = str(error.value)
    assert str(path) in told
    assert "\n" not in told
    assert len(told) < 600
    told.encode()


@pytest.mark.parametrize("name", YAML)
@pytest.mark.timeout(60)
def test_links_that_can_not_be_read(name, article, tmp_path):
    text, told = YAML[name]
    path = tmp_path / "links.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        read_reviewed(path, article)
    one_line(caught, path)


@pytest.mark.parametrize("name", YAML)
@pytest.mark.timeout(60)
def test_scripted_tests_that_can_not_be_read(name, tmp_path):
    path = tmp_path / "tests.yaml"
    path.write_text(YAML[name][0].replace("reviewed: ", "").replace("reviewed:\n", ""), "utf-8")
    with pytest.raises(InputError) as caught:
        read_tests([path])
    told = str(caught.value)
    assert str(path) in told
    assert len(told) < 600
    told.encode()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("references: x", "list of whole numbers"),
        ("references: '12'", "list of whole numbers"),
        ("references: {a: b}", "list of whole numbers"),
        ("references: true", "list of whole numbers"),
        ("references: 1", "list of whole numbers"),
        ("references: [true]", "list of whole numbers"),
        ("references: [1.0]", "list of whole numbers"),
        ("references: [[1]]", "list of whole numbers"),
        ("references: [.nan]", "list of whole numbers"),
        ("references: [null]", "list of whole numbers"),
        ("references: ['1']", "list of whole numbers"),
        ("references: [2020-01-01]", "list of whole numbers"),
        ("references: [0]", "no reference 0"),
        ("references: [-1]", "no reference -1"),
        ("references: [1], why: [a]", "“why” must be a text"),
        ("references: [1], why: {a: b}", "“why” must be a text"),
        ("references: [1], clear: 'no'", "“clear” must be true or false"),
        ("references: [], study: 1", "“study” must be true or false"),
    ],
)
def test_links_of_other_types(fields, told, article, tmp_path):
    path = tmp_path / "links.yaml"
    sentence = json.dumps(article.sentences[0].text, ensure_ascii=False)
    path.write_text(f"reviewed:\n- {{sentence: {sentence}, {fields}}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2: .*{told}") as caught:
        read_reviewed(path, article)
    one_line(caught, path)


def test_aliases_that_say_something_stay(article, tmp_path):
    path = tmp_path / "links.yaml"
    one, other = (json.dumps(s.text, ensure_ascii=False) for s in article.sentences[:2])
    path.write_text(
        f"reviewed:\n- {{sentence: {one}, references: &r [1, 2], why: &w both}}\n"
        f"- {{sentence: {other}, references: *r, why: *w}}\n",
        encoding="utf-8",
    )
    reviews = read_reviewed(path, article).values()
    assert [(review.references, review.why) for review in reviews] == [((1, 2), "both")] * 2


def test_a_file_of_links_that_is_a_folder(article, tmp_path):
    (tmp_path / "links.yaml").mkdir()
    with pytest.raises(InputError, match="can't be read") as caught:
        read_reviewed(tmp_path / "links.yaml", article)
    one_line(caught, tmp_path)


JSON = {
    "deep lists": "[" * 100_000,
    "deep lists that end": '{"id": ' + "[" * 500 + "]" * 500 + "}",
    "deep objects": '{"a":' * 100_000,
    "a huge number": '{"id": ' + "9" * 5000 + "}",
    "a number beyond all": '{"id": 1e999}',
    "minus beyond all": '{"id": -1e999}',
    "no number": '{"id": NaN}',
    "endless": '{"id": Infinity}',
    "half a character": '{"id": 1, "question": "a\\ud800b"}',
    "half a character in a key": '{"a\\udfff": 1}',
    "a NUL": '{"id": 1, "question": "a\\u0000b"}',
    "a list": "[1]",
    "a number": "7",
}


@pytest.mark.parametrize("name", JSON)
@pytest.mark.timeout(60)
def test_lines_of_json_that_can_not_be_read(name, tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1, "question": "Why?"}\n' + JSON[name] + "\n", encoding="utf-8")
    for read in (lambda: list(read_lines(path)), lambda: read_batch(path)):
        with pytest.raises(InputError, match="line 2: ") as caught:
            read()
        one_line(caught, path)


def test_whole_characters_written_as_two_halves_are_read(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1, "question": "Zinc \\ud83d\\ude00?"}\n', encoding="utf-8")
    assert next(read_lines(path))[1]["question"] == "Zinc 😀?"
    assert json_text.loads(b'{"a": [1, -2.5, 1e30, 12345678901234567890]}')["a"][3] > 1e19


@pytest.mark.parametrize("name", [name for name in JSON if name not in ("a list", "a number")])
def test_a_bank_with_such_a_line_is_refused(name, tmp_path):
    place = tmp_path / "zinc"
    shutil.copytree(MAGNESIUM, place)
    with (place / "questions" / "unanswerable.jsonl").open("a", encoding="utf-8") as file:
        file.write(JSON[name] + "\n")
    with pytest.raises(InputError, match=r"unanswerable.jsonl, line \d+: ") as caught:
        folder.load(place)
    one_line(caught, place)


@pytest.mark.parametrize("name", JSON)
@pytest.mark.timeout(60)
def test_a_models_reply_that_can_not_be_read_gives_nothing(name, tmp_path):
    assert texts_in(JSON[name], "question") == ()
    assert judge._read(f"My verdict: {JSON[name]}") == {}
    assert not [x for x in readable([JSON[name]]) if "a" in x or "id" in x]
    path = tmp_path / "run.json"
    path.write_text(JSON[name], encoding="utf-8")
    with pytest.raises(InputError, match="is no run") as caught:
        read_run(path)
    one_line(caught, path)


@pytest.mark.parametrize(
    "reply",
    [
        '{"question":' * 400 + '"Why?"' + "}" * 400,
        '["[",' * 20_000,
        "[" * 200_000,
        '{"question": ["' * 20_000,
        "{" * 200_000,
        '{"question": ' + "9" * 5000 + "}",
        "<think>" + "[{" * 50_000,
    ],
)
@pytest.mark.timeout(60)
def test_a_models_reply_that_goes_on_and_on(reply):
    assert texts_in(reply, "question") == ()
    assert judge._read(reply) == {}


def test_what_stands_beside_a_torn_reply_is_still_read():
    reply = '[1] [x] {"a": [\n{"question": "Why zinc?"}\n{"question": "a\\ud800"}\n'
    assert texts_in(reply, "question") == ("Why zinc?",)


@pytest.mark.parametrize("run", ["1" * 3000, "1 " * 1500, "s12345678," * 300, "1," * 1500])
@pytest.mark.timeout(60)
def test_marks_that_never_close_in_a_written_answer(run):
    reply = Reply()
    told = [*reply.feed(f"Zinc helps. [{run}"), *reply.close(finished=True)]
    assert told[0].text.startswith("Zinc helps.")


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, "{a=" * 3000, "nan" * 2, '"\\ud800"'])
def test_a_settings_file_that_can_not_be_read(value, tmp_path, monkeypatch):
    from bot.settings import settings

    (tmp_path / "fotnot.toml").write_text(f"port = {value}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    try:
        with pytest.raises(InputError, match=r"fotnot.toml") as caught:
            settings()
    finally:
        settings.cache_clear()
    assert "\n" not in str(caught.value)
