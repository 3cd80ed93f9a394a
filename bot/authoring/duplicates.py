"""Questions that are taken: by the bank, by tests, or by an earlier suggestion."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

from ingest.errors import InputError
from ingest.question_bank import Bank, read_lines
from languages.words import words

ALIKE = 90.0  # of 100, by rapidfuzz's token_sort_ratio; no two of the bank's questions reach it
Where = Literal["in_tests", "in_bank", "repeated"]
_YAML = (".yaml", ".yml")


class Duplicates:
    """Tells whether a question is taken: the same words, or nearly, in any order."""

    def __init__(self, bank: Bank, tests: Iterable[str]) -> None:
        questions = (*bank.questions, *bank.unanswerable)
        self._known: dict[Where, list[str]] = {
            "in_tests": [_key(text) for text in tests],
            "in_bank": [_key(turn) for question in questions for turn in question.turns],
            "repeated": [],
        }

    def where(self, question: str) -> Where | None:
        """Where it, or one that is nearly the same, stands."""
        key = _key(question)
        for place, known in self._known.items():
            if process.extractOne(key, known, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE):
                return place
        return None

    def add(self, question: str) -> None:
        """Take it, so that it is not suggested again."""
        self._known["repeated"].append(_key(question))


def read_tests(given: Sequence[str], article_folder: Path) -> tuple[str, ...]:
    """Every question of the tests: of the given files, folders or patterns, and set apart.

    Where none are given, those of `evals/` beside the folder of articles. The article's own
    `calibration/` is set apart in any case.

    Raises:
        InputError: what was given leads to no file, or a file can't be read.
    """
    beside = article_folder.resolve().parent.parent / "evals"
    paths = [path for each in given for path in _files(each)] if given else _tests_in(beside)
    return tuple(
        turn
        for path in (*paths, *_tests_in(article_folder / "calibration"))
        for turn in _turns(path)
    )


def _files(given: str) -> list[Path]:
    path = Path(given)
    if path.is_file():
        return [path]
    found = _tests_in(path) if path.is_dir() else sorted(Path(path.anchor).glob(_below(path)))
    if not found:
        raise InputError(f"--tests {given}: no such file; give a file, a folder or a pattern")
    return found


def _below(path: Path) -> str:
    return str(path.relative_to(path.anchor)) if path.anchor else str(path)


def _tests_in(folder: Path) -> list[Path]:
    endings = (".jsonl", *_YAML)
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in endings)


def _turns(path: Path) -> Iterator[str]:
    if path.suffix.lower() in _YAML:
        from bot.evaluation.tests_file import read_tests as read

        for test in read([path]):
            yield from test.turns
        return
    for _, line in read_lines(path):
        told = line.get("turns") or [line.get("question")]
        yield from (turn for turn in told if isinstance(turn, str))


def _key(text: str) -> str:
    return " ".join(words(text))
