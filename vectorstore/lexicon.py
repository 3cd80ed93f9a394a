"""Words → sentences: SQLite's full-text index beside the vectors, the other half of the hybrid.

Words are stemmed with Snowball in the article's language and ranked by FTS5's own BM25.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.language import FUNCTION_WORDS
from ingest.stems import stems_of
from vectorstore.ngrams import fold

_WORD = re.compile(r"[^\W_]+")


def stems(text: str, language: str) -> list[str]:
    """The folded Snowball stems of a text's words, in order, with repeats."""
    return [fold(stem) for stem in stems_of(_WORD.findall(text.lower()), language)]


def content_stems(text: str, language: str) -> list[str]:
    """The same without the language's commonest words."""
    words = [w for w in _WORD.findall(text.lower()) if w not in FUNCTION_WORDS[language]]
    return [fold(stem) for stem in stems_of(words, language)]


class Lexicon:
    """The full-text index in one file."""

    def __init__(self, path: Path, write: bool = False) -> None:
        mode = "mode=rwc" if write else "mode=ro&immutable=1"
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, check_same_thread=False
        )
        if write:
            self._connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS sentences USING "
                "fts5(stems, id UNINDEXED, slug UNINDEXED, language UNINDEXED, tokenize='unicode61')"
            )

    def replace(self, slug: str, language: str, rows: Iterable[tuple[str, str]]) -> None:
        """Put an article's (sentence id, text) rows in place of those it had."""
        with self._connection:
            self._connection.execute("DELETE FROM sentences WHERE slug = ?", (slug,))
            self._connection.executemany(
                "INSERT INTO sentences (stems, id, slug, language) VALUES (?, ?, ?, ?)",
                [(" ".join(stems(text, language)), key, slug, language) for key, text in rows],
            )

    def remove(self, slug: str) -> None:
        """Take an article out."""
        with self._connection:
            self._connection.execute("DELETE FROM sentences WHERE slug = ?", (slug,))

    def search(self, words: Sequence[str], limit: int) -> dict[str, float]:
        """Sentence id → BM25, larger is better, for sentences with any of the stems."""
        terms = " OR ".join(f'"{word}"' for word in dict.fromkeys(words) if word.isalnum())
        if not terms:
            return {}
        found = self._connection.execute(
            "SELECT id, -bm25(sentences) FROM sentences WHERE sentences MATCH ? "
            "ORDER BY bm25(sentences) LIMIT ?",
            (terms, limit),
        )
        return dict(found.fetchall())

    def frequency(self, word: str) -> int:
        """In how many sentences a stem stands."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM sentences WHERE sentences MATCH ?", (f'"{word}"',)
        ).fetchone()
        return int(count)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
