"""How many tokens a text has, by an encoding of language models that is kept with the code."""

import base64
import gzip
import logging
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

KEPT, BYTES = "o200k_base", "bytes"
FILE = Path(__file__).with_name("data") / f"{KEPT}.tiktoken.gz"
_RANKS = 199_998
_SPECIAL = {"<|endoftext|>": 199_999, "<|endofprompt|>": 200_018}
_UPPER, _LOWER = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}", r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
_ENDING = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_PATTERN = "|".join(  # as tiktoken has it
    (
        rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]*[{_LOWER}]+{_ENDING}",
        rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]+[{_LOWER}]*{_ENDING}",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
_WINDOW = 100_000  # characters
_LOG = logging.getLogger("fotnot")


def counter(name: str | None = None) -> Callable[[str], int]:
    """A function that counts a text's tokens by `encoding(name)`.

    Control words in a text count as plain text. A long text is counted in windows, whose seams may
    add a token each: tiktoken panics on a million spaces in a row.
    """
    chosen = encoding(name)

    def count(text: str) -> int:
        starts = range(0, len(text), _WINDOW)
        return sum(len(chosen.encode_ordinary(text[start : start + _WINDOW])) for start in starts)

    return count


@cache
def encoding(name: str | None = None) -> "tiktoken.Encoding":
    """The tiktoken encoding of that name, else the kept one: where none is named, or to be had.

    Any but the kept one may be downloaded. Where the kept one's file can't be read, each byte is a
    token. No byte-level encoding of a language model gives a text more tokens than bytes, so that this
    never counts too few of its tokens; it counts three to four times too many.
    """
    if name and name != KEPT:
        import tiktoken

        try:
            return tiktoken.get_encoding(name)
        except Exception as error:  # noqa: BLE001 - unknown or out of reach, in many kinds
            _LOG.warning("no encoding %r (%s): counting by %s", name, error, KEPT)
    return _kept()


@cache
def _kept() -> "tiktoken.Encoding":
    try:
        return read(FILE)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        _LOG.warning("%s can't be read (%s): counting bytes", FILE.name, error)
    import tiktoken

    ranks = {bytes([i]): i for i in range(256)}
    return tiktoken.Encoding(BYTES, pat_str=r"(?s).", mergeable_ranks=ranks, special_tokens={})


def read(path: Path) -> "tiktoken.Encoding":
    """The encoding o200k_base from the gzipped file of its ranks, in a second or less.

    Raises:
        OSError, EOFError, zlib.error, ValueError: it can't be read, or is damaged.
    """
    import tiktoken

    with gzip.open(path) as lines:
        ranks = {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, lines)}
    if len(ranks) != _RANKS:
        raise ValueError(f"{len(ranks)} ranks instead of {_RANKS}")
    return tiktoken.Encoding(KEPT, pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens=_SPECIAL)
