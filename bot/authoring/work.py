"""The files of a drafting: what is kept, what needs a person, and how far it has come.

Beside the out file `drafts.jsonl` stand `drafts.todo.jsonl`, made when something needs a person,
and `drafts.progress.jsonl`: a line that says what is drafted, then one for each reply, written
before its lines go into the other two. So whenever a run ends, the next one goes on behind it.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from bot.answer import Usage
from bot.authoring.lines import append, lines_of, mend, readable
from bot.authoring.task import Drafted, as_line
from ingest.errors import InputError
from ingest.question_bank import read_lines

_SETTLED = {"settled": True}
_READ_BY_INGEST = ("questions", "translations")


@dataclass(frozen=True, slots=True)
class Job:
    """What is drafted: a file can be gone on with by the same job only."""

    drafts: str
    article: str
    language: str


class Work:
    """What has been done of a job; `add` writes on."""

    def __init__(self, out: Path, job: Job) -> None:
        """Read what earlier runs have left, and mend what broke off.

        Raises:
            InputError: the files are another job's, or can't be read or written.
        """
        self.out = out
        self.todo = out.with_suffix(".todo.jsonl")
        self._progress = _progress_of(out)
        try:
            self._begin(job)
        except OSError as error:
            raise InputError(f"{out}: can't be written ({error.strerror})") from None
        read = self._read()
        self._records = [each for each in read if "sentence" in each]
        self._settled = read[-1] == _SETTLED
        if not self._settled:
            self._settle()

    def _begin(self, job: Job) -> None:
        if not self.out.exists():
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self._progress.write_text(as_line(**asdict(job)) + "\n", encoding="utf-8")
            self.todo.unlink(missing_ok=True)
            self.out.touch()
        mend(self._progress)
        begun = next(iter(self._read()), {})
        if begun != asdict(job):
            raise InputError(
                f"{self.out}: holds other {begun.get('drafts', 'things')}; name another "
                "file with --out, or move that one away"
            )
        mend(self.out)
        mend(self.todo)

    def _read(self) -> list[dict[str, Any]]:
        return list(readable(lines_of(self._progress)))

    def _settle(self) -> None:
        """Write the last record's lines, which may not have reached their files."""
        for record in self._records[-1:]:
            for path, lines in ((self.out, record["kept"]), (self.todo, record["person"])):
                append(path, [line for line in lines if line not in lines_of(path)])

    def end(self) -> None:
        """Note that all lines are in their files: from here on a person may take some away."""
        if not self._settled:
            with suppress(OSError):  # the next run settles it
                mend(self.out)
                self._settle()
                append(self._progress, [as_line(**_SETTLED)])

    @property
    def done(self) -> frozenset[str]:
        """The ids of the sentences that need no request any more."""
        return frozenset(record["sentence"] for record in self._records if record["readable"])

    @property
    def kept(self) -> tuple[dict[str, Any], ...]:
        """The lines of the out file, also those that a person put there.

        Raises:
            InputError: a line is no JSON object.
        """
        return tuple(line for _, line in read_lines(self.out))

    @property
    def unread(self) -> int:
        """Of how many sentences no reply could be read; the next run asks again."""
        return len({record["sentence"] for record in self._records} - self.done)

    @property
    def failed(self) -> dict[str, int]:
        """The reasons against what was put aside → how often."""
        return dict(Counter(r for record in self._records for r in record["failed"]).most_common())

    @property
    def usage(self) -> Usage:
        """The tokens of all runs."""
        sent = sum(record["sent"] for record in self._records)
        return Usage(sent, sum(record["written"] for record in self._records))

    def total(self, which: Literal["kept", "person"]) -> int:
        """How many lines were kept, or put on the list for a person."""
        return sum(len(record[which]) for record in self._records)

    def add(self, identity: str, drafted: Drafted, usage: Usage) -> None:
        """Write down what became of a sentence."""
        record = {"sentence": identity, **asdict(drafted), "sent": usage.input_tokens,
                  "written": usage.output_tokens}  # fmt: skip
        self._settled = False
        append(self._progress, [as_line(**record)])
        self._records.append(json.loads(as_line(**record)))
        self._settle()


@contextmanager
def working(out: Path, job: Job) -> Iterator[Work]:
    """The work on a file, which one process at a time may do.

    Raises:
        InputError: as `Work`; ingest would read the file; or another process works on it.
    """
    from filelock import FileLock, Timeout

    if out.suffix != ".jsonl" or out.is_dir():
        raise InputError(f"--out {out}: must be a file named ….jsonl")
    if out.resolve().parent.name in _READ_BY_INGEST:
        raise InputError(
            f"--out {out}: ingest reads that folder; drafts go elsewhere until a person has read them"
        )
    lock = FileLock(_progress_of(out).with_suffix(".lock"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0.2)
    except Timeout:
        raise InputError(f"{out}: another fotnot is working on it; wait for its end") from None
    except OSError as error:
        raise InputError(f"{out}: can't be written ({error.strerror})") from None
    try:
        work = Work(out, job)
        try:
            yield work
        finally:
            work.end()
    finally:
        lock.release()


def _progress_of(out: Path) -> Path:
    return out.with_suffix(".progress.jsonl")
