"""How a sentence hangs on the text around it: does it bring in a study, does it lean backwards.

The words are in the languages' files, under `discourse`, with whole patterns that are one language's
own; here are the shapes that languages share. They are asked in all languages at once: none's words
mislead another.
"""

from functools import partial

from ingest.text.sentences import begin
from languages.expressions import finding

_find = partial(finding, "discourse")
_STUDY = r"(?:[\w-]*<study_ends>|<study_names>)\b"
# Words that may stand between an article and its study: none that starts another phrase.
_FILL = r"(?:(?!<starts_a_phrase>\s)[\w.,’'-]+\s+)"
_INTRODUCES = (
    rf"\b<one>\s+{_FILL}{{0,6}}?{_STUDY}",
    rf"\b\d+\s{_FILL}{{0,3}}?{_STUDY}",
    rf"\b<one_of> <of_the>\s{_FILL}{{0,4}}?{_STUDY}",
    rf"\b<the>\s(?:<so_far>\s)?<the_which>\s{_FILL}{{0,4}}?{_STUDY}",
    r"<!wished_for>\b<studies>\s(?:\w+\s){0,3}?<report>\b",
    r"<!known>\b<researchers>\s(?:\w+\s){0,3}?<did>\b",
    r"\b<in_a_laboratory>\b.*<seen>\b",
    r"(?:^|[:;,]\s)(?:[\w-]+\s){0,2}?<!known><animals>\b.*\b<fared>\b",
    r"\b<says>\b.*\b<guides>",
    r"<introduces>",
)
_ALWAYS_LEANS = (
    # demonstratives and words of sameness among the first words
    r"^(?:[\w,-]+\s){0,3}?<this>(?!\s<page>)\b",
    r"<always_leans>",
)
_PAST = r"\b(?:<changed>|<past>)\b"
_OF_A_STUDY = (
    r"<of_a_study>",
    # a while, and what had happened then
    rf"^<after>\s(?:[\w-]+\s){{0,2}}?<few>[ -]<spans>\b.*{_PAST}",
    r"^(?!.*(?:\b(?:19|20)\d\d|<century>))(?!.*\b<has>\b).*\b<changed>\b(?! <changed_what>)",
)
_OF_THE_TEXT = (
    r"<of_the_text>",
    # a place, an addition, a finding told before
    r"^<there> (?:<verb>|<there_who>)\b(?! <no_place>)",
    r"^(?:[\w-]+\s){1,3}?<may> <too>\b",
    r"^<finding>\b(?! <of>\b)",
    r"\b<as_well>[.!]$",
)
_CAVEATS = (
    r"^<but>\b.*\b<evidence>\b",
    r"^<unfortunately>\b.*\b<effects>\b",
    # the same words later in the first clause; 'however' between commas, as 'however much' is none
    r"^[^;:?]{2,90}?<however>",
    # a later finding that takes back an earlier one, or is smaller
    r"\b<no_longer>\b.*\b<effects_found>\b",
    r"<caveats>",
)


def introduces_study(text: str) -> bool:
    """Whether a sentence brings in a study or another source: 'En liten studie …', 'One trial …'.

    A study that is spoken of as known ('I studien …', 'The trial …') is not brought in, nor is
    one that is wished for ('more studies are needed').
    """
    return bool(_find(*_INTRODUCES).search(_plain(text)))


def depends_on_previous(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it.

    So do 'I studien fick …', 'Detta kan …', 'Två tredjedelar av patienterna …', 'This …',
    'Participants …'; an empty 'Det finns …' or 'It is important to …' does not.
    """
    text = _plain(text)
    if _refers(text):
        return True
    return bool(_find(*_OF_A_STUDY, *_OF_THE_TEXT).search(text)) and not introduces_study(text)


def is_caveat(text: str) -> bool:
    """Whether a sentence takes back, limits or contrasts what stands just before it.

    An adversative connective anywhere in its first clause says so ('Det är dock …', 'Tyvärr …',
    '…, however, …'), and so does a finding that no longer holds or evidence that falls short.
    """
    return bool(_find(*_CAVEATS).search(_plain(text)))


def refers_back(text: str) -> bool:
    """Whether a sentence's subject is a word for what was said before: 'Detta …', 'It …'."""
    return _refers(_plain(text))


def is_question(text: str) -> bool:
    """Whether a sentence asks: it states nothing by itself."""
    return _unquoted_end(text).endswith("?")


def leads_in(text: str) -> bool:
    """Whether a sentence ends in a colon: it says nothing without what follows."""
    return _unquoted_end(text).endswith(":")


def states(text: str) -> bool:
    """Whether a sentence states anything: it is no question and no lead-in."""
    return not (is_question(text) or leads_in(text))


def goes_on(text: str) -> bool:
    """Whether a sentence may tell on of a study told just before it, in its paragraph.

    It speaks of the study, its people or 'this', or tells in the past what happened.
    """
    text = _plain(text)
    past = _find(_PAST).search(text)
    return bool(past or _refers(text) or _find(*_OF_A_STUDY).search(text))


def _plain(text: str) -> str:
    return begin(text.strip().lstrip("\"”“'’«(–— ")).replace("\u00a0", " ")


def _unquoted_end(text: str) -> str:
    return text.rstrip(" \u00a0\"”“'’»)*_")


def _refers(text: str) -> bool:
    return _pronoun_subject(text) or bool(_find(*_ALWAYS_LEANS).search(text))


def _pronoun_subject(text: str) -> bool:
    """'Det spelar …', 'De fick …', 'It helps …', but not 'Det finns …' or 'De flesta …'."""
    if not _find(r"<pronoun_subject>").match(text):
        return False
    return not _find(r"<empty_subject>").match(text)
