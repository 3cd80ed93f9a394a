"""Verified answers kept in memory, so that the same question over the same passages costs once."""

import hashlib
import json
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from bot.fact_check.written import Written
from bot.llm.prompts import Prompt

if TYPE_CHECKING:
    from langchain_core.caches import InMemoryCache


class AnswerCache:
    """The sentences of answers that stood, by prompt and model; the oldest make room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._cache: InMemoryCache | None = None

    def find(self, prompt: Prompt, model: str) -> tuple[Written, ...] | None:
        """The sentences that answered this prompt before."""
        with self._lock:
            found = self._cache.lookup(_key(prompt), model) if self._cache else None
        if not found:
            return None
        sentences = (json.loads(generation.text) for generation in found)
        return tuple(Written(text, tuple(ids)) for text, ids in sentences)

    def keep(self, prompt: Prompt, model: str, sentences: Sequence[Written]) -> None:
        """Keep an answer; only one whose every sentence was checked and stood."""
        if not self._most:
            return
        from langchain_core.caches import InMemoryCache
        from langchain_core.outputs import Generation

        kept = [Generation(text=json.dumps([each.text, each.ids])) for each in sentences]
        with self._lock:
            self._cache = self._cache or InMemoryCache(maxsize=self._most)
            self._cache.update(_key(prompt), model, kept)


def _key(prompt: Prompt) -> str:
    """A hash of all that was sent: question, earlier ones, passages, rules and their version."""
    sent = json.dumps([prompt.version, prompt.system, prompt.human])
    return hashlib.sha256(sent.encode()).hexdigest()
