"""What an encoder is taught: the question banks of an index's sources, as lessons."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.coverage import coverage
from ingest.folder import Source
from vectorstore import training
from vectorstore.fill import wordings
from vectorstore.manifest import SourceEntry

TAUGHT = 2  # of the sentences that a bank question lists: the best ones


def fingerprint(entries: Sequence[SourceEntry]) -> str:
    """A hash of all banks: equal when an encoder would be taught the same."""
    banked = sorted(entry.fingerprint for entry in entries if entry.has_bank)
    return hashlib.sha256("\n".join(banked).encode()).hexdigest()


def teach(
    sources: Sequence[Source], target: Path, seed: int, progress: Callable[[int, int], None]
) -> None:
    """Train an encoder on the banks of all sources that can carry it, and save it into `target`."""
    sources = [source for source in sources if coverage(source).carries]
    lessons = [lesson for source in sources for lesson in _lessons(source)]
    unanswerable = [q.turns for source in sources for q in source.bank.unanswerable]
    training.train(lessons, unanswerable, target, seed=seed, progress=progress)


def _lessons(source: Source) -> list[training.Lesson]:
    asked: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for question in source.bank.questions:
        for sentence in question.sentences[:TAUGHT]:
            asked.setdefault(sentence, []).append((question.turns, frozenset(question.sentences)))
    worded = wordings(source)
    return [
        training.Lesson(sentence, tuple(worded[sentence]), tuple(questions))
        for sentence, questions in asked.items()
    ]
