"""Chunks within a token budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.chunks import chunk, counter, encoding


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_the_bundled_encoding_counts_bytes_and_so_never_too_few(text):
    assert counter()(text) == len(text.encode())


def test_an_encoding_that_is_not_to_be_had_falls_back():
    assert encoding("no-such-encoding").name == "bytes"


@pytest.mark.parametrize("budget", [200, 500, 2000])
def test_no_chunk_is_over_the_budget_but_a_single_sentence(article, budget):
    chunks = chunk(article, budget, counter())
    for piece in chunks:
        assert piece.tokens == len(piece.text.encode())
        assert piece.tokens <= budget or len(piece.sentences) <= 1


def test_every_sentence_and_reference_is_in_exactly_one_chunk_whole(article):
    chunks = chunk(article, 500, counter())
    assert [i for piece in chunks for i in piece.sentences] == [s.id for s in article.sentences]
    assert [p.reference for p in chunks if p.reference] == [r.number for r in article.references]
    texts = {sentence.id: sentence.text for sentence in article.sentences}
    assert all(texts[i] in piece.text for piece in chunks for i in piece.sentences)
    assert len({piece.id for piece in chunks}) == len(chunks)
