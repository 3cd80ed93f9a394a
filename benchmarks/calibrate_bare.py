"""Choose the numbers of the decision for articles that no question bank carries.

The pages in `benchmarks/pages/`, each with scripted tests. Each is judged by numbers fitted to the
others, so that none rests on itself. A part of `make calibrate`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.answering.search import decision
from bot.answering.search.decision import Regression
from bot.evaluation.checks import is_quoted
from bot.evaluation.tests_file import read_tests
from bot.intent.asked_about import looking
from bot.settings import settings
from ingest import folder
from vectorstore.building.build import Recipe, ingest
from vectorstore.encoder import HeadedEncoder, Vectors
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever, Weights

PAGES = Path(__file__).with_name("pages")
TRIED = (Weights(bare_chunks=0.0), Weights(bare_chunks=0.5), Weights(reranked=0.0),
         Weights(reranked=0.5), Weights(reranked=2.0), Weights())  # fmt: skip
DECLINED = 0.92  # of the questions that a page does not answer, the share that is to be declined


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question to a page, and the ids of the sentences that answer it: none if none does."""

    slug: str
    turns: tuple[str, ...]
    language: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What retrieval found for it: the place of the first right passage, from 0, and features."""

    asked: PageQuestion
    rank: int
    features: tuple[float, ...]
    lacking: bool


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


def fitted(place: Path) -> Regression:
    """The decision's numbers; an index is made in `place`."""
    chosen = settings()
    recipe = Recipe(chosen.encoder, model_cache=chosen.model_cache)
    ingest(place / "index", folder.discover(PAGES), recipe)
    index = open_index(place / "index", chosen.model_cache)
    index.encoder = Encoded(index.encoder)
    asked = list(_from_pages(index))
    for weights in TRIED:
        print(weights)
        print(_ranks(_seen(index, asked, weights)))
    return _decide(_seen(index, asked, Weights()))


def _from_pages(index: Index) -> Iterator[PageQuestion]:
    for path in folder.discover(PAGES):
        sentences = index.source(path.name).article.sentences
        for test in read_tests([path / "tests.yaml"]):
            quotes = (*test.expect.quotes, *test.expect.quotes_any)
            right = frozenset(s.id for s in sentences if any(is_quoted(q, s.text) for q in quotes))
            if test.expect.kinds == ("decline",) or (right and test.expect.kinds == ("answer",)):
                yield PageQuestion(path.name, test.turns, test.language or "en", right)


def _seen(index: Index, asked: Sequence[PageQuestion], weights: Weights) -> list[Seen]:
    searcher, looks = Retriever(index, weights), looking(settings().model_cache)
    found = []
    for one in asked:
        held = searcher.search(one.turns, slug=one.slug)
        ids = [passage.sentence.id for passage in held.passages]
        rank = next((i for i, identity in enumerate(ids) if identity in one.right), 99)
        about = looks.look(one.turns, one.language, index.vocabulary(one.slug))
        seen = decision.bare_features(one.turns, held, index, one.language)
        found.append(Seen(one, rank, seen, about.lacking))
    return found


def _ranks(seen: Sequence[Seen]) -> str:
    """Right sentence first, in three, in five; a page each."""
    told = []
    for slug in sorted({one.asked.slug for one in seen}):
        ranks = [one.rank for one in seen if one.asked.slug == slug and one.asked.right]
        told.append(
            f"{slug} " + " ".join(f"{np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 5))
        )
    ranks = [one.rank for one in seen if one.asked.right]
    told.append("all " + " ".join(f"{np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 5)))
    return "; ".join(told)


def _decide(seen: Sequence[Seen]) -> Regression:
    """Fitted to whether the best passage answers; its threshold keeps DECLINED of what no passage does.

    To begin with another sentence is no better than to answer what the page does not: fitted to
    whether a question is answered at all, more are, and fewer of them rightly. What asks about
    things that the page does not name is declined whatever the numbers say.
    """
    x = np.array([one.features for one in seen])
    scale = np.maximum(x.std(axis=0), 1e-6)
    x /= scale
    right = np.array([one.rank == 0 for one in seen])
    answerable = np.array([bool(one.asked.right) for one in seen])
    lacking = np.array([one.lacking for one in seen])
    slugs = np.array([one.asked.slug for one in seen])
    likely = np.zeros(len(seen))
    for slug in sorted(set(slugs)):
        others = (slugs != slug) & ~lacking
        model = _model().fit(x[others], right[others])
        likely[slugs == slug] = model.predict_proba(x[slugs == slug])[:, 1]
    likely[lacking] = 0.0
    threshold = float(np.quantile(likely[~answerable], DECLINED))
    for slug in sorted(set(slugs)):
        mine = slugs == slug
        _tell(slug, likely[mine] >= threshold, right[mine], answerable[mine])
    _tell("all", likely >= threshold, right, answerable)
    return shifted(_model().fit(x[~lacking], right[~lacking]), scale, threshold)


def _model() -> LogisticRegression:
    return LogisticRegression(C=0.5, max_iter=5000)


def _tell(slug: str, shown: "np.ndarray", right: "np.ndarray", answerable: "np.ndarray") -> None:
    print(
        f"  {slug}: answers {np.mean(shown[answerable]):.1%}, "
        f"the first sentence right in {np.mean(right[shown & answerable]):.1%} of those, "
        f"declines {np.mean(~shown[~answerable]):.1%}"
    )


def shifted(model: Any, scale: "np.ndarray", threshold: float) -> Regression:
    """A fitted regression, its threshold moved to one half, the setting's default."""
    shift = float(np.log(threshold / (1 - threshold)))
    weights = tuple(round(float(weight), 3) for weight in model.coef_[0] / scale)
    return Regression(round(float(model.intercept_[0]) - shift, 3), weights)
