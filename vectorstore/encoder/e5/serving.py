"""The pretrained encoder, served by onnxruntime on one thread a call, without torch.

Each text goes through alone: on one thread a batch is no faster, and a text's vector would depend
on its neighbours, by the range that the 8-bit numbers of a batch share. Of many texts some go at
once, each on a thread.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import IndexUnusableError
from vectorstore.encoder.base import Vectors
from vectorstore.encoder.e5 import onnx_model
from vectorstore.encoder.e5.tokenizer import Tokenizer

QUERY, PASSAGE = "query: ", "passage: "  # as the model's card says
MOST_QUERY_TOKENS = 128
MOST_TOKENS = 512  # that the model takes at once
MOST_WINDOWS = 8
_ENDS = 2  # tokens that are no text's own
_REMEMBERED = 32  # questions
_MANY = 32  # from so many texts on, some go at once
_THREADS = min(4, os.cpu_count() or 1)


class PretrainedEncoder:
    """Unit vectors of texts in a hundred languages. Safe to share between threads."""

    def __init__(self, name: str, folder: Path) -> None:
        """Open the files that were made in a folder.

        Raises:
            IndexUnusableError: onnxruntime can't open them.
        """
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it reports to its makers, from import on
        import onnxruntime

        self.name = name
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors
        try:
            self._tokenizer = Tokenizer(folder)
            self._session = onnxruntime.InferenceSession(
                str(folder / onnx_model.MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # noqa: BLE001 - both libraries raise kinds of their own
            raise IndexUnusableError(
                f"the encoder in {folder} can't be opened ({str(error).splitlines()[0][:120]}); "
                "remove that folder, it is made again"
            ) from None
        self._known = lru_cache(maxsize=_REMEMBERED)(self._read)
        self.dimension = int(self._vector(self._tokenizer.pieces(QUERY, 1)).shape[0])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, of the first 128 tokens of each."""
        if len(texts) >= _MANY:
            return self._each(texts, lambda text: self._vector(self._pieces(text)))
        return self._each(texts, lambda text: self._known(text)[0])

    def states(self, text: str) -> Vectors:
        """What its eighth layer makes of each token of a question, shape (tokens, 384)."""
        return self._known(text)[1]

    def passage_states(self, text: str) -> Vectors:
        """The same of a passage, of its first 128 tokens."""
        pieces = self._tokenizer.pieces(PASSAGE + text, MOST_QUERY_TOKENS - _ENDS)
        (states,) = self._run(pieces, onnx_model.STATES)
        return states

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages.

        One of more than 512 tokens is read in windows of so many, whose vectors are weighed by
        their tokens; after eight windows it ends.
        """
        return self._each(texts, self._passage)

    def fits(self, text: str) -> bool:
        """Whether all of a passage is read at once."""
        return self.count_tokens(text) <= MOST_TOKENS

    def count_query_tokens(self, text: str) -> int:
        """How many tokens a question has as it is encoded, uncut: up to 128 are read."""
        return self._tokenizer.count(QUERY + text) + _ENDS

    def count_tokens(self, text: str) -> int:
        """How many tokens a passage has as it is encoded, uncut: up to 512 are read at once."""
        return self._tokenizer.count(PASSAGE + text) + _ENDS

    def _each(self, texts: Sequence[str], encode: Any) -> Vectors:
        if len(texts) < _MANY:
            found = [encode(text) for text in texts]
        else:
            with ThreadPoolExecutor(_THREADS) as threads:
                found = list(threads.map(encode, texts))
        return np.asarray(found, dtype=np.float32).reshape(len(texts), self.dimension)

    def _pieces(self, question: str) -> Sequence[int]:
        return self._tokenizer.pieces(QUERY + question, MOST_QUERY_TOKENS - _ENDS)

    def _read(self, question: str) -> tuple[Vectors, Vectors]:
        """Its vector and its states: one message is asked for by several."""
        vector, states = self._run(self._pieces(question), onnx_model.VECTORS, onnx_model.STATES)
        return vector, states

    def _passage(self, text: str) -> Vectors:
        room = MOST_TOKENS - _ENDS
        pieces = self._tokenizer.pieces(PASSAGE + text, room * MOST_WINDOWS)
        windows = [pieces[start : start + room] for start in range(0, len(pieces), room)]
        mixed = sum(len(window) * self._vector(window) for window in windows)
        return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)

    def _vector(self, pieces: Sequence[int]) -> Vectors:
        (vector,) = self._run(pieces, onnx_model.VECTORS)
        return vector

    def _run(self, pieces: Sequence[int], *wanted: str) -> list[Vectors]:
        ids = [[self._tokenizer.start, *pieces, self._tokenizer.end]]
        given = self._session.run(list(wanted), {"ids": np.array(ids, dtype=np.int64)})
        return [np.asarray(each[0], dtype=np.float32) for each in given]
