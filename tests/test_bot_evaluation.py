"""Scripted tests: read, run, counted, reported, compared; and a broken bot is caught."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.bot import Bot
from bot.cli import console
from bot.cli.main import app
from bot.evaluation import judge as judging
from bot.evaluation.compare import compare
from bot.evaluation.export import write_deepeval, write_junit, write_ragas
from bot.evaluation.figures import figures
from bot.evaluation.report import render
from bot.evaluation.run import read_run, run, write_run
from bot.evaluation.tests_file import read_tests
from bot.rendering.whole import with_disclaimer
from bot.settings import Settings
from ingest.errors import InputError

EVALS = sorted(Path("evals").glob("*.jsonl"))
YAML = """\
- id: a
  question: Hjälper magnesium mot migrän?
  tags: [sv, answer]
  expect: {kind: answer, cites: [12, 34], quotes: [en minskning av migrän], max_statements: 4}
- id: b
  turns: ["Hjälper magnesium mot migrän?", vad kostar frakten]
  expect: {kind: [decline, smalltalk], never_contains: ["/49 ?kr/"]}
"""


@pytest.fixture
def tests(tmp_path):
    path = tmp_path / "some.yaml"
    path.write_text(YAML, encoding="utf-8")
    return read_tests([path])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: a\n  question: x\n", "line 1: field the test: 'expect' is a required"),
        ("- id: a\n  expect: {}\n", "“question” or “turns”"),
        ("- id: a\n  question: x\n  turns: [x]\n  expect: {}\n", "“question” or “turns”"),
        ("- id: a\n  question: x\n  expect: {kind: anser}\n", "field expect.kind"),
        ("- id: a\n  question: x\n  expect: {sites: [1]}\n", "sites"),
        ("- id: a\n  question: x\n  expect: {contains: ['/(/']}\n", "no pattern"),
        ("- id: a\n  question: x\n  expect: {}\n- id: a\n  question: y\n  expect: {}\n", "line 4"),
        ("id: a\n", "must be a list"),
        ("- id: [\n", "is no YAML"),
        ("", "has no tests"),
    ],
)
def test_a_mistake_names_file_line_and_field(tmp_path, text, told):
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(told)) as error:
        read_tests([path])
    assert str(path) in str(error.value)


def test_the_projects_own_tests_fit_the_schema_and_are_many():
    found = read_tests(EVALS)
    assert len(found) >= 300
    tags = {tag for test in found for tag in test.tags}
    assert tags >= {"sv", "en", "nordic", "follow-up", "decline", "safety", "references", "hostile"}


def test_a_good_bot_passes(bot, tests):
    found = run(bot, tests, workers=2)
    assert [outcome.failures for outcome in found.outcomes] == [(), ()]
    assert figures(found.outcomes)["link_recall"].value == 1


class Broken(Bot):
    """The real bot, whose answers are then spoilt."""

    def __init__(self, bot, spoil):
        super().__init__(bot.index, Settings())
        self._spoil = spoil

    def ask(self, request):
        return self._spoil(super().ask(request))


def uncited(answer):
    bare = tuple(replace(statement, citations=()) for statement in answer.statements)
    return replace(answer, statements=bare, citations=())


def miscited(answer):
    wrong = tuple(replace(statement, citations=(42,)) for statement in answer.statements)
    cited = tuple(replace(citation, number=42) for citation in answer.citations)
    return replace(answer, statements=wrong, citations=cited)


def declining(answer):
    return with_disclaimer("decline", answer.language, "Nej.")


def advising(answer):
    return with_disclaimer("advice", answer.language, "Fråga din läkare.")


def bare(answer):
    return replace(answer, text=answer.text.removesuffix(answer.disclaimer))


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (uncited, "citation_recall"),
        (uncited, "link_recall"),
        (miscited, "citation_precision"),
        (miscited, "link_precision"),
        (declining, "answered"),
        (advising, "answered"),
        (bare, "disclaimer"),
    ],
)
def test_a_broken_bot_makes_its_figure_fall_and_the_status_one(
    bot, tests, tmp_path, monkeypatch, spoil, name
):
    broken = Broken(bot, spoil)
    assert figures(run(bot, tests).outcomes)[name].value == 1
    spoilt = figures(run(broken, tests).outcomes)
    assert name not in spoilt or spoilt[name].value < 1
    monkeypatch.setattr("bot.cli.evaluate.bot", lambda: broken)
    path = tmp_path / "some.yaml"
    result = CliRunner().invoke(app, ["eval", str(path), "--min", f"{name}=1"])
    assert type(result.exception).__name__ == "BelowMinimumError"


def test_an_unknown_minimum_is_told():
    result = CliRunner().invoke(app, ["eval", str(EVALS[0]), "--min", "beauty=1"])
    assert "no figure 'beauty'" in str(result.exception)


def test_a_run_is_kept_read_and_compared(bot, tests, tmp_path):
    good = run(bot, tests)
    bad = run(Broken(bot, declining), tests)
    write_run(good, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == good
    found = compare(good, bad)
    assert (found.better, found.worse, found.both) == ((), ("a",), 2)
    assert not found.beyond_noise
    assert compare(bad, good).better == ("a",)


def test_a_difference_beyond_noise_is_told(bot, tests):
    good, bad = (run(b, tests).outcomes[0] for b in (bot, Broken(bot, declining)))
    many = [
        replace(run(bot, tests), outcomes=tuple(replace(o, id=str(i)) for i in range(10)))
        for o in (bad, good)
    ]
    assert compare(*many).beyond_noise


def test_a_file_that_is_no_run_is_told(tmp_path):
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="is no run"):
        read_run(tmp_path / "x.json")


def test_the_report_escapes_what_it_shows_and_reaches_nothing(bot, tmp_path):
    path = tmp_path / "x.jsonl"
    line = {"id": "x", "question": "<script>alert(1)</script> vad?", "expect": {"kind": "answer"}}
    path.write_text(json.dumps(line), encoding="utf-8")
    page = render(run(bot, read_tests([path])))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert not re.search(r"(?:src|href)=", page)


def test_other_tools_get_their_formats(bot, tests, tmp_path):
    found = run(Broken(bot, declining), tests)
    write_junit(found, tmp_path / "junit.xml")
    assert 'failures="1"' in (tmp_path / "junit.xml").read_text(encoding="utf-8")
    write_ragas(found, tmp_path / "ragas.jsonl")
    write_deepeval(found, tmp_path / "deepeval.jsonl")
    ragas, deepeval = (
        json.loads((tmp_path / name).read_text(encoding="utf-8").splitlines()[0])
        for name in ("ragas.jsonl", "deepeval.jsonl")
    )
    assert ragas["user_input"] == deepeval["input"] == tests[0].turns[-1]
    assert len(ragas["retrieved_contexts"]) == len(deepeval["retrieval_context"])


def test_a_model_judges_answers_alone_and_its_nonsense_counts_for_nothing(bot, tests):
    from langchain_core.language_models import FakeListChatModel

    found = run(bot, tests)
    model = FakeListChatModel(responses=['Well: {"faithful": 1, "relevant": 0.5}'])
    judged = judging.judge(found, model)
    assert [o.faithful for o in judged.outcomes] == [1.0, None]
    assert figures(judged.outcomes)["relevant"].value == 0.5
    nonsense = judging.judge(found, FakeListChatModel(responses=['{"faithful": 7'])).outcomes
    assert nonsense[0].faithful is None


def test_a_model_that_no_one_knows_is_told():
    with pytest.raises(InputError, match="FOTNOT_JUDGE"):
        judging.model_named("nobody:nothing")


def test_console_output_is_json_or_text(capsys):
    console.show({"å": 1})
    console.show("text")
    assert capsys.readouterr().out == '{\n "å": 1\n}\ntext\n'
