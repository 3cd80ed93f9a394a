"""An encoder that keeps the vectors of texts it has seen, so that an ingest encodes only new ones.

They lie in one SQLite file a machine, by the SHA-256 of what the encoder made them of, and not the
texts themselves. A file that can't be used is done without: it only saves time.
"""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from vectorstore.encoder.base import Encoder, Vectors

MOST = 200_000  # vectors kept; 384 numbers take 1.5 kB
_AT_ONCE = 500
_LOG = logging.getLogger("fotnot")
Encode = Callable[[Sequence[str]], Vectors]


class RememberedEncoder:
    """The same vectors as the encoder's own. `made_by` tells encoders apart, and their formats."""

    def __init__(self, encoder: Encoder, file: Path, made_by: str) -> None:
        self.name, self.dimension = encoder.name, encoder.dimension
        self._encoder, self._file, self._made_by = encoder, file, made_by

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions."""
        return self._encoded("query", texts, self._encoder.encode_queries)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of what is searched."""
        return self._encoded("document", texts, self._encoder.encode_documents)

    def fits(self, text: str) -> bool:
        """Whether all of a text that is searched is read at once."""
        return self._encoder.fits(text)

    def _encoded(self, kind: str, texts: Sequence[str], encode: Encode) -> Vectors:
        keys = [self._key(kind, text) for text in texts]
        known = self._read(keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if fresh:
            vectors = encode(list(fresh.values()))
            made = dict(zip(fresh, vectors, strict=True))
            self._keep(made)
            known |= made
        found = [known[key] for key in keys]
        return np.array(found, dtype=np.float32).reshape(len(texts), self.dimension)

    def _key(self, kind: str, text: str) -> bytes:
        whole = "\0".join((self._made_by, kind, text))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        try:
            with closing(self._opened()) as file:
                for start in range(0, len(keys), _AT_ONCE):
                    part = keys[start : start + _AT_ONCE]
                    marks = ",".join("?" * len(part))
                    for key, vector in file.execute(
                        f"SELECT key, vector FROM vectors WHERE key IN ({marks})",  # noqa: S608
                        part,
                    ):
                        numbers = np.frombuffer(vector, dtype="<f4")
                        if len(numbers) == self.dimension:
                            found[key] = numbers
        except (sqlite3.Error, OSError) as error:
            _LOG.info("no vectors are remembered: %s", error)
        return found

    def _keep(self, made: dict[bytes, Vectors]) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in made.items()]
        try:
            with closing(self._opened()) as file, file:
                file.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
                file.execute(
                    "DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - ?",
                    (MOST,),
                )
        except (sqlite3.Error, OSError) as error:
            _LOG.info("vectors can't be remembered: %s", error)

    def _opened(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._file, timeout=30)
        try:
            file.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB UNIQUE, vector BLOB)")
        except sqlite3.Error:
            file.close()
            raise
        return file
