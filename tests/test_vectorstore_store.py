"""Another store behind the protocol: an index is made, asked and grown with it as with Chroma."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import IndexUnusableError
from vectorstore import opening, store
from vectorstore.building.build import Recipe, ingest
from vectorstore.chroma import ChromaStore
from vectorstore.index import open_index
from vectorstore.retriever import Retriever
from vectorstore.store import KINDS

CAPTURES = Path(__file__).parent / "data" / "captures"
QUESTION = ("Vilka celler i immunförsvaret bär receptorer?",)


class InMemory:
    """Rows of a generation in a dictionary of this process."""

    generations: dict = {}  # noqa: RUF012 - what a server would have

    def __init__(self, generation):
        self._kinds = self.generations.setdefault(generation, {kind: {} for kind in KINDS})

    def create(self, dimension):
        self._dimension = dimension

    def add(self, kind, rows, vectors):
        self._kinds[kind] |= {
            row.key: (row, vector) for row, vector in zip(rows, vectors, strict=True)
        }

    def remove(self, slug):
        for kind, rows in self._kinds.items():
            self._kinds[kind] = {key: kept for key, kept in rows.items() if kept[0].slug != slug}

    def query(self, kind, vector, limit, slug=None):
        rows = {k: v for k, (row, v) in self._kinds[kind].items() if slug in (None, row.slug)}
        cosines = {key: float(v @ vector) for key, v in rows.items()}
        return dict(sorted(cosines.items(), key=lambda each: -each[1])[:limit])

    def count(self, kind):
        return len(self._kinds[kind])

    def check(self, dimension):
        lengths = {len(vector) for _, vector in self._kinds["sentences"].values()}
        if lengths != {dimension}:
            raise IndexUnusableError("another length")

    def drop_generations_but(self, kept):
        pass

    def close(self):
        pass


@pytest.fixture
def pages(tmp_path):
    names = ("vitamind.sv.txt", "b12.en.txt")
    return [Path(shutil.copy(CAPTURES / name, tmp_path)) for name in names]


def test_an_index_lives_in_another_store_and_finds_the_same(tmp_path, pages, monkeypatch):
    ingest(tmp_path / "chroma", pages, Recipe())
    expected = Retriever(open_index(tmp_path / "chroma")).search(QUESTION)
    monkeypatch.setattr(opening, "opened", lambda folder, *_, **__: InMemory(folder.name))
    ingest(tmp_path / "other", pages[:1], Recipe())
    ingest(tmp_path / "other", pages, Recipe(), rebuild=True)
    found = Retriever(open_index(tmp_path / "other")).search(QUESTION)
    assert [p.sentence.id for p in found.passages] == [p.sentence.id for p in expected.passages]
    assert found.cosine == pytest.approx(expected.cosine, abs=1e-5)


def test_both_have_what_the_protocol_asks_for():
    asked = {name for name in vars(store.Store) if not name.startswith("_")}
    assert asked <= set(dir(ChromaStore))
    assert asked <= set(dir(InMemory))


def test_rows_are_the_same_after_writing_whatever_the_batch(tmp_path, monkeypatch):
    monkeypatch.setattr("vectorstore.chroma._BATCH", 2)
    rows = [store.Row(f"a/{i}", "a", "x") for i in range(5)]
    vectors = np.eye(5, dtype=np.float32)
    opened = opening.opened(tmp_path)
    opened.create(5)
    opened.add("sentences", rows, vectors)
    assert opened.count("sentences") == 5
    assert next(iter(opened.query("sentences", vectors[3], 1))) == "a/3"
    opened.remove("a")
    assert opened.count("sentences") == 0
    opened.close()
