"""A network that tells which sentence answers: tied to its bank, beside the search, done without."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import IndexUnusableError
from ingest.folder import load
from vectorstore import answer_network
from vectorstore.answer_network import NO_SENTENCE, NetworkCard, in_one
from vectorstore.building import shipped, training_data
from vectorstore.building.making import _take_networks
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.head import Learnt
from vectorstore.retriever import Retriever

SLUG = "magnesium-hjarnan"
TALK = ("Finns det studier på barn med adhd?", "och på vuxna?")


@pytest.fixture(scope="module")
def source():
    return load(Path("articles") / SLUG)


def test_the_one_that_comes_with_the_code_is_of_the_bank_as_it_is(source, tmp_path):
    """Where this fails, the bank has changed: `make head`."""
    about = training_data.about([source], pretrained.NAME)
    assert shipped.copy_network(pretrained.NAME, SLUG, about, tmp_path)
    card = answer_network.read_card(tmp_path, SLUG)
    assert set(card.sentences) == {sentence.id for sentence in source.article.sentences}


def test_an_index_has_it_and_it_knows_what_nothing_answers(index):
    likely = index.networks[SLUG].likely(TALK)
    assert sum(likely.values()) == pytest.approx(1, abs=1e-3)
    assert set(likely) == {s.id for s in index.source(SLUG).article.sentences} | {NO_SENTENCE}
    unknown = index.networks[SLUG].likely(("Vad kostar burken hos er?",))
    assert unknown[NO_SENTENCE] > likely[NO_SENTENCE]


def test_the_search_leans_on_it(index, monkeypatch):
    with_it = Retriever(index).search(TALK)
    assert with_it.judged.answered > 0
    monkeypatch.setattr(index, "networks", {})
    without = Retriever(index).search(TALK)
    assert without.judged is None
    assert with_it.passages[0].score > without.passages[0].score


def test_it_is_left_out_and_told_of_once_the_bank_has_changed(source, tmp_path):
    more = replace(source.bank.questions[0], text="och sedan?")
    changed = replace(source, bank=replace(source.bank, questions=(*source.bank.questions, more)))
    (line,) = _take_networks(tmp_path / "networks", pretrained.NAME, [changed])
    assert "training.head" in line
    assert not (tmp_path / "networks").exists()
    assert _take_networks(tmp_path / "networks", pretrained.NAME, [source]) == ()
    assert _take_networks(tmp_path / "other", "another encoder", [source]) == ()


def test_the_last_turn_stands_first_so_that_it_is_never_cut():
    assert in_one(["a", "b", "c", "d"]) == "d … c … b"


def test_only_the_pretrained_encoder_has_the_layers_below_it(index):
    assert answer_network.read(index.folder / "encoder" / "networks", index.encoder) == {}


def test_a_network_without_its_card_is_one_line(index, tmp_path):
    network, _ = answer_network.files(index.folder / "encoder" / "networks", SLUG)
    shutil.copy(network, tmp_path)
    with pytest.raises(IndexUnusableError, match="--rebuild") as caught:
        answer_network.read(tmp_path, index.encoder.base)
    assert "\n" not in str(caught.value)
    answer_network.write_card(tmp_path, SLUG, NetworkCard(Learnt("x", "y"), ("a",)))
    assert answer_network.read_card(tmp_path, SLUG) == NetworkCard(Learnt("x", "y"), ("a",))
