"""The words, folded, that questions about a reference list are made of, in the six languages.

A *reference* word ("källa", "reference") points at the list on its own; a *study* word ("studie",
"trial") also stands in ordinary questions. The words are in `languages/data`, their groups begin
with `list_`; what is made of them here is read by `question` and its neighbours.
"""

import re
from collections.abc import Mapping
from functools import cache

from ingest.article import StudyKind
from languages.cues import alternatives, expressions, of_all
from languages.folding import fold

MARKS = ("systematic", "double-blind", "single-blind", "placebo-controlled")
"""What a title may say of a study beside its kind."""
FLAGS = (
    "claims", "cited", "section", "count", "oldest", "newest", "every", "page", "journal", "doi",
    "lacking", "which", "published", "written", "about", "found",
)  # fmt: skip
"""What a message may ask of entries, or say of them."""


@cache
def of(*names: str) -> str:
    """A pattern of the words of some groups in all languages, the longest first."""
    return f"(?:{alternatives(fold(word) for name in names for word in _written(name))})".replace(
        r"\+", r"\w+"
    )


@cache
def set_of(name: str) -> frozenset[str]:
    """The words of a group in all languages."""
    return frozenset(map(fold, _written(name)))


def _written(name: str) -> list[str]:
    return of_all(f"list_{name}")


def any_reference() -> str:
    """A word that points at the list."""
    return of("reference", "source")


@cache
def study_or_reference() -> re.Pattern[str]:
    """A word for a study or for a reference."""
    return re.compile(of("study", "reference", "source"))


@cache
def listed() -> str:
    """'on the list', 'i listan', 'listalla'."""
    return f"(?:{of('in')} (?:{of('the')} )?{of('list')}|{of('listed')})"


@cache
def kinds() -> tuple[tuple[StudyKind, str], ...]:
    """The kinds of study, in the order in which they are looked for."""
    review = rf"{of('review')}|{of('overview')}(?! {of('overview_of')})"
    return (
        ("meta-analysis", of("meta_analysis")),
        ("review", rf"(?:(?:{of('reviewed')} )?(?:{review})|{of('systematic')} {of('scrutiny')})"),
        ("randomised trial", rf"{of('randomised')}(?: {of('design')})*(?: {of('trial')})?"),
        ("pilot or open study", rf"(?:{of('pilot')}|{of('open')}(?= {of('open_study')}))"),
        ("animal", rf"(?:{of('animal')}|{of('animals')}(?= {of('animals_study')}))"),
        ("laboratory", of("laboratory")),
        ("guideline", of("guideline")),
    )


@cache
def forms() -> Mapping[str, str]:
    """What an entry outside the journals may be."""
    web_page = rf"(?:{of('web')} ?{of('web_place')}|{of('web_page')})"
    return {"book": of("book"), "web page": web_page}


def mark(name: str) -> str:
    """The pattern of one of MARKS."""
    return of(name.replace("-", "_"))


@cache
def flag(name: str) -> str:
    """The pattern of one of FLAGS."""
    if name == "doi":
        return r"doi\w?"
    return rf"(?:{of('found')}|(?<!i ){of('finding')})" if name == "found" else of(name)


@cache
def colleagues() -> frozenset[str]:
    """'et al', 'och medarbetare'."""
    others = set_of("colleagues")
    return frozenset(f"{word} {other}" for word in set_of("with") for other in others)


@cache
def since() -> str:
    """'since', 'not older than'."""
    return f"(?:{of('since')}|{of('not')} {of('older')} {of('than')})"


@cache
def later() -> str:
    """'and later', 'framåt'."""
    return f"(?:{of('and_on')} {of('onwards')}|{of('on')})"


@cache
def other_sense() -> re.Pattern[str]:
    """Where a reference word means something else.

    Food that is rich in a thing, or proof of a claim, which the article's own text answers with
    its footnotes; or what the sources are worth.
    """
    source, reference = of("source"), any_reference()
    patterns = (
        rf"\b{source} {of('source_of')} (?!(?:\w+ )?{of('text')})",
        rf"\b{of('good')} {source}\b",
        rf"\b{expressions('list_food_before')} {of('food_source')}\b",
        rf"\b{reference}(?: \w+){{0,3}} {of('claiming')}\b",
        rf"\b{of('worth')}",
        rf"\b(?:ref|reference) {of('reference_value')}\b",
    )
    return re.compile("|".join(patterns))


@cache
def deals_with() -> str:
    """Said of a study, and of nothing that it found."""
    return rf"{of('study')} (?:{of('there_are')} )?{of('deals_with')}"
