"""A follow-up → the turns that it needs to be understood."""

import re
from collections.abc import Sequence

_OPENING = re.compile(
    r"^\s*(?:och|men|eller|så|jaha|okej|ok|då|and|but|or|so|og|und|aber|oder|ja|entä|mutta"
    r"|what about|how about|hur är det med|vad gäller|hva med|hvad med|was ist mit|wie sieht es"
    r"|entäs)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"""\b(?:det|den|dem|detta|denna|dessa|dom|studien|studierna|försöket|deltagarna|patienterna|dom
        |där|därför|samma|sådan|sådana|båda|resultatet|effekten|it|its|they|them|that|this|these
        |those|there|same|the\ study|he|she|dette|disse|deltakerne|pasientene|der|dort
        |das|diese[rsmn]?|dabei|davon|damit|die\ studie|se|sen|sitä|siihen|siinä|sillä
        |ne|niitä|tutkimus\w*|tuo|tämä
        |längre|annars|isåfall|också|även|too|also|else|instead|mer|more)\b""",
    re.IGNORECASE | re.VERBOSE,
)
SHORT = 4


def leans(question: str) -> bool:
    """Whether a question seems to need the one before it: it opens or points so, or is short."""
    found = re.findall(r"\w+", question)
    if len(found) <= SHORT or _OPENING.search(question):
        return True
    return len(found) <= 9 and bool(_POINTING.search(question))


def stand_alone(turns: Sequence[str]) -> tuple[str, ...]:
    """The turns that count for the last one: itself, and those before it that it leans on."""
    needed = [turns[-1]]
    for before in reversed(turns[:-1]):
        if not leans(needed[0]) or len(needed) == 3:
            break
        needed.insert(0, before)
    return tuple(needed)
