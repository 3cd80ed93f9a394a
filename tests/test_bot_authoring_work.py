"""The files of a drafting: whatever breaks off, the next run goes on behind it."""

import pytest
from drafting import lines

from bot.answer import Usage
from bot.authoring.task import Drafted, as_line
from bot.authoring.work import Job, working
from ingest.errors import InputError

JOB = Job("questions", "en-artikel", "sv")
ONE = Drafted(
    (as_line(question="Ett?"), as_line(question="Två?")), (), ("form", "form", "language")
)
TWO = Drafted((as_line(question="Tre?"),), (as_line(sentence="S.", reason="number"),), ("number",))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "drafts" / "questions.sv.jsonl"


def begun(out, *drafted):
    with working(out, JOB) as work:
        for number, each in enumerate(drafted, 1):
            work.add(f"s{number}", each, Usage(10, number))


def killed(out):
    """Make the record look as if the run had been killed: it does not tell that all is settled."""
    progress = out.with_suffix(".progress.jsonl")
    lines_ = progress.read_text(encoding="utf-8").splitlines(keepends=True)
    progress.write_text("".join(line for line in lines_ if "settled" not in line), encoding="utf-8")


def test_what_is_done_is_known_to_the_next_run(out):
    begun(out, ONE, TWO, Drafted(readable=False))
    with working(out, JOB) as work:
        assert work.done == {"s1", "s2"}
        assert work.unread == 1
        assert (work.total("kept"), work.total("person")) == (3, 1)
        assert work.failed == {"form": 2, "language": 1, "number": 1}
        assert (work.usage.input_tokens, work.usage.output_tokens) == (30, 6)
    assert [line["question"] for line in lines(out)] == ["Ett?", "Två?", "Tre?"]
    assert lines(out.with_suffix(".todo.jsonl")) == [{"sentence": "S.", "reason": "number"}]


def test_lines_that_did_not_reach_their_file_are_written(out):
    begun(out, ONE, TWO)
    whole, todo = out.read_bytes(), out.with_suffix(".todo.jsonl")
    for cut in (whole[:-1], whole[:-4], whole[: whole.index(b"Tre") - 14]):
        out.write_bytes(cut)
        killed(out)
        todo.unlink(missing_ok=True)
        begun(out)
        assert out.read_bytes() == whole
        assert len(lines(todo)) == 1


def test_a_reply_that_did_not_reach_the_record_is_asked_for_again(out):
    begun(out, ONE, TWO)
    killed(out)
    progress = out.with_suffix(".progress.jsonl")
    for cut in (b"", b"\n"):
        progress.write_bytes(progress.read_bytes()[:-20] + cut)
    with working(out, JOB) as work:
        assert work.done == {"s1"}
        work.add("s2", ONE, Usage(1, 1))
    assert b'"s2"' in progress.read_bytes().splitlines()[-2]


def test_what_a_person_changes_stays(out):
    begun(out, ONE, TWO)
    out.write_text(as_line(question="Egen?") + "\n" + as_line(question="Ett?"), encoding="utf-8")
    begun(out)
    assert [line["question"] for line in lines(out)] == ["Egen?", "Ett?"]


def test_a_line_that_a_person_broke_is_named(out):
    begun(out, ONE)
    with out.open("a", encoding="utf-8") as file:
        file.write('{"question": "Egen?"\n')
    with pytest.raises(InputError, match="line 3"), working(out, JOB) as work:
        assert not work.kept
    assert "Egen?" in out.read_text(encoding="utf-8")


def test_a_file_that_was_moved_away_is_begun_anew(out):
    begun(out, ONE, TWO)
    out.rename(out.with_name("reviewed.jsonl"))
    with working(out, JOB) as work:
        assert not work.done
        assert not work.todo.exists()


def test_another_job_or_another_file_is_left_alone(out):
    begun(out, ONE)
    other = Job("questions", "en-artikel", "en")
    with pytest.raises(InputError, match="other questions"), working(out, other):
        pass
    mine = out.with_name("mine.jsonl")
    mine.write_text('{"mine": 1}\n{"half": ', encoding="utf-8")
    with pytest.raises(InputError, match="other things"), working(mine, JOB):
        pass
    assert mine.read_text(encoding="utf-8") == '{"mine": 1}\n{"half": '


def test_a_place_that_ingest_reads_is_refused(tmp_path):
    for place in ("questions/sv.jsonl", "translations/en.jsonl"):
        with pytest.raises(InputError, match="ingest reads"), working(tmp_path / place, JOB):
            pass
    with pytest.raises(InputError, match="jsonl"), working(tmp_path / "drafts.txt", JOB):
        pass
    assert not list(tmp_path.rglob("*.jsonl"))


def test_two_at_a_time_are_refused(out):
    with working(out, JOB), pytest.raises(InputError, match="another fotnot"), working(out, JOB):
        pass
