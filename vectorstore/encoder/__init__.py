"""Texts → vectors: the encoder trained at ingest, the pretrained one, or any other by name."""

from vectorstore.encoder.base import Encoder, Vectors, encode_turns
from vectorstore.encoder.by_name import load
from vectorstore.encoder.named import NamedEncoder
from vectorstore.encoder.trained import TRAINED, NgramEncoder

__all__ = [
    "TRAINED", "Encoder", "NamedEncoder", "NgramEncoder", "Vectors", "encode_turns", "load",
]  # fmt: skip
