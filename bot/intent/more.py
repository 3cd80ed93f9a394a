"""'Berätta mer': what else the article says on what was just asked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from vectorstore.retriever import Passage

NEAR = 0.65  # more on the topic must score at least this share of the best passage
AT_ONCE = 3
_MORE = re.compile(
    r"""\W*(?:(?:ja|jo|yes|kyllä|okej|ok|och|and|og|und|ja\s+tack|please|gärna|snälla|bitte)\W+)*(?:
        (?:(?:kan|vill|skulle)\s+du\s+)?(?:berätta|säg|förklara|skriv)\s+(?:lite\s+|ännu\s+|något\s+)?mera?
        |(?:lite\s+)?mera?(?:\s+(?:info(?:rmation)?|om\s+(?:det|detta|den)))?|fortsätt|utveckla
        |(?:något|nåt|nånting)\s+(?:mer|annat|ytterligare)|vad\s+mer|mer\s+då
        |(?:(?:can|could|would)\s+you\s+)?(?:tell|give|show)\s+me\s+(?:a\s+(?:bit|little)\s+)?more
        |more(?:\s+(?:info(?:rmation)?|details?))?|go\s+on|continue|what\s+else|any(?:thing)?\s+(?:else|more)
        |(?:kan\s+du\s+)?(?:fortelle?|fortæl(?:le)?|si|sig|forklare?)\s+(?:litt\s+|lidt\s+)?mere?
        |mere?\s+info\w*|fortsett|fortsæt|noe\s+(?:mer|annet)|noget\s+(?:mere|andet)|hv(?:a|ad)\s+mere?
        |(?:kannst\s+du\s+)?(?:mir\s+)?(?:mehr|noch\s+mehr|noch\s+etwas)(?:\s+(?:dazu|darüber|infos?))?
        |(?:erzähl\w*|sag\w*)\s+(?:mir\s+|bitte\s+)*(?:noch\s+)?mehr(?:\s+(?:dazu|darüber))?|weiter|was\s+noch
        |(?:kerro|kertoisitko|sano)\s+(?:vielä\s+)?lisää|lisää(?:\s+tietoa)?|jatka|entä\s+muuta|mitä\s+muuta
    )(?:\s+(?:om\s+(?:det|detta)|about\s+(?:it|that|this)|om\s+det|siitä|dazu|tack|please|takk|bitte))*\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def asks_for_more(turn: str) -> bool:
    """Whether a turn asks for nothing but more on what was asked before it."""
    return _MORE.fullmatch(turn) is not None


def topic(turns: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The turns up to the last that asks something itself, and how often more was asked since."""
    asking = list(turns)
    while asking and asks_for_more(asking[-1]):
        asking.pop()
    return tuple(asking), len(turns) - len(asking)


def untold(passages: Sequence[Passage], told: Collection[str], times: int) -> list[Passage]:
    """Passages near to what was told, of its sections, to be told when more is asked that often.

    `passages` are those of the question, best first, of one article; `told` the ids of the
    sentences in its answer. All that come back count alike.
    """
    sections = {p.section.heading for p in passages if p.sentence.id in told}
    near = [
        replace(passage, score=1.0)
        for passage in passages
        if passage.sentence.id not in told
        and passage.section.heading in sections
        and passage.score >= NEAR * passages[0].score
    ]
    return near[(times - 1) * AT_ONCE : times * AT_ONCE]
