"""An article's sentences as LangChain's documents, by LangChain's own interface for searching."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from vectorstore.index import Index
from vectorstore.retriever import Passage, Retriever


class SentenceRetriever(BaseRetriever):
    """Documents for a question, best first, each a sentence: what a language model may rest on.

    `metadata` of a document has the article's slug, the sentence's `id`, its `section`, the
    reference numbers that it may be cited with (`citations`), its `score`, and the chunk that it
    stands in: its id, its text, and the ids of its sentences (`chunk`, `context`, `around`).
    `earlier` are the questions before the one that is asked.
    """

    searcher: Any  # vectorstore's Retriever; pydantic need not look into it
    slug: str | None = None
    earlier: tuple[str, ...] = ()
    limit: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
    ) -> list[Document]:
        searcher: Retriever = self.searcher
        found = searcher.search((*self.earlier, query), self.limit, self.slug)
        return documents(found.passages, searcher.index)


def documents(passages: Sequence[Passage], index: Index) -> list[Document]:
    """Passages as documents."""
    return [_document(passage, index) for passage in passages]


def _document(passage: Passage, index: Index) -> Document:
    sentence, chunk = passage.sentence, index.chunks(passage.slug)[passage.chunk]
    about = {
        "slug": passage.slug, "id": sentence.id, "section": passage.section.heading,
        "citations": sorted({link.number for link in sentence.links}), "score": passage.score,
        "chunk": chunk.id, "context": chunk.text, "around": list(chunk.sentences),
    }  # fmt: skip
    return Document(sentence.text, id=f"{passage.slug}/{sentence.id}", metadata=about)
