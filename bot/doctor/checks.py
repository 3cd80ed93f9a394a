"""The checks in order; each needs what those before it have found whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import FotnotError, IndexUnusableError, InputError

if TYPE_CHECKING:
    from bot.settings import Settings
    from vectorstore.encoder import Encoder
    from vectorstore.index import Index

NAMES = ("settings", "index", "encoder", "store", "database", "language model")


@dataclass(frozen=True, slots=True)
class Check:
    """A part's name, whether it is well, and in one line what it is or how to mend it."""

    name: str
    ok: bool
    detail: str


def examine() -> tuple[Check, ...]:
    """Check everything that the settings name.

    Nothing is written but the kept data's database, and a pretrained encoder that is missing.
    """
    from bot.settings import settings

    first = _tried("settings", lambda: _settings(settings()))
    if not first.ok:
        return first, *(_passed_over(name, "settings") for name in NAMES[1:])
    chosen = settings()
    index = _tried("index", lambda: _files(chosen.index_root))
    parts = _of_the_index(chosen) if index.ok else _not_opened("index")
    database = _tried("database", lambda: _database(chosen))
    return first, index, *parts, database, _tried("language model", lambda: _model(chosen))


def _tried(name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(name, True, work())
    except FotnotError as error:
        return Check(name, False, " ".join(str(error).split()))
    except Exception as error:  # noqa: BLE001 - a doctor must tell of the others, too
        why = " ".join(str(error).split())[:200]
        return Check(name, False, f"{type(error).__name__}: {why}; run `fotnot ingest --rebuild`")


def _passed_over(name: str, broken: str) -> Check:
    return Check(name, False, f"not looked at; mend the {broken} first")


def _not_opened(broken: str) -> tuple[Check, ...]:
    return tuple(_passed_over(name, broken) for name in ("encoder", "store"))


def _settings(chosen: "Settings") -> str:
    _languages()
    if not chosen.articles.is_dir():
        return f"index in {chosen.index_root}; there is no folder {chosen.articles} for articles"
    return f"articles in {chosen.articles}, index in {chosen.index_root}"


def _languages() -> None:
    """Look at the files of each language, and whether what is learnt knows as many.

    Raises:
        InputError: one is missing, or can't be read.
    """
    from bot.intent.triage import classifier
    from languages import files
    from languages.known import LANGUAGES
    from prompts import texts

    for language in LANGUAGES:
        try:
            files.kept(language)
            texts(language)
        except Exception as error:  # noqa: BLE001 - a parser's own kinds, missing files, lists that are none
            why = " ".join(str(error).split())[:200]
            raise InputError(f"language {language!r}: {why}; docs/adding-a-language.md") from None
    classifier.languages("")


def _files(root: Path) -> str:
    """Every byte of the index, before anything of it is opened."""
    from vectorstore.files import generations, integrity
    from vectorstore.files.manifest import whole_manifest

    folder = generations.answering(root)
    manifest = whole_manifest(folder)
    found = integrity.damages(folder, manifest.files)
    if found:
        listed = "; ".join(f"{folder / one.name} {one.wrong}" for one in found[:5])
        more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
        raise IndexUnusableError(f"{listed}{more}; run `fotnot ingest`")
    size = sum(one.size for one in manifest.files.values()) / 1e6
    return (
        f"{folder.name}: {len(manifest.sources)} article(s), {len(manifest.files)} files, "
        f"{size:.0f} MB, all checksums right"
    )


def _of_the_index(chosen: "Settings") -> tuple[Check, ...]:
    from vectorstore import encoder
    from vectorstore.files import generations
    from vectorstore.files.manifest import whole_manifest
    from vectorstore.index import open_index

    folder = generations.answering(chosen.index_root)

    def load() -> "Encoder":
        made_with = whole_manifest(folder).encoder
        if made_with != chosen.encoder:
            raise IndexUnusableError(
                f"the index was made with {made_with!r}, the settings say {chosen.encoder!r}; "
                "run `fotnot ingest --rebuild`, or set it back"
            )
        model = encoder.model(chosen.encoder, chosen.model_cache)
        return encoder.headed(model, folder / "encoder")

    first = _tried("encoder", lambda: _encoder(load()))
    if not first.ok:
        return first, _passed_over("store", "encoder")

    opened: list[Index] = []

    def looked_at() -> str:
        opened.append(open_index(chosen.index_root, chosen.model_cache))
        return _store(opened[0])

    second = _tried("store", looked_at)
    if second.ok:
        first = replace(first, detail=f"{first.detail}; {_decision(opened[0])}")
    return first, second


def _decision(index: "Index") -> str:
    """What the numbers of the decision were fitted to, which answers less well where it is another.

    That is said and no fault: an index with banks of its own has a head of its own.
    """
    from bot.answering.search.decision import calibration

    numbers = calibration()
    if other := numbers.misfit(index):
        return f"the decision was calibrated for another: the index has {other}; `make calibrate`"
    return "the decision is calibrated for it"


def _encoder(encoder: "Encoder") -> str:
    import numpy as np

    (vector,) = encoder.encode_queries(["vitamin"])
    length = float(np.linalg.norm(vector))
    if not np.isfinite(vector).all() or abs(length - 1) > 0.01:
        raise IndexUnusableError(
            f"{encoder.name} gives vectors of length {length:.3f}, should be 1; "
            "run `fotnot ingest --rebuild`"
        )
    return f"{encoder.name}, {encoder.dimension} numbers a vector"


def _store(index: "Index") -> str:
    """Whether each article is found by its own title."""
    from vectorstore.retriever import Retriever
    from vectorstore.store import KINDS

    for slug in index.slugs:
        title = index.source(slug).article.title
        if not Retriever(index).search((title,), limit=1, slug=slug).passages:
            raise IndexUnusableError(f"nothing of {slug} is found; run `fotnot ingest --rebuild`")
    where = index.manifest.url or "files"
    counts = ", ".join(f"{index.store.count(kind)} {kind}" for kind in KINDS)
    return f"Chroma in {where}: {counts}"


def _database(chosen: "Settings") -> str:
    from bot.feedback.store import open_kept

    kept = open_kept(chosen)
    if kept is None:
        return "nothing is kept (FOTNOT_KEEP=false)"
    try:
        kept.check()
    finally:
        kept.close()
    return "kept data can be read and written"


def _model(chosen: "Settings") -> str:
    from bot.doctor.model import ask

    if not chosen.llm and not chosen.llm_url:
        return "none configured; answers are the article's own words"
    return ask(chosen)
