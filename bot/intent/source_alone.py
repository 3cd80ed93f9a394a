"""'Källa?': a message that asks for the source of what was said just before."""

import re

WHICH = r"(?:vilken|vilket|vilka|vad|which|what|hvilken|hvilket|hvilke|hva|hvad|welche[rsn]?|mikä|mitkä)"
SOURCE = (
    r"(?:källa|källan|källor|källorna|källhänvisning\w*|referens(?:en|er)?|fotnot\w*"
    r"|sources?|references?|citations?|footnotes?|kilde[nr]?|kildehenvisning\w*|referanse[nr]?"
    r"|referencer|referencen|quellen?|quellenangaben?|referenz(?:en)?"
    r"|lähde|lähteet|lähdettä|lähteen|viite|viitteet|viitettä|viitteen)"
)
STUDY = (
    r"(?:studie[rn]?|studierna|stud(?:y|ies)|trials?|papers?|forskning|research|undersökning(?:ar)?"
    r"|undersøkelser?|undersøgelser?|studien|untersuchung(?:en)?|tutkimu(?:s|kset))"
)
_ALONE = re.compile(
    rf"^(?:(?:och|and|og|und|ja|men|but|so)\s+)?(?:{WHICH}\s+)?(?:(?:är|is|er|ist|on|har)\s+)?"
    rf"(?:(?:din|er|ni|du|the|your|die|deine|ihre|den)\s+)?(?:{SOURCE}|{STUDY})"
    r"(?:\s+(?:är|var|er|is|was|ist|war|on|oli))?(?:\s+(?:det|that|it|this|das|se|tämä))?"
    r"(?:\s+(?:då|på det|för det|till det|for det|til det|for that|dazu|dafür|siitä|siihen))?$",
    re.IGNORECASE,
)


def asks_for_source_alone(question: str) -> bool:
    """Whether a message asks for the source of what was said just before: 'källa?', 'source?'."""
    return bool(_ALONE.match(" ".join(question.split()).strip(" ?.!")))
