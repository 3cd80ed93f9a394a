"""Text → ids of pieces, as XLM-RoBERTa's tokenizer gives them, by the `sentencepiece` library.

Before that a text is rewritten as sentencepiece's `nmt_nfkc` does it: controls go, whatever is
white becomes a space, then NFKC; runs of spaces become one. The pieces and the characters that NMT
adds to NFKC come from the package; they are kept in a sentencepiece model of our own making.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from vectorstore.encoder.e5.unpacking import PieceVocabulary

MODEL, RULES = "tokenizer.model", "tokenizer.json"
_SPACES = re.compile(" {2,}")
_COMPOSED = 4  # at most so many characters become one by NFKC
_MARKS = 30  # in a row; more are no writing, and NFKC sorts them in quadratic time (UAX 15, D3)
_RESERVED = ("<s>", "</s>", "<pad>", "<mask>")


def write(vocabulary: PieceVocabulary, folder: Path) -> None:
    """Make the tokenizer's two files in a folder."""
    from sentencepiece import sentencepiece_model_pb2 as proto

    model = proto.ModelProto()
    kinds = proto.ModelProto.SentencePiece
    pairs = zip(vocabulary.pieces, vocabulary.scores, strict=True)
    for place, (piece, score) in enumerate(pairs):
        kind = kinds.CONTROL if piece in _RESERVED else kinds.NORMAL
        kind = kinds.UNKNOWN if place == vocabulary.unknown else kind
        model.pieces.add(piece=piece, score=float(score), type=kind)
    special = {"unk": vocabulary.unknown, "bos": vocabulary.start,
               "eos": vocabulary.end, "pad": vocabulary.padding}  # fmt: skip
    trainer = model.trainer_spec
    trainer.model_type, trainer.vocab_size = proto.TrainerSpec.UNIGRAM, len(vocabulary.pieces)
    for name, place in special.items():
        setattr(trainer, f"{name}_id", place)
        setattr(trainer, f"{name}_piece", vocabulary.pieces[place])
    normalizer = model.normalizer_spec
    normalizer.name, normalizer.remove_extra_whitespaces = "identity", False
    normalizer.add_dummy_prefix = normalizer.escape_whitespaces = True
    (folder / MODEL).write_bytes(model.SerializeToString())
    rules = {
        "start": vocabulary.start,
        "end": vocabulary.end,
        "longest": max(map(len, vocabulary.pieces)),
        "rewritten": beside_nfkc(vocabulary),
    }
    (folder / RULES).write_text(json.dumps(rules), encoding="utf-8")


def beside_nfkc(vocabulary: PieceVocabulary) -> dict[str, str]:
    """What the package's rules make otherwise than NFKC; and NUL, on which they are silent, goes."""
    theirs = vocabulary.rewritten.items()
    return {"\0": ""} | {c: to for c, to in theirs if unicodedata.normalize("NFKC", c) != to}


class Tokenizer:
    """The tokenizer, of the files that `write` made. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        import sentencepiece

        rules = json.loads((folder / RULES).read_text(encoding="utf-8"))
        self.start, self.end = int(rules["start"]), int(rules["end"])
        self._longest = int(rules["longest"])
        self._rewritten: Mapping[int, str] = str.maketrans(rules["rewritten"])
        processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / MODEL))
        self._encode = partial(processor.encode, out_type=int)

    def pieces(self, text: str, most: int) -> list[int]:
        """The ids of a text, the first `most` of them; so much is read of it as can matter."""
        room = most * self._longest
        prepared = self._prepared(text, room * _COMPOSED)[:room]
        return list(self._encode(prepared)[:most])

    def count(self, text: str) -> int:
        """How many ids a text has, uncut, however long that takes."""
        return len(self._encode(self._prepared(text, len(text))))

    def _prepared(self, text: str, most: int) -> str:
        text = _SPACES.sub(" ", _whole(text).translate(self._rewritten)).strip()[:most]
        if not text.isascii():
            text = unicodedata.normalize("NFKC", _few_marks(text))
        return _SPACES.sub(" ", text).strip()


def _few_marks(text: str) -> str:
    run, kept = 0, []
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS:
            kept.append(character)
    return "".join(kept)


def _whole(text: str) -> str:
    """The text with U+FFFD for each half character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
