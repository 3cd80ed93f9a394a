"""Vectors are kept by what they were made of: the same again, whatever becomes of their file."""

import sqlite3
import stat

import numpy as np
import pytest

from vectorstore.encoder import remembered
from vectorstore.encoder.head import unit
from vectorstore.encoder.remembered import RememberedEncoder


class Counting:
    """An encoder that tells what it was asked."""

    name, dimension = "counting", 4

    def __init__(self):
        self.asked = []

    def encode_queries(self, texts):
        self.asked += texts
        return unit(np.array([[len(t), 1, 2, hash(t) % 7] for t in texts], dtype=np.float32))

    def encode_documents(self, texts):
        return -self.encode_queries(texts)

    def fits(self, text):
        return len(text) < 9


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / "vectors.sqlite"


def test_a_text_is_encoded_once_and_given_as_it_was(file):
    inner = Counting()
    first = RememberedEncoder(inner, file, "v1").encode_queries(["a", "bb", "a", ""])
    again = RememberedEncoder(inner, file, "v1").encode_queries(["bb", "", "a", "new"])
    assert inner.asked == ["a", "bb", "", "new"]
    np.testing.assert_array_equal(again[:3], first[[1, 3, 0]])


def test_kinds_and_makers_are_told_apart(file):
    inner = Counting()
    one, two = (RememberedEncoder(inner, file, name) for name in ("v1", "v2"))
    np.testing.assert_array_equal(one.encode_queries(["a"]), -one.encode_documents(["a"]))
    two.encode_queries(["a"])
    assert inner.asked == ["a", "a", "a"]


def test_no_text_lies_in_the_file(file):
    RememberedEncoder(Counting(), file, "v1").encode_queries(["hemligheten"])
    assert b"hemligheten" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"no database" * 500])
def test_a_damaged_file_is_done_without(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    inner = Counting()
    for _ in range(2):
        found = RememberedEncoder(inner, file, "v1").encode_queries(["a", "bb"])
        assert found.shape == (2, 4)


def test_a_folder_that_can_not_be_written_is_done_without(file, tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert RememberedEncoder(Counting(), file, "v1").encode_queries(["a"]).shape == (1, 4)


def test_nothing_is_no_error(file):
    assert RememberedEncoder(Counting(), file, "v1").encode_queries([]).shape == (0, 4)


def test_the_oldest_go_when_there_are_too_many(file, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 3)
    for text in "abcde":
        RememberedEncoder(Counting(), file, "v1").encode_queries([text])
    with sqlite3.connect(file) as opened:
        assert opened.execute("SELECT count(*) FROM vectors").fetchone() == (3,)


def test_others_of_the_machine_can_not_write_it(file):
    RememberedEncoder(Counting(), file, "v1").encode_queries(["a"])
    assert not stat.S_IMODE(file.stat().st_mode) & stat.S_IWOTH
