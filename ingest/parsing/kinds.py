"""The kind of study that a reference's title names itself."""

import re

from ingest.article import StudyKind

_PEOPLE = (
    r"\b(?:human (?:volunteers|subjects|participants|trials|studies)|humans|volunteers|patients"
    r"|participants|människor?|frivilliga|patienter|deltagare)\b"
)
_KINDS: tuple[tuple[StudyKind, str], ...] = (
    ("meta-analysis", r"meta-?\s?anal"),
    (
        "guideline",
        r"riktlinje|guideline|rekommendation(?:er|s)?\b|recommendations?\b"
        # A consensus on what a word means tells nobody what to do.
        r"|^(?>.*(?:con|kon)sensus)(?!.*\b(?:term|terms|terminology|definition|termen|definitionen)\b)"
        r"|position (?:stand|paper|statement)|scien(?:ce|tific) (?:opinion|advisory|statement)|vårdprogram",
    ),
    (
        "review",
        r"översyn|översikt|granskning|genomgång|recension|review|overview|kunskapssammanställning"
        r"|state of the art|senaste framsteg|recent advances|cochrane",
    ),
    ("pilot or open study", r"pilot|genomförbarhet|feasibility (?:study|trial)"),
    ("randomised trial", r"randomi[sz]|lottad|dubbelblind|double-?blind|placebo"),
    ("pilot or open study", r"öppen|öppet|open[- ]label|open (?:study|trial)"),
    (
        "animal",
        r"råtto|råtta|möss\b|\bmus\b|musmodell|djurmodell|djurstudie|\brats?\b|\bmice\b|\bmouse\b"
        r"|murine|animal|rodent|gnagare|zebraf|kanin|rabbit|\bgris|porcine|primat",
    ),
    (
        "laboratory",
        r"laborator|in vitro|cellodl|odlade celler|cell (?:line|culture)s?|cultured|cellinje"
        r"|\bin (?:[\w-]+ ){1,3}(?<!blood )cells\b(?! of\b)|\bi (?:[\w-]+ ){0,2}\w*(?<!blod)celler\b",
    ),
)


def kind_of(title: str, entry: str = "") -> StudyKind | None:
    """The kind of study that a title itself names; the strongest evidence wins; else None.

    A title that names people beside animals, or beside cells, is of neither kind. `entry` is the
    whole reference: what the Cochrane database publishes is a review, whatever its title says.
    """
    kind = next((kind for kind, words in _KINDS if re.search(words, title, re.IGNORECASE)), None)
    if kind != "meta-analysis" and re.search(r"cochrane database", entry, re.IGNORECASE):
        return "review"
    mixed = kind in ("animal", "laboratory") and re.search(_PEOPLE, title, re.IGNORECASE)
    return None if mixed else kind
