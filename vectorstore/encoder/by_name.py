"""The setting `encoder` → the encoder."""

from pathlib import Path

from ingest.errors import IndexUnusableError
from vectorstore.encoder import cache
from vectorstore.encoder import head as heads
from vectorstore.encoder.base import Encoder
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.e5.pretrained import Progress
from vectorstore.encoder.headed import HeadedEncoder
from vectorstore.encoder.named import NamedEncoder
from vectorstore.encoder.remembered import RememberedEncoder

HEAD = "head"  # the folder of what an index's encoder was taught
NETWORKS = "networks"  # and the folder of what stands on its lower layers, a network an article


def model(name: str, model_cache: Path | None = None, progress: Progress | None = None) -> Encoder:
    """The frozen encoder of that name.

    The pretrained one lies in `model_cache`, where it is made at its first use; None stands for
    the user's own cache folder.

    Raises:
        IndexUnusableError: it can't be loaded or made.
    """
    if name == pretrained.NAME:
        return pretrained.served(model_cache, progress)
    return NamedEncoder(name)


def remembering(encoder: Encoder, model_cache: Path | None) -> Encoder:
    """The same with its vectors kept, where it is known to stay the same."""
    if encoder.name != pretrained.NAME:
        return encoder
    file = cache.place(model_cache) / "vectors.sqlite"
    return RememberedEncoder(encoder, file, pretrained.MADE_BY)


def headed(encoder: Encoder, folder: Path) -> HeadedEncoder:
    """The encoder of an index: a frozen one, with the head that the index's `folder` has, if any.

    Raises:
        IndexUnusableError: the head can't be read, or is of another encoder.
    """
    try:
        head = heads.read(folder / HEAD) if (folder / HEAD).exists() else None
        return HeadedEncoder(encoder, head)
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusableError(
            f"the encoder in {folder} can't be read ({error}); run `fotnot ingest --rebuild`"
        ) from None
