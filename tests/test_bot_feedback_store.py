"""Kept data: what is stored, what comes back, how long it stays, and what a failure costs."""

import csv
import io
import logging
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.dialects import postgresql

from bot.feedback import queries, tables
from bot.feedback.export import COLUMNS, to_csv
from bot.feedback.rows import OpenQuestion, new_row, normalised
from bot.feedback.store import Kept, open_kept
from bot.settings import Settings
from ingest.errors import InputError

SLUG = "en-artikel"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "kept.db"


@pytest.fixture
def kept(path):
    store = Kept(f"sqlite:///{path}", 180)
    yield store
    store.close()


def rows(path):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute("select * from fotnot_events order by id")]
    connection.close()
    return found


def age(path, days):
    connection = sqlite3.connect(path)
    old = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
    connection.execute("update fotnot_events set at = ?", (f"{old:%Y-%m-%d %H:%M:%S.%f}",))
    connection.commit()
    connection.close()


def test_only_what_is_promised_is_stored_and_masked(kept, path):
    kept.declined("Jag heter Bo, bo@example.se, 900101-1234. Hjälper det?", "sv", SLUG)
    kept.feedback(
        "down", "Hur mycket?", "sv", SLUG, "answer", ["s7c71380492", "bo@example.se"], "Ring 070-123 45 67!"
    )  # fmt: skip
    first, second = rows(path)
    assert set(first) == {
        "id", "at", "event", "question", "normal", "language", "article", "kind", "sentences",
        "comment",
    }  # fmt: skip
    assert first["question"] == "Jag heter Bo, [e-mail], [id]. Hjälper det?"
    assert "example" not in first["normal"]
    assert first["at"].endswith(":00.000000")
    assert (second["event"], second["kind"], second["sentences"]) == (
        "down",
        "answer",
        "s7c71380492",
    )
    assert second["comment"] == "Ring [phone]!"
    assert oct(path.stat().st_mode & 0o777) == "0o600"


def test_texts_are_bounded_and_names_are_names():
    row = new_row("down", "x" * 9000, "sv", "<script>", "answer", ["s7c71380492"] * 90, "y" * 9000)
    assert (len(row.question), len(row.comment), row.article) == (2000, 1000, "")
    assert len(row.sentences.split()) == 20
    assert new_row("up", "a\x00b\ud800", "sv", None, "answer").question == "ab"


def test_wordings_are_grouped_counted_and_ordered(kept):
    for question in ("Vad är kisel?", "vad är  kisel", "VAD ÄR KISEL ?!"):
        kept.declined(question, "sv", SLUG)
    kept.feedback("up", "Vad är kisel?", "sv", SLUG, "answer")
    kept.feedback("up", "Bara bra", "sv", SLUG, "answer")
    kept.feedback("down", "Hur mycket?", "sv", SLUG, "answer", (), "Stämmer inte")
    kept.feedback("down", "Hur mycket", "sv", SLUG, "advice", (), "Nej")
    kept.declined("What is silicon?", "en", "another")
    often = kept.unanswered("most")
    assert [(a.question, a.count) for a in often] == [
        ("VAD ÄR KISEL ?!", 3), ("Hur mycket", 2), ("What is silicon?", 1),
    ]  # fmt: skip
    assert (often[0].declined, often[0].up, often[0].down) == (3, 1, 0)
    assert often[1].comments == ("Nej", "Stämmer inte")
    assert often[1].kinds == ("advice", "answer")
    assert often[0].last_seen.tzinfo is UTC
    assert [a.language for a in kept.unanswered("newest")] == ["en", "sv", "sv"]
    assert [a.question for a in kept.unanswered(article="another")] == ["What is silicon?"]
    assert len(kept.unanswered(language="sv")) == 2
    assert len(kept.unanswered(limit=1, offset=2)) == 1
    assert list(kept.all_unanswered("most")) == list(often)


def test_a_comment_can_follow_its_thumb_once(kept, path):
    receipt = kept.feedback("down", "Hur mycket?", "sv", SLUG, "answer")
    other = kept.feedback("up", "Vad?", "sv", SLUG, "answer")
    kept.comment(receipt, "Fel! bo@example.se")
    kept.comment(receipt, "Något annat")
    for forged in ("", "1", "1.", f"1.{other.partition('.')[2]}", "x.y"):
        kept.comment(forged, "Intrång")
    assert [row["comment"] for row in rows(path)] == ["Fel! [e-mail]", ""]


