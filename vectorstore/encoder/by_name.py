"""The setting `encoder` → the encoder."""

from pathlib import Path

from ingest.errors import IndexUnusableError
from vectorstore.encoder import pretrained
from vectorstore.encoder.base import Encoder
from vectorstore.encoder.named import NamedEncoder
from vectorstore.encoder.pretrained import Progress
from vectorstore.encoder.trained import TRAINED, NgramEncoder


def load(
    name: str, folder: Path, model_cache: Path | None = None, progress: Progress | None = None
) -> Encoder:
    """The encoder of an index: `trained` from its folder, the pretrained one, or any by name.

    The pretrained one lies in `model_cache`, where it is made at its first use; None stands for
    the user's own cache folder.

    Raises:
        IndexUnusableError: it can't be loaded or made.
    """
    if name == pretrained.NAME:
        return pretrained.served(model_cache, progress)
    if name != TRAINED:
        return NamedEncoder(name)
    try:
        return NgramEncoder(folder)
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusableError(
            f"the encoder in {folder} can't be read ({error}); run `fotnot ingest --rebuild`"
        ) from None
