"""What sort of thing a question asks for, and whether a sentence has one.

'Hur länge …?' wants a duration and 'how many …?' a number: a sentence without any can't answer
it, however near it stands. Answer typing in the sense of Li and Roth, 2002, "Learning Question
Classifiers", with patterns for the six languages of questions; sentences are read as Swedish
and English.
"""

import re
from functools import cache

_NUMBER = (
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|hundra|tusen|hundratals"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds?|thousands?"
    r"|hälften|half|halv\w*|tredjedel\w*|fjärdedel\w*|thirds?|quarters?|procent|per\s?cent|majorit\w+"
    r"|dubbel\w*|doubled?|dussin\w*|dozens?)\b"
)
_TIME = (
    r"(?:sekund|minut|tim|dag|dygn|veck|månad|år(?!sak)|livstid|second|minute|hour|day|week|month|year"
    r"|lifetime)"
)
_TYPES = {
    "duration": (
        r"\b(?:hur (?:länge|lång tid|många (?:dagar|veckor|månader|år)s?)"
        r"|how (?:long|many (?:days|weeks|months|years))|what duration"
        r"|hvor (?:lenge|længe|lang tid|mange (?:dager?|uger|uker|måneder|år)s?)"
        r"|wie ?(?:lang\w*|viele (?:tage|wochen|monate|jahre))"
        r"|(?:kuinka|miten) (?:kauan|pitkään|monta (?:päivää|viikkoa|kuukautta|vuotta))|kauanko"
        r"|montako (?:päivää|viikkoa|kuukautta|vuotta))\b",
        rf"{_NUMBER}[^.]*{_TIME}|\w*(?:dagars|veckors|vecko|månaders|månads|års|month|week|year)-?\s?(?:studie|study|trial)"
        rf"|\b(?:snabb|fort|direkt|långsamt|quick|rapid|fast|slow)\w*",
    ),
    "age": (
        r"\b(?:hur gam\w+|vilken ålder|vilka åldrar|how old|what ages?|hvor gam\w+|hvilken alder"
        r"|wie alt|welches alter|minkä ?ikäi\w+|ikäisiä)",
        r"\d+\s?(?:-|–)?\s?\d*\s?(?:år|years)|\bålder|\bage[ds]?\b|\d-?åring|\b(?:äldre|older|elderly)\b",
    ),
    "dose": (
        r"\b(?:dos(?:en|er|e|es|is|ing|ering\w*|age)?|dosierung|annos\w*|milligram\w*)\b"
        r"|\b\d+ ?mg\b|\bmg (?:per|om|i|am|pro)\b"
        r"|\b(?:hur många|how many|hvor mange|wie viele|montako) (?:mg|gram|iu|ie)\b",
        r"\d\s?(?:mg|g|µg|mcg|ug|ie|iu|gram|milligram|mikrogram|micrograms?|ml)\b|\bdos\w*",
    ),
    "count": (
        r"\b(?:hur (?:många|mångas|stor (?:andel|del))|vilken andel|how many|what (?:share|percentage"
        r"|proportion|number)|how (?:big|large) (?:a )?(?:share|part)|hvor (?:mange|stor (?:andel|del))"
        r"|wie ?viele|welcher anteil|wie (?:gro(?:ß|ss) (?:war|ist) der anteil)|kuinka (?:mon\w+|suuri osa)"
        r"|montako|moniko)\b",
        _NUMBER,
    ),
    "year": (
        r"\b(?:(?:vilket|vilka) år|what year|which year|hvilket år|welche[ms] jahr|minä vuonna"
        r"|när (?:gjordes|kom|publicerades|utfördes)|when was|wann wurde|når ble|hvornår blev)\b",
        r"\b(?:18|19|20)\d\d\b",
    ),
    "place": (
        r"\b(?:(?:vilket|vilka) (?:land|länder)|var (?:i världen|gjordes|utfördes)|(?:which|what) countr"
        r"|where was|where were|hvilke[nt]? land|hvor (?:ble|blev) (?:den|det|studi)|welche[mn] l[aä]nd"
        r"|wo wurde|missä (?:maassa|tutkimus))",
        r"\b(?:i|in|från|from|at|vid) [A-ZÅÄÖ][a-zåäö]+",
    ),
}

_ASKS_AMOUNT = re.compile(
    r"\b(?:hur (?:mycket|ofta)|how (?:much|often)|hvor (?:mye|meget|ofte)|wie ?(?:viel|oft)"
    r"|kuinka (?:paljon|usein)|vad kostar|hva koster|hvad koster|was kostet)\b",
    re.IGNORECASE,
)
_TELLS_AMOUNT = re.compile(
    rf"{_NUMBER}|\b(?:enda|varje|dagligen|regelbundet|every|daily|regularly|per (?:dag|day))\b",
    re.IGNORECASE,
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(asks, re.IGNORECASE), re.compile(f"(?{flags}:{found})"))
        for name, (asks, found) in _TYPES.items()
        for flags in ["" if name == "place" else "i"]
    )


def asked_for(question: str) -> str | None:
    """The name of the type that a question asks for, or None when it asks for no such thing."""
    return next((name for name, asks, _ in _compiled() if asks.search(question)), None)


def has(sentence: str, name: str) -> bool:
    """Whether a sentence has a thing of that type."""
    return any(found.search(sentence) for known, _, found in _compiled() if known == name)


def asks_amount(question: str) -> bool:
    """Whether it asks how much or how often, which only a sentence that `tells_amount` answers."""
    return bool(_ASKS_AMOUNT.search(question))


def tells_amount(sentence: str) -> bool:
    """Whether a sentence has a number or says how often."""
    return bool(_TELLS_AMOUNT.search(sentence))
