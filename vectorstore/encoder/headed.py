"""An encoder with the head that an index's banks taught it."""

from collections.abc import Sequence

from vectorstore.encoder.base import Encoder, Vectors
from vectorstore.encoder.head import Head


class HeadedEncoder:
    """The encoder's vectors, mapped; without a head, as they are."""

    def __init__(self, encoder: Encoder, head: Head | None) -> None:
        """Put a head behind an encoder.

        Raises:
            ValueError: the head is of another encoder.
        """
        if head and head.weight.shape[1] != encoder.dimension:
            raise ValueError(
                f"its head takes {head.weight.shape[1]} numbers, {encoder.name} gives "
                f"{encoder.dimension}"
            )
        self.base, self._head = encoder, head
        self.name = encoder.name
        self.dimension = head.dimension if head else encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions."""
        return self._mapped(self.base.encode_queries(texts))

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of what is searched."""
        return self._mapped(self.base.encode_documents(texts))

    def fits(self, text: str) -> bool:
        """Whether all of a text that is searched is read at once."""
        return self.base.fits(text)

    def _mapped(self, vectors: Vectors) -> Vectors:
        return self._head(vectors) if self._head else vectors
