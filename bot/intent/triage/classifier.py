"""What kind of message a text is, and in which language: a linear classifier over n-grams.

A text is the set of its words' 2- to 5-grams, its words, and its pairs of near words, hashed to rows
of a table (Weinberger et al., 2009, "Feature Hashing for Large Scale Multitask Learning"); the rows'
sum, scaled by the text's length, gives a score a class. The table is trained by `make classifier`
on the messages in training/messages/ (training/classifier.py) and read here without any model
library: a lookup and a sum.
"""

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ingest.errors import InputError
from languages.known import LANGUAGES
from languages.words import words
from vectorstore.files.tensors import memory_map

Talk = Literal["greeting", "thanks", "goodbye", "who", "help", "howareyou", "unwell"]
Danger = Literal["none", "crisis", "urgent"]
MessageKind = Literal["question", "advice", Talk]
Need = Literal["poison", "talk"]
DANGERS: tuple[Danger, ...] = get_args(Danger)
NEEDS: tuple[Need, ...] = get_args(Need)
KINDS: tuple[MessageKind, ...] = ("question", "advice", *get_args(Talk))
ROWS = 1 << 16
SIZES = (2, 3, 4, 5)
WEIGHTS = Path(__file__).with_name("classifier.safetensors")
_REPEATED = re.compile(r"(.)\1{2,}")


def rows(text: str) -> list[int]:
    """The table rows of a text, each once, in order."""
    found = words(_REPEATED.sub(r"\1\1", text))
    numbers = {row for word in found for row in _word_rows(word)}
    numbers.update(_row(pair) for pair in _pairs(found))
    return sorted(numbers)


def alarms(text: str) -> Mapping[Danger, float]:
    """How likely a text is of someone in danger, in all 1; one without a word is of nobody."""
    return dict(zip(DANGERS, _likely(text, "alarms"), strict=True))


def needs(text: str) -> Mapping[Need, float]:
    """How likely it is in a text of a body in danger that somebody was poisoned, or despairs."""
    likely = 1 / (1 + np.exp(-np.clip(_scores(text, "needs"), -40, 40)))
    return dict(zip(NEEDS, map(float, likely), strict=True))


def asks_for_sources(vector: NDArray[np.float32]) -> float:
    """How likely a message asks for sources, and not for what they found; by the same vector."""
    return _asks("sources", vector)


def asks_for_that_source(vector: NDArray[np.float32]) -> float:
    """How likely a turn asks for the source of what was just said; by its pretrained vector."""
    return _asks("said", vector)


def kinds(text: str) -> Mapping[MessageKind, float]:
    """How likely a text that is no alarm is of each kind, in all 1."""
    return dict(zip(KINDS, _likely(text, "kinds"), strict=True))


def languages(text: str) -> Mapping[str, float]:
    """How likely a text is in each of the languages, in all 1."""
    return dict(zip(LANGUAGES, _likely(text, "languages"), strict=True))


def reload() -> None:
    """Read the weights anew; for whoever has trained them."""
    _table.cache_clear()
    _asking.cache_clear()


def _asks(part: str, vector: NDArray[np.float32]) -> float:
    weights, intercept = _asking(part)
    return float(1 / (1 + np.exp(-np.clip(vector @ weights + intercept, -40, 40))))


def _likely(text: str, part: str) -> list[float]:
    return _softmax(_scores(text, part))


def _scores(text: str, part: str) -> NDArray[np.float32]:
    found = rows(text)
    weights, intercept = _table()[part]
    if not found:
        return intercept
    summed = weights[found].astype(np.float32).sum(axis=0)
    return np.asarray(summed / math.sqrt(len(found)) + intercept, dtype=np.float32)


def _softmax(scores: NDArray[np.float32]) -> list[float]:
    raised = np.exp(scores - scores.max())
    return [float(value) for value in raised / raised.sum()]


@lru_cache(maxsize=20_000)
def _word_rows(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    grams = {padded[i : i + size] for size in SIZES for i in range(max(1, len(padded) - size + 1))}
    return tuple(_row(gram) for gram in (*sorted(grams), f"={word}"))


def _pairs(found: list[str]) -> Iterator[str]:
    for first, second in itertools.pairwise(found):
        yield f"{first[:5]} {second[:5]}"
        yield f"={first} {second}"
    for first, third in zip(found, found[2:], strict=False):
        yield f"{first[:5]}  {third[:5]}"


def _row(token: str) -> int:
    return crc32(token.encode()) % ROWS


_Part = tuple[NDArray[np.float16], NDArray[np.float32]]


@cache
def _table() -> dict[str, _Part]:
    """Part → its weights, shape (ROWS, classes), mapped from disk, and its intercepts.

    Raises:
        InputError: it was learnt for other languages than there are.
    """
    tensors = memory_map(WEIGHTS)
    learnt = tensors["languages.intercept"].shape[0]
    if learnt != len(LANGUAGES):
        raise InputError(
            f"the classifier knows {learnt} languages, languages/data/shared.yaml lists "
            f"{len(LANGUAGES)}; run `make classifier`"
        )
    return {
        part: (
            tensors[f"{part}.weights"],
            np.asarray(tensors[f"{part}.intercept"], dtype=np.float32),
        )
        for part in ("alarms", "kinds", "languages", "needs")
    }


@cache
def _asking(part: str) -> tuple[NDArray[np.float32], float]:
    """The weights, shape (384,), and the intercept of what tells a message by its vector."""
    tensors = memory_map(WEIGHTS)
    weights = np.asarray(tensors[f"{part}.weights"], dtype=np.float32)
    return weights, float(tensors[f"{part}.intercept"][0])
