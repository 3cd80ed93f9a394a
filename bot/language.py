"""The language of a question: short, misspelt, and often in the middle of a conversation."""

import re
from collections.abc import Sequence

from ingest.language import LANGUAGES, probabilities

PRIOR_PAGE = 2.0  # chosen, as the rest, on the calibration questions
PRIOR_EARLIER = 2.0
WORDS_COUNT = 3.0
SHORT = 5
_TELLING_LETTERS = {"ß": ("de",), "ü": ("de",), "æ": ("no", "da"), "ø": ("no", "da"), "å": ("sv", "no", "da")}  # fmt: skip
_TELLING_WORDS: dict[str, str] = {
    "sv": """och inte är för vad hur varför jag kan man det på med om vilka vilken vilket något nåt
        finns blir eller av att som har får vara va till från när mot mycket bra min mitt mina går
        åt äta ta hjälper finns efter under utan också bara mig dig sig säger artikeln hjärnan tål
        stämmer vem var många länge fort är ett en den""",
    "en": """the is what how does can and of for with my do are i you it why which there any to a an
        in on be at as or if this that me help has have from who when many long much best not""",
    "no": """hva hvordan hvorfor jeg ikke er og kan det på med noe hvilke hvilken finnes meg mot av
        eller til for om som har får være mye bra min mitt mine fra når man en et ta hjelper hvem
        hvor mange lenge bare også å blir stemmer vet opp mitt hjernen nok""",
    "da": """hvad hvordan hvorfor jeg ikke er og kan det på med noget hvilke hvilken findes af mig
        mod eller til for om som har får være meget god min mit mine fra når man en et tage hjælper
        hvem hvor mange længe bare også at bliver passer ved op hjernen nok""",
    "de": """was wie warum ich nicht ist und kann das mit bei der die ein eine gegen hilft für
        welche welcher es gibt zu von auf den dem sich auch oder wenn hat haben mein meine wer
        wo viele lange nur sind wird sein im man""",
    "fi": """mitä miten miksi minä ei on ja voi se onko auttaako kun mikä mistä kuinka mutta kanssa
        että jos tai voiko kuka missä monta kauan vain myös minun paljon hyvä olla tämä siitä joka""",
}
_WORDS = {code: frozenset(words.split()) for code, words in _TELLING_WORDS.items()}


def detect(question: str, page: str, earlier: Sequence[str] = ()) -> str:
    """The likeliest of the six languages; where nothing tells, the conversation's or the page's.

    `page` is the page's language, `earlier` are the languages of the turns before, oldest first.
    """
    words = re.findall(r"[^\W\d_]+", question.lower())
    if not words:
        return earlier[-1] if earlier else page
    scores = probabilities(question)
    for code in LANGUAGES:
        hits = sum(word in _WORDS[code] for word in words)
        scores[code] = scores.get(code, 0.0) + 0.02 + WORDS_COUNT * hits / len(words)
        for letter, languages in _TELLING_LETTERS.items():
            if letter in question.lower() and code not in languages:
                scores[code] *= 0.3
        if code == page:
            scores[code] *= PRIOR_PAGE if len(words) >= SHORT or hits else 2 * PRIOR_PAGE
        if earlier and code == earlier[-1]:
            scores[code] *= PRIOR_EARLIER
    return max(LANGUAGES, key=lambda code: scores[code])
