"""What an index's encoder is taught: the question banks of its sources, as lessons."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.coverage import coverage
from ingest.folder import Source
from ingest.question_bank import Question
from vectorstore.building import learning, shipped
from vectorstore.building.index_rows import asked_vectors, wordings
from vectorstore.building.learning import Taught
from vectorstore.encoder.base import Encoder, Vectors
from vectorstore.encoder.head import Learnt
from vectorstore.files.manifest import SourceEntry

TAUGHT = 2  # of the sentences that a bank question lists: the best ones
Progress = Callable[[int, int], None]


def fingerprint(entries: Sequence[SourceEntry], encoder: str) -> str:
    """A hash of all banks and of what comes with the code: equal when all would be learnt the same."""
    banked = sorted(entry.fingerprint for entry in entries if entry.has_bank)
    return hashlib.sha256("\n".join((*banked, shipped.digest(encoder))).encode()).hexdigest()


def taught_on(sources: Sequence[Source]) -> list[Source]:
    """The sources whose banks can carry them: what an encoder learns from."""
    return [source for source in sources if coverage(source).is_sufficient]


def about(sources: Sequence[Source], encoder: str) -> Learnt:
    """What a head would be learnt on: every word of the lessons, in their order."""
    told = [
        [*wordings(source).items(), *map(_key, (*source.bank.questions, *source.bank.unanswerable)),
         *(q.sentences for q in source.bank.questions)]
        for source in taught_on(sources)
    ]  # fmt: skip
    plain = json.dumps(told, ensure_ascii=False)
    return Learnt(encoder, hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest())


def teach(
    sources: Sequence[Source],
    model: Encoder,
    told: Learnt,
    target: Path,
    seed: int,
    progress: Progress,
) -> None:
    """Learn a head of the encoder on the banks of all sources that carry, save it into `target`.

    `told` is what `about` says of these sources.
    """
    sources = taught_on(sources)
    unanswerable = [q for source in sources for q in source.bank.unanswerable]
    asked = [q for source in sources for q in source.bank.questions]
    every = [*asked, *unanswerable]
    vectors = dict(zip(map(_key, every), asked_vectors(every, model), strict=True))
    vectors |= _wording_vectors(
        [t for s in sources for ts in wordings(s).values() for t in ts], model
    )
    learning.learn(
        [one for source in sources for one in _lessons(source)], list(map(_key, unanswerable)),
        vectors, told, target, seed, progress,
    )  # fmt: skip


def _key(question: Question) -> str:
    return "\n".join(("q", *question.turns))


def _wording_vectors(texts: Sequence[str], model: Encoder) -> dict[str, Vectors]:
    vectors = model.encode_documents(texts)
    return {f"p {text}": vector for text, vector in zip(texts, vectors, strict=True)}


def _lessons(source: Source) -> list[Taught]:
    asked: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for question in source.bank.questions:
        for sentence in question.sentences[:TAUGHT]:
            asked.setdefault(sentence, []).append((_key(question), frozenset(question.sentences)))
    worded = wordings(source)
    return [
        Taught(sentence, tuple(f"p {text}" for text in worded[sentence]), tuple(questions))
        for sentence, questions in asked.items()
    ]
