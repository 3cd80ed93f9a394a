"""How close a statement is in meaning to a sentence of the article, by the index's encoder.

An entailment model can judge beside it: any sentence-transformers cross-encoder by name, with a
label 'entailment'. It needs torch.
"""

from collections.abc import Sequence
from functools import lru_cache

from ingest.errors import InputError
from vectorstore.encoder import Encoder, Vectors


class Meaning:
    """Cosines between texts; a text that was seen is not encoded again."""

    def __init__(self, encoder: Encoder) -> None:
        self._encode = lru_cache(maxsize=4096)(lambda text: encoder.encode_documents([text])[0])

    def closeness(self, statement: str, wordings: Sequence[str]) -> float:
        """The cosine of a statement to the nearest of a sentence's wordings, -1 to 1."""
        mine: Vectors = self._encode(statement)
        return max((float(mine @ self._encode(wording)) for wording in wordings), default=0.0)


class Entailment:
    """A cross-encoder that tells whether a passage entails a statement."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Raises:
            InputError: there is no such model, or it has no such label.
        """
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name)
        except (OSError, ValueError) as error:
            raise InputError(
                f"FOTNOT_LLM_ENTAILMENT={name}: can't be loaded ({type(error).__name__}); "
                "give a sentence-transformers cross-encoder by name or folder"
            ) from None
        labels = {str(label).lower(): i for i, label in self._model.config.id2label.items()}
        if "entailment" not in labels:
            raise InputError(
                f"FOTNOT_LLM_ENTAILMENT={name}: has no label 'entailment', "
                f"only {', '.join(sorted(labels))}"
            )
        self._label = int(labels["entailment"])

    def entails(self, passage: str, statement: str) -> bool:
        """Whether entailment is the likeliest of the model's labels."""
        scores = self._model.predict([(passage, statement)], show_progress_bar=False)[0]
        return bool(scores.argmax() == self._label)
