"""An entailment model by name: a real cross-encoder from disk, tiny and made here."""

import pytest

from bot.fact_check.similarity import Entailment
from ingest.errors import InputError

LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}


def model(place, labels, favourite):
    """A cross-encoder on disk that always finds its favourite label the likeliest."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    place.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "det", "hjälper"]
    (place / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(place / "vocab.txt")).save_pretrained(place)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=8, id2label=labels, label2id={v: k for k, v in labels.items()},
    )  # fmt: skip
    made = BertForSequenceClassification(config)
    with torch.no_grad():
        made.classifier.bias[favourite] = 50
    made.save_pretrained(place)
    return str(place)


@pytest.mark.parametrize(("favourite", "entails"), [(0, False), (1, True), (2, False)])
def test_only_what_the_passage_entails_stands(tmp_path, favourite, entails):
    judge = Entailment(model(tmp_path / "nli", LABELS, favourite))
    assert judge.entails("Det hjälper.", "Det hjälper.") is entails


def test_a_name_that_is_no_such_model_is_told(tmp_path):
    with pytest.raises(InputError, match="FOTNOT_LLM_ENTAILMENT"):
        Entailment(str(tmp_path / "none"))
    with pytest.raises(InputError, match="no label 'entailment'"):
        Entailment(model(tmp_path / "other", {0: "bra", 1: "dålig"}, 0))
