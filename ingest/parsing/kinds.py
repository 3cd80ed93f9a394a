"""The kind of study that a reference's title names itself, in words of `study_kinds` of the languages."""

import re
from functools import partial

from ingest.article import StudyKind
from languages.expressions import finding

_find = partial(finding, "study_kinds")
_CONSENSUS = (
    r"^(?>.*<consensus>)(?!.*\b<terms>\b)"  # one on what a word means tells nobody what to do
)
_KINDS: tuple[tuple[StudyKind, tuple[str, ...]], ...] = (
    ("meta-analysis", (r"<meta_analysis>",)),
    ("guideline", (r"<guideline>", _CONSENSUS)),
    ("review", (r"<review>",)),
    ("pilot or open study", (r"<pilot>",)),
    ("randomised trial", (r"<randomised>",)),
    ("pilot or open study", (r"<open>",)),
    ("animal", (r"<animal>",)),
    ("laboratory", (r"<laboratory>",)),
)


def kind_of(title: str, entry: str = "") -> StudyKind | None:
    """The kind of study that a title itself names; the strongest evidence wins; else None.

    A title that names people beside animals, or beside cells, is of neither kind. `entry` is the
    whole reference: what the Cochrane database publishes is a review, whatever its title says.
    """
    kind = next((kind for kind, shapes in _KINDS if _find(*shapes).search(title)), None)
    if kind != "meta-analysis" and re.search(r"cochrane database", entry, re.IGNORECASE):
        return "review"
    mixed = kind in ("animal", "laboratory") and _find(r"\b<people>\b").search(title)
    return None if mixed else kind
