"""Choose the numbers of the decision and of retrieval on questions set apart for that.

Reads `articles/*/calibration/`, which neither the bank nor the tests contain, and prints what
`bot/decision.py` and `vectorstore/retriever.py` should hold. Run with `make calibrate`.
"""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from benchmarks import calibrate_bare
from bot import decision
from bot.settings import settings
from ingest import bank, folder
from ingest.bank import Question
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever, Weights

KEPT = (0.95, 0.97)


def main() -> None:
    index = open_index(settings().index_root)
    for path in folder.discover(settings().articles):
        place = path / "calibration"
        if not place.is_dir():
            continue
        print(path)
        find = bank.sentence_finder(folder.load(path).article)
        asked = bank.read_questions(place / "answerable.jsonl", find)
        talked = [
            question
            for name in ("conversations", "follow-ups")
            for question in bank.read_questions(place / f"{name}.jsonl", find)
        ]
        retrieval(index, asked, talked)
        known = index.vocabulary(path.name)
        unanswerable = bank.read_unanswerable(place / "unanswerable.jsonl")
        answering("ALONE", index, known, asked, unanswerable)
        unanswerable = bank.read_unanswerable(place / "unanswerable-follow-ups.jsonl")
        answering("FOLLOW_UP", index, known, talked, unanswerable)
    calibrate_bare.main()


def retrieval(index: Index, asked: Sequence[Question], talked: Sequence[Question]) -> None:
    for weights in (Weights(questions) for questions in (0.0, 0.3, 0.6, 1.0)):
        searcher = Retriever(index, weights)
        one, two = ([_rank(searcher, question) for question in qs] for qs in (asked, talked))
        print(weights, "questions", _in(one), "conversations", _in(two))


def answering(
    name: str, index: Index, known: frozenset[str], yes: Sequence[Question], no: Sequence[Question]
) -> None:
    searcher = Retriever(index)
    x = np.array([decision.features(q.text, searcher.search(q.turns), known) for q in (*yes, *no)])
    scale = np.maximum(x.std(axis=0), 1e-6)  # so that the penalty treats all alike
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
    # The threshold that keeps the larger share of KEPT is moved to one half, the setting's default.
    threshold = float(np.quantile(scores[y == 1], 1 - KEPT[1]))
    shift = float(np.log(threshold / (1 - threshold)))
    weights = tuple(round(float(w), 2) for w in model.coef_[0] / scale)
    print(name, "=", decision.Model(round(float(model.intercept_[0]) - shift, 2), weights))


def _rank(searcher: Retriever, question: Question) -> int:
    found = [passage.sentence.id for passage in searcher.search(question.turns).passages]
    return min((found.index(s) for s in question.sentences if s in found), default=99)


def _in(ranks: list[int]) -> str:
    return " ".join(f"{np.mean([rank < k for rank in ranks]):.3f}" for k in (1, 3, 5))


if __name__ == "__main__":
    main()
