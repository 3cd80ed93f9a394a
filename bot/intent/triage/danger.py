"""How likely a text is of someone in danger: its letters, and what it means, together.

The classifier's n-grams know the words of danger and are frightened by them; a network on the
pretrained encoder's states knows what is meant, and misses what is only hinted at. Their log-odds
are added (a product of experts: Hinton, 2002, "Training Products of Experts by Minimizing
Contrastive Divergence"). Where there is no such encoder, the n-grams are heard alone.
"""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from bot.intent.triage import classifier
from bot.intent.triage.classifier import DANGERS, Danger
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.encoder.upper_layers import UpperLayers

Likely = Mapping[Danger, float]
Hear = Callable[[str], Likely]
# An alarm as likely as HEARD is answered as one. LETTERS is how much they count beside the meaning;
# the sum's MIDDLE is as likely as HEARD. Chosen on training/thresholds.jsonl, evals/hard/ and
# `python -m benchmarks.rewritings`.
HEARD = 0.25
LETTERS = 1.0
MIDDLE, SPREAD = 0.2, 2.24
LETTERS_ALONE = 0.15  # where nothing else can be heard, a text so likely is one as likely as HEARD
CALM = -7.0  # log-odds of the letters; no alarm of 404 is so calm, and many a question is
MEANT: UpperLayers[Danger] = UpperLayers(Path(__file__).with_name("alarm_network.onnx"), DANGERS)
_LEAST = 1e-9
_REMEMBERED = 32  # messages


def hearing(encoder: PretrainedEncoder | None) -> Hear:
    """A function that tells how likely a text is of someone in danger, in all 1."""
    if encoder is None:
        return by_letters

    @lru_cache(maxsize=_REMEMBERED)  # a message is heard by triage, and for what it may be
    def hear(text: str) -> Likely:
        spelt = classifier.alarms(text)
        if not text.strip():
            return spelt
        if _log_odds(spelt) < CALM:
            return spelt
        calmly = text.lower() if text.isupper() else text  # to the encoder capitals are names
        return together(spelt, MEANT.likely(encoder.states(calmly)))

    return hear


def by_letters(text: str) -> Likely:
    """What the letters tell alone, on the careful side."""
    spelt = classifier.alarms(text)
    if not text.strip():
        return spelt
    moved = _log_odds(spelt) + _logit(HEARD) - _logit(LETTERS_ALONE)
    return _of(moved, spelt["crisis"], spelt["urgent"])


def together(spelt: Likely, meant: Likely) -> Likely:
    """What the letters tell and what the meaning does, as one."""
    odds = LETTERS * _log_odds(spelt) + _log_odds(meant)
    shifted = (odds - MIDDLE) / SPREAD + _logit(HEARD)
    return _of(shifted, spelt["crisis"] + meant["crisis"], spelt["urgent"] + meant["urgent"])


def _of(odds: float, crisis: float, urgent: float) -> Likely:
    """Log-odds of danger, shared between the two as they are likely beside each other."""
    danger = 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))
    share = urgent / max(_LEAST, urgent + crisis)
    return {"none": 1 - danger, "crisis": danger * (1 - share), "urgent": danger * share}


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


def _log_odds(likely: Likely) -> float:
    none = min(1 - _LEAST, max(_LEAST, likely["none"]))
    return math.log((1 - none) / none)
