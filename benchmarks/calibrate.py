"""Choose the numbers of retrieval and of the decision, on questions that are set apart for that.

Articles that a bank carries are judged on `articles/*/calibration/`, which neither the bank nor the
tests contain; any other on the pages in `benchmarks/pages/`. Prints what the weights in
`vectorstore/retriever.py` give, and writes `bot/answering/search/calibration.json`. Run with `make calibrate`.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold, cross_val_predict

from benchmarks import calibrate_bare
from benchmarks.calibrate_bare import Encoded, shifted
from bot.answering.search import decision
from bot.answering.search.decision import Regression
from bot.intent.asked_about import looking
from bot.settings import settings
from ingest import folder, question_bank
from ingest.question_bank import Question
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever, Weights

Turns = tuple[tuple[str, ...], str]  # a question with those before it, and its language
KEPT = 0.98  # of the answerable questions, the share that is to be answered
TRIED = (Weights(letters=0.0), Weights(questions=1.0), Weights(letters=1.0), Weights(chunks=0.0),
         Weights(chunks=0.5), Weights(network=0.0), Weights(network=0.4), Weights(network=1.0),
         Weights(network=1.5), Weights())  # fmt: skip


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    chosen = settings()
    index = open_index(chosen.index_root, chosen.model_cache)
    index.encoder = Encoded(index.encoder)
    yes, talked, no, no_talked = _asked(index)
    for weights in TRIED:
        searcher = Retriever(index, weights)
        one, two = ([_rank(searcher, question) for question in qs] for qs in (yes, talked))
        print(weights, "questions", _in(one), "conversations", _in(two))
    answerable, unanswerable = (
        list(map(_turns, lot)) for lot in ((*yes, *talked), (*no, *no_talked))
    )
    models = {"networked": _fitted(index, answerable, unanswerable)}
    index.networks = {}  # as it is where a bank was changed, and no network learnt anew
    models["banked"] = _fitted(index, answerable, unanswerable)
    with tempfile.TemporaryDirectory() as place:
        models["bare"] = calibrate_bare.fitted(Path(place))
    _write(index, models)


def _asked(index: Index) -> tuple[list[Question], list[Question], list[Question], list[Question]]:
    """Answerable questions alone and in conversations, then unanswerable ones."""
    lots: tuple[list[Question], ...] = ([], [], [], [])
    for path in folder.discover(settings().articles):
        place = path / "calibration"
        if not place.is_dir():
            continue
        find = question_bank.sentence_finder(index.source(path.name).article)
        lots[0].extend(question_bank.read_questions(place / "answerable.jsonl", find))
        for name in ("conversations", "follow-ups"):
            lots[1].extend(question_bank.read_questions(place / f"{name}.jsonl", find))
        lots[2].extend(question_bank.read_unanswerable(place / "unanswerable.jsonl"))
        lots[3].extend(question_bank.read_unanswerable(place / "unanswerable-follow-ups.jsonl"))
    return lots  # type: ignore[return-value]


def _turns(question: Question) -> Turns:
    return question.turns, question.language


def _fitted(index: Index, yes: Sequence[Turns], no: Sequence[Turns]) -> Regression:
    """Fitted to what the article's names do not decide; its threshold keeps KEPT of all `yes`."""
    searcher, looks = Retriever(index), looking(settings().model_cache)
    vocabulary = index.vocabulary(index.slugs[0])
    asked = [(turns, language, searcher.search(turns)) for turns, language in (*yes, *no)]
    lacking = np.array([
        decision.lacks(looks.look(turns, language, vocabulary), found) for turns, language, found in asked
    ])  # fmt: skip
    x = np.array([decision.features(turns, found, index) for turns, _, found in asked])[~lacking]
    scale = np.maximum(x.std(axis=0), 1e-6)  # so that the penalty treats all alike
    y = np.array([1] * len(yes) + [0] * len(no))
    model = LogisticRegression(C=1, class_weight="balanced", max_iter=5000)
    folds, scores = KFold(10, shuffle=True, random_state=0), np.zeros(len(y))
    scores[~lacking] = cross_val_predict(
        model, x / scale, y[~lacking], cv=folds, method="predict_proba"
    )[:, 1]
    threshold = float(np.quantile(scores[y == 1], 1 - KEPT))
    declined = float(np.mean(scores[y == 0] < threshold))
    told = f"AUC {roc_auc_score(y, scores):.3f}, answers {KEPT:.0%}, declines {declined:.1%}"
    print(f"with a bank: {told}")
    return shifted(model.fit(x / scale, y[~lacking]), scale, threshold)


def _write(index: Index, models: dict[str, Regression]) -> None:
    head = index.learnt.lessons if index.learnt else ""
    told = {"encoder": index.manifest.encoder, "head": head}
    told |= {name: asdict(model) for name, model in models.items()}
    decision.FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"written: {decision.FILE.name}")


def _rank(searcher: Retriever, question: Question) -> int:
    found = [passage.sentence.id for passage in searcher.search(question.turns).passages]
    return min((found.index(s) for s in question.sentences if s in found), default=99)


def _in(ranks: list[int]) -> str:
    return " ".join(f"{np.mean([rank < k for rank in ranks]):.3f}" for k in (1, 3, 5))


if __name__ == "__main__":
    main()
