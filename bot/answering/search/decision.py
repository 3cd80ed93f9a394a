"""Whether the article answers a question at all: a confidence, learnt on questions set apart."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.intent.answer_types import asked_for, asks_amount, has, tells_amount
from bot.intent.asked_about import AskedAbout
from vectorstore.index import Index
from vectorstore.retriever import Passage, Retrieved

FILE = Path(__file__).with_name("calibration.json")
LOOKED_AT = 3
UNREAD = (0.0, -1.0)  # where there is no reranker: as likely answered as not
SAID, AHEAD = 0.7, 0.6  # a claim so near to one sentence, and no other nearly so, is said by it
THIS_QUESTION = 0.97  # a question of a large bank that is so near is this one
SAME_QUESTION = 0.85  # a question of a small bank that is so near is this one


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression over features."""

    intercept: float
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `make calibrate` fitted, and to which encoder and head (the hash of its lessons).

    `networked` is for articles that have a network of their own, `banked` for others that a bank
    carries, `bare` for any other.
    """

    encoder: str
    head: str
    networked: Regression
    banked: Regression
    bare: Regression

    @property
    def knows_networks(self) -> bool:
        """Whether it was fitted with an encoder for which an article has a network."""
        return len(self.networked.weights) > len(self.banked.weights)

    def misfit(self, index: Index) -> str:
        """What of an index these numbers were not fitted to; nothing where they fit."""
        learnt = index.learnt
        if self.encoder != index.manifest.encoder:
            return f"encoder {index.manifest.encoder!r}, not {self.encoder!r}"
        if learnt is None or learnt.lessons != self.head:
            return "another head, learnt on other question banks"
        return ""


@cache
def calibration() -> Calibration:
    """The numbers that the decision is made with."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    models = {
        name: Regression(told[name]["intercept"], tuple(told[name]["weights"]))
        for name in ("networked", "banked", "bare")
    }
    return Calibration(told["encoder"], told["head"], **models)


def confidence(
    turns: Sequence[str], found: Retrieved, index: Index, language: str, about: AskedAbout
) -> float:
    """How likely the best passage answers the last turn, 0 to 1; `language` is the turn's.

    `about` is what it asks about; where the article lacks that and no bank knows better, it is 0.

    An article that a question bank carries is judged by how close the question comes to
    answerable and to unanswerable ones; any other, by how the best passage stands out.
    """
    if not found.passages:
        return 0.0
    models = calibration()
    if found.passages[0].slug not in index.banked:
        if found.unanswerable.best > max(SAME_QUESTION, found.answerable.best):
            return 0.0
        if found.answerable.best > SAME_QUESTION:
            return found.answerable.best
        if about.lacking:
            return 0.0
        return _likely(models.bare, bare_features(turns, found, index, language))
    if lacks(about, found):
        return 0.0
    # The rest of a question is answered, which a network that reads the whole can't know.
    if about.missing or not models.knows_networks:
        found = replace(found, judged=None)
    model = models.networked if found.judged else models.banked
    return _likely(model, features(turns, found, index))


def lacks(about: AskedAbout, found: Retrieved) -> bool:
    """Whether the article lacks what is asked about, and its bank has no such question, either."""
    return about.lacking and found.answerable.best < THIS_QUESTION


def is_said(found: Retrieved) -> bool:
    """Whether a claim is what the best passage says, however people ask about it."""
    return found.cosine >= SAID and found.ahead >= AHEAD


def features(turns: Sequence[str], found: Retrieved, index: Index) -> tuple[float, ...]:
    """What the decision looks at where a bank is.

    How near the best passage is, and the nearest questions, in meaning and in letters; whether the
    best passages lack the sort of thing (a duration, a number) that is asked for; whether it leans
    on other questions; what the article's network says, where it has one.
    """
    sort = asked_for(turns[-1])
    lacking = sort is not None and not any(
        has(passage.sentence.text, sort, _language(passage, index))
        for passage in found.passages[:LOOKED_AT]
    )
    nearest = (
        found.answerable, found.unanswerable, found.spelt_answerable, found.spelt_unanswerable
    )  # fmt: skip
    each = (value for one in nearest for value in (one.best, one.mean))
    judged = (found.judged.answered, found.judged.best) if found.judged else ()
    return (found.cosine, *each, float(lacking), float(len(turns) > 1), *judged)


def bare_features(
    turns: Sequence[str], found: Retrieved, index: Index, language: str
) -> tuple[float, ...]:
    """What the decision looks at where no bank is.

    How near the best passage and what stands around it are, how far it is before the others, and
    whether it lacks the sort of thing that is asked for; how long the question is, and whether it
    is in another `language` than the article or leans on others, as all of these change what
    nearness tells; and what the reranker says, where there is one.
    """
    question, sentence = turns[-1], found.passages[0].sentence.text
    spoken = _language(found.passages[0], index)
    sort = asked_for(question)
    lacking = sort is not None and not has(sentence, sort, spoken)
    return (
        found.cosine,
        found.around,
        found.ahead,
        found.above,
        float(lacking or (asks_amount(question) and not tells_amount(sentence, spoken))),
        math.log1p(len(question.split())),
        float(spoken != language),
        float(len(turns) > 1),
        *((found.judged.answered, found.judged.best) if found.judged else UNREAD),
    )


def _language(passage: Passage, index: Index) -> str:
    return index.source(passage.slug).article.language


def _likely(model: Regression, seen: Sequence[float]) -> float:
    pairs = zip(model.weights, seen, strict=True)
    return _logistic(model.intercept + sum(weight * value for weight, value in pairs))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))
