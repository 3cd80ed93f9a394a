"""Question banks → a head: contrastive learning on vectors that stay as they are.

Sentence-transformers' `Dense` behind the frozen encoder, begun at the identity, learnt with its
MultipleNegativesRankingLoss (Henderson et al., 2017, "Efficient Natural Language Response
Suggestion for Smart Reply") by its trainer. In a batch a sentence stands once, with a question,
and with another question or wording of it; an unanswerable question beside each is one more wrong
choice. It is stopped early: so it still serves articles that it was not taught on.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.encoder.base import Vectors
from vectorstore.encoder.head import LEARNT, WEIGHTS, Learnt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

STEPS = 200
BATCH = 96
LEARNING_RATE = 1e-3
DROPPED = 0.15  # share of a vector's numbers that are left out at random
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence to learn, as keys of vectors: its wordings, and the questions that it answers.

    A question is (its key, the ids of all sentences that answer it).
    """

    sentence: str
    wordings: tuple[str, ...]
    questions: tuple[tuple[str, frozenset[str]], ...]


def learn(
    taught: Sequence[Taught],
    unanswerable: Sequence[str],
    vectors: Mapping[str, Vectors],
    about: Learnt,
    folder: Path,
    seed: int = 0,
    progress: Progress | None = None,
) -> None:
    """Learn a head and save it into `folder`; the same input gives the same bytes on one machine.

    `vectors` has the encoder's vector, shape (dimension,), for every key; wordings and questions
    alike have their mean taken from them.
    """
    import torch
    from sentence_transformers.base.modules import Dense

    mean = np.mean([vectors[key] for one in taught for key, _ in one.questions], axis=0)
    size = len(mean)
    torch.manual_seed(seed)
    dense = Dense(
        size, size, activation_function=None, init_weight=torch.eye(size),
        init_bias=torch.from_numpy(-mean.astype(np.float32)),
    )  # fmt: skip
    _train(dense, _rows(taught, unanswerable, random.Random(seed)), vectors, seed, progress)
    folder.mkdir(parents=True, exist_ok=True)
    dense.save(str(folder))
    (folder / WEIGHTS).chmod(0o644)  # the library writes it for its user alone
    (folder / LEARNT).write_text(json.dumps(asdict(about)), encoding="utf-8")


def _rows(
    taught: Sequence[Taught], unanswerable: Sequence[str], chance: random.Random
) -> dict[str, list[str]]:
    """The keys of all batches, one after the other, as columns of the trainer's dataset."""
    rows: dict[str, list[str]] = {"anchor": [], "positive": []}
    if unanswerable:
        rows["negative"] = []
    size = min(_drawn_at_once(taught, chance), BATCH)
    for _ in range(STEPS):
        for anchor, positive in _batch(taught, size, chance):
            rows["anchor"].append(anchor)
            rows["positive"].append(positive)
            if unanswerable:
                rows["negative"].append(chance.choice(unanswerable))
    return rows


def _drawn_at_once(taught: Sequence[Taught], chance: random.Random) -> int:
    """So many sentences can always be drawn of which none answers another's question."""
    tries = (len(list(_compatible(taught, chance))) for _ in range(20))
    return max(2, int(0.9 * min(tries)))


def _batch(taught: Sequence[Taught], size: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    pairs = list(_compatible(taught, chance))
    while len(pairs) < size:
        pairs += _compatible(taught, chance)
    return iter(pairs[:size])


def _compatible(taught: Sequence[Taught], chance: random.Random) -> Iterator[tuple[str, str]]:
    """(question, what it is to be near to) of sentences in a random order."""
    drawn: list[str] = []
    answering: set[str] = set()
    for one in chance.sample(list(taught), len(taught)):
        key, answers = chance.choice(one.questions)
        if one.sentence in answering or not answers.isdisjoint(drawn):
            continue
        drawn.append(one.sentence)
        answering |= answers
        other = chance.choice(one.questions)[0]
        yield key, chance.choice((other, chance.choice(one.wordings)))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the bars that the libraries would draw between ours."""
    from datasets import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    shown = not are_progress_bars_disabled()
    disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            enable_progress_bars()


def _train(
    dense: Any,
    rows: dict[str, list[str]],
    vectors: Mapping[str, Vectors],
    seed: int,
    progress: Progress | None,
) -> None:
    from datasets import Dataset
    from sentence_transformers import (
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from transformers import PrinterCallback

    from vectorstore.building import known_vectors

    model: SentenceTransformer = known_vectors.model(vectors, dense, DROPPED)
    with _quiet(), tempfile.TemporaryDirectory() as place:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=place, num_train_epochs=1, learning_rate=LEARNING_RATE, seed=seed,
            per_device_train_batch_size=len(rows["anchor"]) // STEPS, lr_scheduler_type="linear",
            max_grad_norm=0.0, use_cpu=True, save_strategy="no", report_to=[],
            disable_tqdm=True, logging_strategy="no", dataloader_drop_last=True,
            batch_sampler=known_vectors.in_order,
        )  # fmt: skip
        trainer = SentenceTransformerTrainer(
            model, arguments, train_dataset=Dataset.from_dict(rows),
            loss=MultipleNegativesRankingLoss(model),
            callbacks=[known_vectors.Told(progress)] if progress else [],
        )  # fmt: skip
        trainer.remove_callback(PrinterCallback)
        trainer.train()
