"""Chroma as the store of an index, embedded or on a server: a collection a kind of row."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest.errors import IndexUnusableError
from vectorstore.encoder import Vectors
from vectorstore.files.private_copy import PrivateCopy
from vectorstore.store import KINDS, Row, RowKind

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection as ChromaCollection

_BATCH = 5000
# What is added goes into the graph on disk after so many rows. Chroma's thousand leaves the rest to
# be added anew by whoever opens it: a tenth of a second, and another graph each time.
_GRAPH: "CreateHNSWConfiguration" = {"space": "cosine", "ef_search": 200, "sync_threshold": 100}


class ChromaStore:
    """A `Store` in Chroma's collections."""

    def __init__(
        self,
        folder: Path,
        generation: str,
        url: str | None = None,
        owned: PrivateCopy | None = None,
    ) -> None:
        """Open the collections; `owned` is the copy that they lie in and that goes with them."""
        self._owned = owned
        self._client = _client(folder, url)
        self._prefix = f"fotnot-{generation}" if url else "fotnot"
        self._collections: dict[RowKind, ChromaCollection] = {}
        self._closed = False

    def close(self) -> None:
        """Let go of Chroma and of the copy; what was written is then on disk."""
        if self._closed:
            return
        self._closed = True
        self._collections.clear()
        client: Any = self._client  # its abstract class does not tell of it
        parts = (client, client._admin_client)
        sessions = [getattr(part._server, "_session", None) for part in parts]
        client.close()
        for session in sessions:
            if session is not None:  # with a Chroma server; Chroma itself leaves them open
                session.close()
        if self._owned is not None:
            self._owned.remove()

    def create(self, dimension: int) -> None:
        """Make the collections that are missing."""
        for kind in KINDS:
            self._collections[kind] = self._client.get_or_create_collection(
                self._name(kind),
                embedding_function=None,
                metadata={"dimension": dimension},
                configuration={"hnsw": _GRAPH},
            )

    def add(self, kind: RowKind, rows: Sequence[Row], vectors: Vectors) -> None:
        """Add rows with their vectors, shape (rows, dimension)."""
        collection = self._collection(kind)
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            collection.add(
                ids=[row.key for row in part],
                embeddings=vectors[start : start + _BATCH],
                documents=[row.text for row in part],
                metadatas=[{"slug": row.slug} for row in part],
            )

    def remove(self, slug: str) -> None:
        """Take an article's rows out of every collection."""
        for kind in KINDS:
            self._collection(kind).delete(where={"slug": slug})

    def query(
        self, kind: RowKind, vector: Vectors, limit: int, slug: str | None = None
    ) -> dict[str, float]:
        """Key → cosine of the nearest rows, best first; `vector` has shape (dimension,)."""
        found = self._collection(kind).query(
            query_embeddings=vector[None, :],
            n_results=limit,
            include=["distances"],
            where={"slug": slug} if slug else None,
        )
        distances = found["distances"] or [[]]
        return {key: 1 - d for key, d in zip(found["ids"][0], distances[0], strict=True)}

    def count(self, kind: RowKind) -> int:
        """How many rows a collection has."""
        return self._collection(kind).count()

    def check(self, dimension: int) -> None:
        """Raise IndexUnusableError when the index was made with vectors of another length."""
        made = (self._collection("sentences").metadata or {}).get("dimension")
        if made != dimension:
            raise IndexUnusableError(
                f"the index has vectors of {made} numbers, the encoder gives {dimension}; "
                "run `fotnot ingest --rebuild`"
            )

    def drop_generations_but(self, kept: Collection[str]) -> None:
        """Delete the collections of all generations but those (embedded, their folders go)."""
        for collection in self._client.list_collections():
            owner = collection.name.split("-")
            if owner[0] == "fotnot" and len(owner) == 3 and owner[1] not in kept:
                self._client.delete_collection(collection.name)

    def _name(self, kind: RowKind) -> str:
        return f"{self._prefix}-{kind}"

    def _collection(self, kind: RowKind) -> "ChromaCollection":
        if kind not in self._collections:
            try:
                self._collections[kind] = self._client.get_collection(
                    self._name(kind), embedding_function=None
                )
            except Exception as error:  # noqa: BLE001 - Chroma's own kinds and the transport's
                raise IndexUnusableError(
                    f"the index lacks its {kind} ({type(error).__name__}); run `fotnot ingest`"
                ) from None
        return self._collections[kind]


def _client(folder: Path, url: str | None) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    quiet: Any = Settings(anonymized_telemetry=False)
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(folder), quiet)
    parts = urlsplit(url)
    try:
        return chromadb.HttpClient(
            parts.hostname or "localhost",
            parts.port or 8000,
            parts.scheme == "https",
            settings=quiet,
        )
    except Exception as error:  # noqa: BLE001 - Chroma's own kinds and the transport's
        raise IndexUnusableError(
            f"no Chroma server answers at {url} ({type(error).__name__}); start one or unset "
            "FOTNOT_CHROMA_URL"
        ) from None
