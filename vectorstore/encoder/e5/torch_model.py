"""The tensors → a folder that `SentenceTransformer(folder)` loads, offline: BERT, mean, length one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.encoder.e5.serving import MOST_TOKENS, PASSAGE, QUERY
from vectorstore.encoder.e5.tokenizer import beside_nfkc
from vectorstore.encoder.e5.unpacking import Packed, PieceVocabulary

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

_EMBEDDINGS = {
    "word_embeddings.weight": "emb.word", "position_embeddings.weight": "emb.pos",
    "token_type_embeddings.weight": "emb.type",
    "LayerNorm.weight": "emb.ln.w", "LayerNorm.bias": "emb.ln.b",
}  # fmt: skip
LAYER = {  # of transformers → of the package
    "attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
    "attention.output.dense": "ao", "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi", "output.dense": "fo", "output.LayerNorm": "oln",
}  # fmt: skip
_SPECIAL = {
    "bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>",
    "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>",
}  # fmt: skip


def write(packed: Packed, folder: Path) -> None:
    """Write the model into a folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    shape = packed.shape
    config = BertConfig(
        vocab_size=shape.vocabulary, hidden_size=shape.hidden, num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads, intermediate_size=shape.inner, hidden_act="gelu",
        max_position_embeddings=shape.positions, type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon, pad_token_id=packed.vocabulary.padding,
    )  # fmt: skip
    bert = BertModel(config)
    bert.load_state_dict(_state(packed))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=fast_tokenizer(packed.vocabulary), model_max_length=MOST_TOKENS,
        **_SPECIAL,
    )  # fmt: skip
    with _quiet(), tempfile.TemporaryDirectory(dir=folder) as bare:
        bert.save_pretrained(bare)
        tokenizer.save_pretrained(bare)
        transformer = Transformer(bare, max_seq_length=MOST_TOKENS)
        model = SentenceTransformer(
            modules=[transformer, Pooling(shape.hidden, pooling_mode="mean"), Normalize()],
            prompts={"query": QUERY, "document": PASSAGE}, device="cpu",
        )  # fmt: skip
        model.save(str(folder), create_model_card=False)


def fast_tokenizer(vocabulary: PieceVocabulary) -> "Tokenizer":
    """The same tokenizer for the `tokenizers` library."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

    pairs = zip(vocabulary.pieces, map(float, vocabulary.scores), strict=True)
    made = Tokenizer(models.Unigram(list(pairs), unk_id=vocabulary.unknown, byte_fallback=False))
    rules = beside_nfkc(vocabulary)
    removed = "".join(c for c, to in rules.items() if not to)
    white = "".join(c for c, to in rules.items() if to == " ")
    made.normalizer = normalizers.Sequence([
        normalizers.Replace(Regex(f"[{_listed(removed)}]"), ""),
        normalizers.Replace(Regex(f"[{_listed(white)}]"), " "),
        normalizers.NFKC(),
        normalizers.Replace(Regex(" {2,}"), " "),
        normalizers.Strip(),
    ])  # fmt: skip
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    made.decoder = decoders.Metaspace(prepend_scheme="always", split=False)
    start, end = (vocabulary.pieces[place] for place in (vocabulary.start, vocabulary.end))
    ends = [(start, vocabulary.start), (end, vocabulary.end)]
    made.post_processor = TemplateProcessing(
        f"{start} $A {end}", f"{start} $A {end} $B {end}", ends
    )
    return made


@contextmanager
def _quiet() -> Iterator[None]:
    """Without bars of transformers' own between ours."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def _listed(characters: str) -> str:
    return "".join(f"\\x{{{ord(character):X}}}" for character in characters)


def _state(packed: Packed) -> dict[str, Any]:
    import torch

    named = {f"embeddings.{theirs}": ours for theirs, ours in _EMBEDDINGS.items()}
    for layer in range(packed.shape.layers):
        for theirs, ours in LAYER.items():
            for kind in ("weight", "bias"):
                path = f"encoder.layer.{layer}.{theirs}.{kind}"
                named[path] = f"l{layer}.{ours}.{kind[0]}"
    size = packed.shape.hidden  # BERT's own pooler is there to be complete; nothing reads it
    pooler = {
        "pooler.dense.weight": torch.zeros(size, size),
        "pooler.dense.bias": torch.zeros(size),
    }
    return {theirs: _tensor(packed, ours) for theirs, ours in named.items()} | pooler


def _tensor(packed: Packed, name: str) -> "torch.Tensor":
    import torch

    if name in packed.blocks:
        return torch.from_numpy(packed.blocks[name].weights())
    flat = np.array(packed.floats[name])
    wide = name in ("emb.pos", "emb.type")
    return torch.from_numpy(flat.reshape(-1, packed.shape.hidden) if wide else flat)
