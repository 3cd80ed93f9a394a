"""Question banks → a trained encoder, saved as a sentence-transformers model.

In-batch contrastive learning (Henderson et al., 2017, "Efficient Natural Language Response
Suggestion for Smart Reply"), as sentence-transformers' MultipleNegativesRankingLoss does it, with
two additions: another sentence that answers the same question is not counted as wrong, and
unanswerable questions stand in every batch as further wrong choices.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vectorstore import ngrams
from vectorstore.context import turn_weights

if TYPE_CHECKING:
    import numpy as np
    import torch

STEPS = 200
LEARNING_RATE = 1e-2
SCALE = 20.0
BATCH_SENTENCES = 128
BATCH_UNANSWERABLE = 96
DROPPED = 0.2  # share of a text's n-grams left out at random, so that none is leant on alone


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence to learn: its wordings, and the questions that it answers.

    A question is (its turns, ids of all sentences that answer it).
    """

    sentence: str
    wordings: tuple[str, ...]
    questions: tuple[tuple[tuple[str, ...], frozenset[str]], ...]


def train(
    lessons: Sequence[Lesson],
    unanswerable: Sequence[Sequence[str]],
    folder: Path,
    dimension: int = 256,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Train on lessons and on unanswerable questions (each its turns), and save into `folder`.

    The same input gives the same model.

    With no lessons the table keeps its random start: near-orthogonal rows, whose mean compares
    texts by the n-grams that they share.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize

    from vectorstore.ngram_model import NgramEmbedding

    torch.manual_seed(seed)
    model = SentenceTransformer(modules=[NgramEmbedding(dimension), Normalize()], device="cpu")
    if lessons:
        sampler = _Sampler(lessons, unanswerable, random.Random(seed))
        _fit(model, sampler, progress or (lambda *_: None))
    folder.mkdir(parents=True, exist_ok=True)
    model.save(str(folder), create_model_card=False)


def _fit(
    model: "torch.nn.Module", sampler: "_Sampler", progress: Callable[[int, int], None]
) -> None:
    import torch

    from vectorstore.ngram_model import batch

    steps = STEPS * max(1, min(10, len(sampler.lessons) // BATCH_SENTENCES))
    optimiser = torch.optim.SparseAdam(list(model.parameters()), lr=LEARNING_RATE)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * (1 - step / steps) + 1e-5
        anchors, positives, unanswerable, same = sampler.draw()
        features = batch([*anchors, *positives, *unanswerable])
        vectors = model(features)["sentence_embedding"]
        optimiser.zero_grad()
        _loss(vectors, len(anchors), torch.from_numpy(same)).backward()
        optimiser.step()
        progress(step + 1, steps)


def _loss(vectors: "torch.Tensor", count: int, same: "torch.Tensor") -> "torch.Tensor":
    """Cross-entropy of each anchor against all positives and unanswerable ones, and back again."""
    from torch.nn import functional

    anchors, candidates = vectors[:count], vectors[count:]
    scores = anchors @ candidates.T * SCALE
    ignored = functional.pad(same, (0, candidates.shape[0] - count))
    forward = functional.cross_entropy(scores.masked_fill(ignored, -1e9), _diagonal(count))
    backward = scores[:, :count].T.masked_fill(same.T, -1e9)
    return forward + 0.5 * functional.cross_entropy(backward, _diagonal(count))


def _diagonal(count: int) -> "torch.Tensor":
    import torch

    return torch.arange(count)


class _Sampler:
    """Draws batches: for every sentence a question, and another question or wording of it."""

    def __init__(
        self,
        lessons: Sequence[Lesson],
        unanswerable: Sequence[Sequence[str]],
        chance: random.Random,
    ) -> None:
        import numpy as np

        self.lessons = lessons
        self._chance = chance
        self._noise = np.random.default_rng(chance.randrange(1 << 30))
        self._unanswerable = list(unanswerable)
        self._rows: dict[str, np.ndarray] = {}

    def draw(
        self,
    ) -> "tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray], np.ndarray]":
        """Rows of the anchors, their positives and unanswerable questions; which pairs agree."""
        import numpy as np

        count = min(BATCH_SENTENCES, len(self.lessons))
        lessons = self._chance.sample(list(self.lessons), count)
        anchors, positives, answered = [], [], []
        for lesson in lessons:
            turns, answers = self._chance.choice(lesson.questions)
            other = self._chance.choice(lesson.questions)[0]
            positive = self._chance.choice((other, (self._chance.choice(lesson.wordings),)))
            anchors.append(self._mixed(turns))
            positives.append(self._mixed(positive))
            answered.append(answers)
        same = np.array(
            [[a is not b and b.sentence in s for b in lessons] for a, s in zip(lessons, answered)]  # noqa: B905
        )
        drawn = min(BATCH_UNANSWERABLE, len(self._unanswerable))
        unanswerable = self._chance.sample(self._unanswerable, drawn)
        return anchors, positives, [self._mixed(turns) for turns in unanswerable], same

    def _mixed(self, turns: Sequence[str]) -> "np.ndarray":
        """Rows of a question, and of each turn before it as many as it weighs beside it."""
        import numpy as np

        rows = [self._thinned(turn) for turn in turns]
        kept = [
            rows[-1]
            if weight == 1
            else self._noise.choice(part, max(1, round(weight * len(rows[-1]))))
            for part, weight in zip(rows, turn_weights(turns), strict=True)
            if weight
        ]
        return np.concatenate(kept)

    def _thinned(self, text: str) -> "np.ndarray":
        import numpy as np

        rows = self._rows.get(text)
        if rows is None:
            rows = self._rows[text] = np.array(ngrams.rows(text) or [0], dtype=np.int64)
        kept = rows[self._noise.random(len(rows)) > DROPPED]
        return kept if len(kept) else rows
