"""`python -m vectorstore.prepare`: make what is kept once a machine, so that no ingest waits for it."""

from vectorstore.encoder.e5 import pretrained
from vectorstore.word_lists import word_lists


def main() -> None:
    """Make the encoder and the word lists in the user's cache folder, where they are missing."""
    pretrained.served_folder(None)
    word_lists(None)


if __name__ == "__main__":
    main()
