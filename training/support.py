"""Learn how much soft evidence a written sentence needs, from true and false retellings.

Run with `python -m training.support` on an index that `fotnot ingest` made, which has the articles
that `training/retellings.jsonl` and `tests/data/statements-chosen.jsonl` retell. Each true one is
learnt beside its own sentence, and as a false one beside the nearest others; what another check
rejects already is left out. Prints what is reached on articles' sentences that were not learnt
from, and writes `bot/fact_check/support.json`.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bot.fact_check import support
from bot.fact_check.check import Checker
from bot.fact_check.evidence import Knowledge, SentenceEvidence
from bot.fact_check.similarity import Meaning
from bot.fact_check.support import Support
from bot.fact_check.written import Written
from bot.intent.asked_about import Looking, looking
from bot.settings import settings
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever

DATA = ("training/retellings.jsonl", "tests/data/statements-chosen.jsonl")
OTHERS = 4  # sentences beside which a true retelling is false
KEPT = 0.985  # of the true ones, the share that is to stand
PENALTY = 10.0  # scikit-learn's C


@dataclass(frozen=True, slots=True)
class Example:
    """The figures of a statement beside a sentence, whether it is true of it, and which it retells."""

    features: tuple[float, ...]
    is_true: bool
    sentence: str


def main() -> None:
    """Learn, tell what is reached, and write."""
    chosen = settings()
    index = open_index(chosen.index_root, chosen.model_cache)
    examples = list(_examples(index, looking(chosen.model_cache)))
    x = np.array([each.features for each in examples])
    y = np.array([each.is_true for each in examples])
    groups = np.unique([each.sentence for each in examples], return_inverse=True)[1]
    scale = np.maximum(x.std(axis=0), 1e-6)  # so that the penalty treats all alike
    model = LogisticRegression(C=PENALTY, max_iter=5000)
    scores = cross_val_predict(
        model, x / scale, y, groups=groups, cv=GroupKFold(10), method="decision_function"
    )
    threshold = float(np.quantile(scores[y], 1 - KEPT))
    passing = float(np.mean(scores[~y] >= threshold))
    print(f"{y.sum()} true, {KEPT:.1%} kept; {(~y).sum()} false that no other check saw, "
          f"{passing:.1%} pass")  # fmt: skip
    model.fit(x / scale, y)
    weights = tuple(round(float(w), 4) for w in model.coef_[0] / scale)
    learnt = Support(round(float(model.intercept_[0]), 4), weights, round(threshold, 4))
    support.FILE.write_text(json.dumps(asdict(learnt), indent=1) + "\n", encoding="utf-8")


def _examples(index: Index, names: Looking) -> Iterator[Example]:
    knowledge = Knowledge(index.source(index.slugs[0]), suggested=True)
    ids = {s.text: s.id for s in index.source(index.slugs[0]).article.sentences}
    meaning, retriever = Meaning(index.encoder), Retriever(index)
    for path in DATA:
        for line in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines()):
            own, text, language = ids[line["sentence"]], line["statement"], line["language"]
            beside = [own]
            if line["stands"]:
                found = [p.sentence.id for p in retriever.search([text]).passages]
                beside += [each for each in found if each != own][:OTHERS]
            for evidence in knowledge.gather(beside, language):
                checker = Checker((evidence,), language, knowledge, meaning, names)
                is_true = line["stands"] and evidence.sentence.id == own
                if features := _left(checker, text, evidence):
                    yield Example(features, is_true, line["sentence"])


def _left(checker: Checker, text: str, evidence: SentenceEvidence) -> tuple[float, ...] | None:
    """The figures of a statement that only its support can make fall, else None."""
    if checker.check(Written(text, (evidence.sentence.id,))).reason not in (None, "meaning"):
        return None
    return checker.evidences(text, [evidence]).features


if __name__ == "__main__":
    main()