def test_nothing_kept_is_nothing_found(kept):
    assert kept.unanswered() == ()
    assert kept.forget() == 0


@pytest.mark.parametrize(
    ("one", "other"), [("Hej!", "hej"), ("  Ä  b? ", "ä b"), ("”Straße”", "strasse")]
)
def test_wordings_that_differ_to_the_eye_alone_are_one(one, other):
    assert normalised(one) == normalised(other)


def test_what_is_too_old_is_deleted_at_the_first_use(kept, path):
    kept.declined("Gammal fråga", "sv", SLUG)
    kept.close()
    age(path, 181)
    assert [a.question for a in kept.unanswered()] == ["Gammal fråga"]  # once an hour is enough
    fresh = Kept(f"sqlite:///{path}", 180)
    assert fresh.unanswered() == ()
    fresh.close()
    assert rows(path) == []


def test_a_server_holds_to_the_retention_though_nobody_writes(kept, path, monkeypatch):
    kept.declined("Gammal fråga", "sv", SLUG)
    kept.close()
    age(path, 181)
    done = threading.Event()
    monkeypatch.setattr("bot.feedback.store.time.sleep", lambda _: (done.set(), sys.exit()))
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    fresh = Kept(f"sqlite:///{path}", 180)
    fresh.keep_tidy()
    assert done.wait(10)
    fresh.close()
    assert rows(path) == []


def test_forgetting_by_day_text_and_article(kept, path):
    kept.declined("Är ÅNGEST farligt?", "sv", SLUG)
    kept.feedback("down", "Hur mycket?", "sv", SLUG, "answer", (), "min ångest")
    kept.declined("What?", "en", "another")
    assert kept.forget(containing="%") == 0
    assert kept.forget(containing="Ångest", article="another") == 0
    assert kept.forget(containing="Ångest") == 2
    assert kept.forget(before=date(2000, 1, 1)) == 0
    assert kept.forget(article="another") == 1
    kept.declined("Igen?", "sv", SLUG)
    assert kept.forget(before=datetime.now(UTC).date() + timedelta(days=1)) == 1
    assert rows(path) == []
    kept.close()
    assert b"ngest" not in path.read_bytes()


