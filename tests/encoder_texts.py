"""Texts to try the encoder on: the real article's bank and translations, in six languages."""

import json
import random
from pathlib import Path

from languages.known import LANGUAGES

MAGNESIUM = Path(__file__).parent.parent / "articles" / "magnesium-hjarnan"


def everything():
    """Language → all its texts, questions before sentences."""
    return {
        language: [
            *_read(MAGNESIUM / "questions" / f"{language}.jsonl", "question"),
            *_read(MAGNESIUM / "translations" / f"{language}.jsonl", "translation"),
        ]
        for language in LANGUAGES
    }


def some(count=34, seed=0):
    """A list of `count` texts of each language."""
    chance = random.Random(seed)
    return [text for texts in everything().values() for text in chance.sample(texts, count)]


def _read(path, field):
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line)[field] for line in lines if line]
