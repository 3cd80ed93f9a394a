"""Choose the numbers of the decision for articles that no question bank carries.

The pages in `benchmarks/pages/`, each with scripted tests, and the project's own articles without
their banks, asked their calibration questions. Each page is judged by numbers fitted to the others,
so that none rests on itself. A part of `make calibrate`.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot import decision
from bot.decision import Model
from bot.evaluation.checks import is_quoted
from bot.evaluation.tests_file import read_tests
from bot.settings import settings
from ingest import bank, folder
from vectorstore.build import Recipe, ingest
from vectorstore.encoder import HeadedEncoder, Vectors
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever, Weights

PAGES = Path(__file__).with_name("pages")
PRECISION = 0.77  # of the best passages shown, the share that is to be right
PAGE_WEIGHT = 100.0  # what all questions of a page count together, however many it has


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a page, and the ids of the sentences that answer it: none if none does."""

    slug: str
    turns: tuple[str, ...]
    language: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What retrieval found for it: the place of the first right passage, from 0, and features."""

    asked: Asked
    rank: int
    features: tuple[float, ...]


class Encoded(HeadedEncoder):
    """An index's encoder that encodes each question once, however often it is asked."""

    def __init__(self, encoder: HeadedEncoder) -> None:
        super().__init__(encoder, None)
        self._known: dict[str, Vectors] = {}

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        for text in texts:
            if text not in self._known:
                (self._known[text],) = super().encode_queries([text])
        return np.array([self._known[text] for text in texts])


def fitted(place: Path) -> Model:
    """The decision's numbers; an index is made in `place`."""
    chosen = settings()
    articles = [*folder.discover(PAGES), *_bare_copies(place / "articles")]
    ingest(place / "index", articles, Recipe(model_cache=chosen.model_cache))
    index = open_index(place / "index", chosen.model_cache)
    index.encoder = Encoded(index.encoder)
    asked = [*_from_pages(index), *_from_calibration(index)]
    for weights in (Weights(chunks=0.0), Weights(chunks=0.5), Weights(questions=0.5), Weights()):
        print(weights)
        print(_ranks(_seen(index, asked, weights)))
    return _decide(_seen(index, asked, Weights()))


def _bare_copies(target: Path) -> list[Path]:
    """The project's articles that have calibration questions, without their banks."""
    copies = []
    for path in folder.discover(settings().articles):
        if (path / "calibration").is_dir():
            copy = target / path.name
            copy.mkdir(parents=True)
            shutil.copy2(folder.capture_of(path), copy)
            copies.append(copy)
    return copies


def _from_pages(index: Index) -> Iterator[Asked]:
    for path in folder.discover(PAGES):
        sentences = index.source(path.name).article.sentences
        for test in read_tests([path / "tests.yaml"]):
            quotes = (*test.expect.quotes, *test.expect.quotes_any)
            right = frozenset(s.id for s in sentences if any(is_quoted(q, s.text) for q in quotes))
            if test.expect.kinds == ("decline",) or (right and test.expect.kinds == ("answer",)):
                yield Asked(path.name, test.turns, test.language or "en", right)


def _from_calibration(index: Index) -> Iterator[Asked]:
    for path in folder.discover(settings().articles):
        place = path / "calibration"
        if not place.is_dir():
            continue
        find = bank.sentence_finder(index.source(path.name).article)
        for name in ("answerable", "conversations", "follow-ups"):
            for q in bank.read_questions(place / f"{name}.jsonl", find):
                yield Asked(path.name, q.turns, q.language, frozenset(q.sentences))
        for name in ("unanswerable", "unanswerable-follow-ups"):
            for q in bank.read_unanswerable(place / f"{name}.jsonl"):
                yield Asked(path.name, q.turns, q.language, frozenset())


def _seen(index: Index, asked: Sequence[Asked], weights: Weights) -> list[Seen]:
    searcher = Retriever(index, weights)
    found = []
    for one in asked:
        held = searcher.search(one.turns, slug=one.slug)
        ids = [passage.sentence.id for passage in held.passages]
        rank = next((i for i, identity in enumerate(ids) if identity in one.right), 99)
        found.append(Seen(one, rank, decision.bare_features(one.turns[-1], held)))
    return found


def _ranks(seen: Sequence[Seen]) -> str:
    """Right sentence first, in three, in five; a page each."""
    told = []
    for slug in sorted({one.asked.slug for one in seen}):
        ranks = [one.rank for one in seen if one.asked.slug == slug and one.asked.right]
        told.append(
            f"{slug} " + " ".join(f"{np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 5))
        )
    return "; ".join(told)


def _decide(seen: Sequence[Seen]) -> Model:
    x = np.array([one.features for one in seen])
    scale = np.maximum(x.std(axis=0), 1e-6)
    x /= scale
    right = np.array([one.rank == 0 for one in seen])
    answerable = np.array([bool(one.asked.right) for one in seen])
    slugs = np.array([one.asked.slug for one in seen])
    weight = np.array([PAGE_WEIGHT / np.sum(slugs == slug) for slug in slugs])
    likely = np.zeros(len(seen))
    for slug in sorted(set(slugs)):
        others = slugs != slug
        model = LogisticRegression(C=0.5, max_iter=5000)
        model.fit(x[others], right[others], sample_weight=weight[others])
        likely[~others] = model.predict_proba(x[~others])[:, 1]
    threshold = _threshold(likely, right, weight)
    for slug in sorted(set(slugs)):
        _tell(
            slug,
            likely[slugs == slug] >= threshold,
            right[slugs == slug],
            answerable[slugs == slug],
        )
    return shifted(LogisticRegression(C=0.5, max_iter=5000).fit(x, right), scale, threshold)


def _threshold(likely: "np.ndarray", right: "np.ndarray", weight: "np.ndarray") -> float:
    """The least confidence above which PRECISION of what is shown is right, over all pages."""
    order = np.argsort(-likely)
    shown = np.cumsum(weight[order])
    good = np.cumsum((weight * right)[order])
    enough = np.flatnonzero(good >= PRECISION * shown)
    return float(likely[order[enough[-1]]]) if len(enough) else 0.5


def _tell(slug: str, shown: "np.ndarray", right: "np.ndarray", answerable: "np.ndarray") -> None:
    print(
        f"  {slug}: answers {np.mean(shown[answerable]):.1%}, "
        f"right {np.mean(right[shown]) if shown.any() else 0:.1%} of {shown.sum()} shown, "
        f"declines {np.mean(~shown[~answerable]):.1%}"
    )


def shifted(model: Any, scale: "np.ndarray", threshold: float) -> Model:
    """A fitted regression, its threshold moved to one half, the setting's default."""
    shift = float(np.log(threshold / (1 - threshold)))
    weights = tuple(round(float(weight), 3) for weight in model.coef_[0] / scale)
    return Model(round(float(model.intercept_[0]) - shift, 3), weights)