def test_threads_and_processes_may_write_at_once(kept, path):
    code = (
        "import sys; from bot.feedback.store import Kept\n"
        "kept = Kept(sys.argv[1], 180)\n"
        "for _ in range(20): kept.declined('Samma fråga?', 'sv', 'en-artikel')"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, f"sqlite:///{path}"], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    threads = [
        threading.Thread(target=lambda: [kept.declined("Samma fråga?", "sv", SLUG) for _ in range(20)])
        for _ in range(4)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for process in processes:
        assert process.communicate(timeout=60)[1] == b""
    assert kept.unanswered()[0].count == 20 * 7


def test_a_database_that_fails_costs_one_warning_and_no_exception(tmp_path, caplog):
    broken = tmp_path / "kept.db"
    broken.write_text("this is no database, but long enough to look like a broken one" * 20)
    kept = Kept(f"sqlite:///{broken}", 180)
    with caplog.at_level(logging.WARNING, "fotnot"):
        for _ in range(3):
            kept.declined("Vad är hemligt?", "sv", SLUG)
            assert kept.feedback("up", "Vad är hemligt?", "sv", SLUG, "answer") == ""
    assert len(caplog.records) == 1
    assert "FOTNOT_DATABASE_URL" in caplog.text
    assert "hemligt" not in caplog.text
    with pytest.raises(InputError, match="not a database"):
        kept.unanswered()


def test_a_locked_database_holds_up_no_answer_and_loses_nothing(kept, path):
    kept.declined("Vad?", "sv", SLUG)
    kept.close()
    locking = sqlite3.connect(path, isolation_level=None)
    locking.execute("begin exclusive")
    kept.declined("En gång till?", "sv", SLUG)
    receipt = kept.feedback("down", "Hur mycket?", "sv", SLUG, "answer")
    assert receipt == ""  # it is not written yet, so no comment can be added to it
    assert locking.in_transaction  # none of them had waited for the lock's end
    locking.execute("rollback")
    locking.close()
    assert {row.question for row in kept.unanswered()} == {"Vad?", "En gång till?", "Hur mycket?"}


def test_more_than_can_wait_is_let_go_with_a_warning(kept, path, caplog):
    kept.declined("Vad?", "sv", SLUG)
    kept.close()
    locking = sqlite3.connect(path, isolation_level=None)
    locking.execute("begin exclusive")
    with caplog.at_level(logging.WARNING, "fotnot"):
        for _ in range(1100):
            kept.declined("Vad?", "sv", SLUG)
    assert "1000 wait for the database" in caplog.text
    locking.close()


def test_what_waits_is_written_before_the_process_ends(path):
    code = (
        "from bot.feedback.store import Kept; import sys\n"
        "Kept(sys.argv[1], 180).declined('Vad?', 'sv', 'x')"
    )
    subprocess.run([sys.executable, "-c", code, f"sqlite:///{path}"], check=True)
    assert len(Kept(f"sqlite:///{path}", 180).unanswered()) == 1


def test_a_folder_that_can_not_be_made_costs_no_exception(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    kept = Kept(f"sqlite:///{tmp_path / 'file' / 'kept.db'}", 180)
    kept.declined("Vad?", "sv", SLUG)
    kept.close()
    assert "can't be made" in caplog.text


def test_a_password_is_never_shown(caplog):
    for url in (
        "mysql://user:hemligt@localhost/db", "postgresql://user:hemligt@127.0.0.1:1/db",
        "sqlite:////proc/kept.db?password=hemligt",
        "user:hemligt@localhost",
    ):  # fmt: skip
        kept = Kept(url, 180)
        kept.declined("Vad?", "sv", SLUG)
        with pytest.raises(InputError) as error:
            kept.unanswered()
        assert "hemligt" not in str(error.value)
        assert "FOTNOT_DATABASE_URL" in str(error.value)
        assert "\n" not in str(error.value)
    assert "hemligt" not in caplog.text


def test_data_of_a_newer_fotnot_is_left_alone(kept, path):
    kept.declined("Vad?", "sv", SLUG)
    kept.close()
    connection = sqlite3.connect(path)
    connection.execute("update fotnot_schema set version = 99")
    connection.commit()
    connection.close()
    with pytest.raises(InputError, match="newer Fotnot"):
        kept.unanswered()


def test_every_statement_compiles_for_postgresql():
    dialect = postgresql.dialect()
    conditions = queries.matching(datetime(2026, 1, 1), SLUG)
    statements = [
        queries.unanswered("most", SLUG, "sv", 10), queries.unanswered("newest", None, None, 10),
        queries.wordings([1]), queries.remarks([("a", "sv", SLUG)], 10),
        queries.texts(conditions), queries.deleted(conditions), queries.commented(1, "a"), tables.events.insert(),
    ]  # fmt: skip
    for statement in statements:
        assert str(statement.compile(dialect=dialect))


def test_settings_name_the_database_or_turn_keeping_off(tmp_path):
    assert open_kept(Settings(data_dir=tmp_path, keep=False)) is None
    kept = open_kept(Settings(data_dir=tmp_path))
    kept.declined("Vad?", "sv", SLUG)
    kept.close()
    assert (tmp_path / "kept.db").exists()


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("sv", ";"), ("fi", ";")])
def test_the_csv_is_utf8_with_a_mark_and_runs_nothing(language, separator):
    now = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
    found = [
        OpenQuestion(
            '=HYPERLINK("http://x")', "sv", SLUG, 1, 0, 2, now, ("answer",), ("+1", "åäö")
        ),
        OpenQuestion(" \t@SUM(1)", "sv", SLUG, 1, 0, 0, now),
        OpenQuestion("Vanlig, fråga; tror jag?\nRad två", "sv", SLUG, 1, 0, 0, now),
        OpenQuestion('Hej;=1+1, "@A1 \n +2, 5-6', "sv", SLUG, 1, 0, 0, now),
    ]
    data = to_csv(found, language)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator)
    header, first, second, third, last = lines
    assert tuple(header) == COLUMNS
    assert first[0] == '\'=HYPERLINK("http://x")'
    assert first[3:8] == ["3", "1", "2", "0", "2026-05-01 12:30"]
    assert first[9] == "'+1 | åäö"
    assert second[0].startswith("'")
    assert third[0] == "Vanlig, fråga; tror jag?\nRad två"
    assert last[0] == "Hej;'=1+1,' \"@A1 \n' +2, 5-6"


def test_sqlalchemy_waits_for_the_first_use():
    code = (
        "import sys, bot.cli.main, bot.feedback.store as s, bot.pii.masking, bot.feedback.export\n"
        "s.Kept('sqlite:///x.db', 180)\n"
        "sys.exit(bool({'sqlalchemy', 'phonenumbers', 'stdnum'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
