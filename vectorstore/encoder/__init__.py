"""Texts → vectors: the pretrained encoder or another by name, with the head that banks taught it."""

from vectorstore.encoder.base import Encoder, Vectors, mixed
from vectorstore.encoder.by_name import headed, model, remembering
from vectorstore.encoder.headed import HeadedEncoder
from vectorstore.encoder.named import NamedEncoder

__all__ = [
    "Encoder", "HeadedEncoder", "NamedEncoder", "Vectors", "headed", "mixed", "model",
    "remembering",
]  # fmt: skip
