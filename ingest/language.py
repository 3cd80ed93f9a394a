"""The language a text is written in, among the six that Fotnot speaks."""

import re
from functools import cache
from typing import TYPE_CHECKING

from ingest.errors import InputError

if TYPE_CHECKING:
    from lingua import LanguageDetector

_NORWEGIANS = ("nb", "nn")
LANGUAGES = ("sv", "en", "no", "da", "de", "fi")
_LINGUA = {
    "sv": "SWEDISH",
    "en": "ENGLISH",
    "no": "BOKMAL",
    "da": "DANISH",
    "de": "GERMAN",
    "fi": "FINNISH",
}
_OTHERS = ("FRENCH", "SPANISH", "DUTCH", "POLISH")

_TELLING_WORDS: dict[str, str] = {
    "sv": """och inte är för vad hur varför jag kan man det på med om vilka vilken vilket något nåt
        finns blir eller av att som har får vara va till från när mot mycket bra min mitt mina går
        åt äta ta hjälper finns efter under utan också bara mig dig sig säger artikeln tål
        stämmer vem var många länge fort är ett en den""",
    "en": """the is what how does can and of for with my do are i you it why which there any to a an
        in on be at as or if this that me help has have from who when many long much best not""",
    "no": """hva hvordan hvorfor jeg ikke er og kan det på med noe hvilke hvilken finnes meg mot av
        eller til for om som har får være mye bra min mitt mine fra når man en et ta hjelper hvem
        hvor mange lenge bare også å blir stemmer vet opp mitt nok""",
    "da": """hvad hvordan hvorfor jeg ikke er og kan det på med noget hvilke hvilken findes af mig
        mod eller til for om som har får være meget god min mit mine fra når man en et tage hjælper
        hvem hvor mange længe bare også at bliver passer ved op nok""",
    "de": """was wie warum ich nicht ist und kann das mit bei der die ein eine gegen hilft für
        welche welcher es gibt zu von auf den dem sich auch oder wenn hat haben mein meine wer
        wo viele lange nur sind wird sein im man""",
    "fi": """mitä miten miksi minä ei on ja voi se onko auttaako kun mikä mistä kuinka mutta kanssa
        että jos tai voiko kuka missä monta kauan vain myös minun paljon hyvä olla tämä siitä""",
}
FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _TELLING_WORDS.items()}
"""The commonest words of each language as people type questions: they tell it, and no more."""


def spoken(tag: str) -> str | None:
    """The language that a tag such as `nb`, `sv-SE` or `en_GB` names; None for one not spoken."""
    code = re.split(r"[-_.@]", tag.strip().lower(), maxsplit=1)[0]
    code = "no" if code in _NORWEGIANS else code
    return code if code in LANGUAGES else None


def asked_for(where: str, tag: str) -> str:
    """The language that a tag names.

    Raises:
        InputError: it names none that Fotnot speaks; `where` says where it was given.
    """
    code = spoken(tag)
    if code is None:
        raise InputError(f"{where} {tag}: must be one of {', '.join(LANGUAGES)}, or a tag as sv-SE")
    return code


@cache
def detector() -> "LanguageDetector":
    """Lingua's detector for the six languages and some others; loaded once a process."""
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in (*_LINGUA.values(), *_OTHERS)]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def probabilities(text: str) -> dict[str, float]:
    """How likely each language is, 0 to 1, in all 1 (or all 0 for a text without letters).

    What is left of 1 is the share of languages that Fotnot does not speak.
    """
    codes = {name: code for code, name in _LINGUA.items()}
    values = detector().compute_language_confidence_values(text)
    return {codes[v.language.name]: v.value for v in values if v.language.name in codes}


def language_of(text: str) -> str:
    """The likeliest language of a longer text, such as an article."""
    found = probabilities(text[:5000])
    return max(found, key=found.__getitem__)
