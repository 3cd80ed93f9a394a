"""Choose the numbers of the decision and of retrieval on questions set apart for that.

Reads `articles/*/calibration/`, which neither the bank nor the tests contain, and prints what
`bot/decision.py` and `vectorstore/retriever.py` should hold. Run with `make calibrate`.
"""

from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from bot import context, decision
from bot.settings import settings
from ingest import bank, folder
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever, Weights

KEPT = (0.95, 0.97)


def main() -> None:
    index = open_index(settings().index_root)
    for path in folder.discover(settings().articles):
        if (path / "calibration").is_dir():
            print(path)
            retrieval(index, path)
            answering(index, path)


def retrieval(index: Index, path: Path) -> None:
    article = folder.load(path).article
    find = bank.sentence_finder(article)
    asked = bank.read_questions(path / "calibration" / "answerable.jsonl", find)
    talked = bank.read_conversations(path / "calibration" / "conversations.jsonl", find)
    for weights in (Weights(q, w) for q in (0.0, 0.3, 0.6, 1.0) for w in (0.0, 0.005, 0.01)):
        searcher = Retriever(index, weights)
        one = [_ranks(searcher, (q.text,), q.sentences) for q in asked]
        two = [_ranks(searcher, context.stand_alone(c.turns), c.sentences) for c in talked]
        print(weights, "questions", _in(one), "conversations", _in(two))


def answering(index: Index, path: Path) -> None:
    find = bank.sentence_finder(folder.load(path).article)
    yes = bank.read_questions(path / "calibration" / "answerable.jsonl", find)
    no = bank.read_unanswerable(path / "calibration" / "unanswerable.jsonl")
    searcher = Retriever(index)
    known = index.vocabulary(path.name)
    x = np.array(
        [decision.features(q.text, searcher.search((q.text,)), known) for q in (*yes, *no)]
    )
    scale = x.std(axis=0)  # so that the penalty treats all alike
    x /= scale
    y = np.array([1] * len(yes) + [0] * len(no))
    model = LogisticRegression(C=1, class_weight="balanced", max_iter=5000)
    scores = cross_val_predict(model, x, y, cv=10, method="predict_proba")[:, 1]
    print(f"AUC {roc_auc_score(y, scores):.3f}")
    for kept in KEPT:
        threshold = float(np.quantile(scores[y == 1], 1 - kept))
        declined = float(np.mean(scores[y == 0] < threshold))
        print(f"  threshold {threshold:.2f} answers {kept:.0%}, declines {declined:.1%}")
    model.fit(x, y)
    weights = tuple(round(float(w), 2) for w in model.coef_[0] / scale)
    print(decision.Model(round(float(model.intercept_[0]), 2), weights))


def _ranks(searcher: Retriever, turns: tuple[str, ...], right: tuple[str, ...]) -> int:
    found = [passage.sentence.id for passage in searcher.search(turns).passages]
    return min((found.index(identity) for identity in right if identity in found), default=99)


def _in(ranks: list[int]) -> str:
    return " ".join(f"{np.mean([rank < k for rank in ranks]):.3f}" for k in (1, 3, 5))


if __name__ == "__main__":
    main()
