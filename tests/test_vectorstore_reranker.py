"""Sentences read together with a question: where no bank is, and nowhere else."""

from pathlib import Path

import numpy as np
import pytest

from vectorstore import reranker, sentence_states
from vectorstore.answer_network import NO_SENTENCE
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import open_index, source_files
from vectorstore.retriever import Retriever, Weights

PAGE = Path("benchmarks/pages/omega3-hjartat")
ASKED = ("Hur mycket fisk behöver man äta i veckan för hjärtats skull?",)


@pytest.fixture(scope="module")
def bare(tmp_path_factory, model_cache):
    """The index of a page without a bank."""
    root = tmp_path_factory.mktemp("bare")
    ingest(root, [PAGE], Recipe(model_cache=model_cache))
    return open_index(root, model_cache)


def test_its_states_are_those_of_the_sentences(bare, e5):
    slug = bare.slugs[0]
    article = bare.source(slug).article
    assert set(bare.states(slug)) == {sentence.id for sentence in article.sentences}
    assert all(states.shape[1] == 384 for states in bare.states(slug).values())


def test_what_is_likely_is_1_in_all_and_depends_on_the_question(bare):
    states = dict(list(bare.states(bare.slugs[0]).items())[:6])
    likely = bare.reranker.likely(ASKED, states)
    assert set(likely) == {*states, NO_SENTENCE}
    assert sum(likely.values()) == pytest.approx(1, abs=1e-6)
    unknown = bare.reranker.likely(("Vad kostar burken hos er?",), states)
    assert unknown[NO_SENTENCE] > likely[NO_SENTENCE]


def test_nothing_to_read_is_no_answer(bare):
    assert bare.reranker.likely(ASKED, {}) == {NO_SENTENCE: 1.0}


def test_the_search_leans_on_it(bare, monkeypatch):
    with_it = Retriever(bare).search(ASKED)
    assert (
        with_it.judged.answered > Retriever(bare).search(("Vad kostar frakten?",)).judged.answered
    )
    monkeypatch.setattr(bare, "reranker", None)
    without = Retriever(bare).search(ASKED)
    assert without.judged is None
    assert {p.sentence.id for p in without.passages} == {p.sentence.id for p in with_it.passages}
    unweighed = Retriever(bare, Weights(reranked=0.0)).search(ASKED)
    assert [p.sentence.id for p in unweighed.passages] == [p.sentence.id for p in without.passages]


def test_an_article_with_a_bank_has_no_states(index):
    slug = index.slugs[0]
    assert index.states(slug) == {}
    assert not source_files(index.folder, slug).states.exists()


def test_another_encoder_has_none(e5):
    class Other:
        name = "multilingual-e5-small"

    assert reranker.of_encoder(Other()) is None
    assert reranker.of_encoder(e5) is not None


def test_states_are_kept_in_half_precision(tmp_path):
    kept = tmp_path / "page.states"
    sentence_states.write(
        kept, {"a": "en", "b": "två"}, lambda text: np.full((len(text), 384), 0.5)
    )
    read = sentence_states.read(kept)
    assert {name: states.shape for name, states in read.items()} == {"a": (2, 384), "b": (3, 384)}
    assert float(read["a"][0, 0]) == 0.5
    assert sentence_states.read(tmp_path / "none") == {}
