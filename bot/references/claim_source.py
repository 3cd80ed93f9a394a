"""A claim's source: 'vilken källa har ni på att …?' → the article's sentence and what it cites.

`claim_in` takes the claim out of the question; the bot answers the claim as any question, and
`with_its_source` turns that answer into the sentence, its numbers and their entries.
"""

import re
from functools import cache

from bot.answer import Answer, Block, Notice, Sources, Stated, Statement, with_details
from bot.references.look_up import Lookup
from bot.references.parsing.words import set_of
from bot.rendering.whole import with_disclaimer
from languages import expressions
from languages.words import words
from prompts import texts

_TOPIC = "claim_source"  # in the languages' files
CLOSE = 0.95  # a sentence with a source must score at least this share of the best one
_SURER = frozenset({"number", "missing_number", "author", "doi", "section", "claims", "journal"})
_START = "(?:<the> )?"
_SHAPES = (
    # 'har ni nån källa alls på att …', 'Welche Quelle belegt, dass …'
    r"<!good>\b<source>\b,?(?:\s+\w+){0,5}?,?\s+<saying_that>\s+(?P<c>.+)",
    # 'vilken studie är det som visar att …', 'which study showed it helps'
    r"\b<which_study>\s+(?:\w+\s+){0,3}?<shows>,?\s+(?:<that>\s+)?(?P<c>.+)",
    # 'vilken källa stöder påståendet om …', 'what reference supports the bit about …'
    rf"\b<which>\s+(?:\w+\s+){{0,3}}?<source>\s+(?:\w+\s+){{0,2}}?<shows>\s+"
    rf"{_START}(?:<of_claim>\s+)?(?:<about>\s+)?(?P<c>.+)",
    # 'källan till det om …', 'kilden til påstanden om …', 'Quelle für die Aussage …'
    rf"\b<source>\s+<behind>\s+(?:{_START}<of_claim>(?:\s+<about>)?|<what_says>)\s+(?P<c>.+)",
    # 'vilken källa har studien på …'
    rf"\b<which>\s+<source>\s+<has>\s+{_START}(?P<c><study>\b.+)",
    # 'vad bygger ni … på', 'worauf stützt ihr …'
    r"\b<base>\s+(?P<c>.+?)\s*(?:\b<based_on>\b[^?]*)?$",
    # 'var kommer siffran … ifrån', 'where does the claim … come from'
    rf"\b<where>\s+<comes>?\s*{_START}<of_claim>\s+(?:<about>\s+)?(?P<c>.+?)(?:\s+<from>\b.*)?$",
    # 'belägg för att migränen minskar, vilka referenser?'
    r"^(?P<c>.{12,}?)\s*[,–—-]\s*<which>\s+(?:<is_for> )?<source>[\w\s]{0,20}$",
)
_LEAD = rf"^(?:<proof>\s+<for>\s+)?(?:(?:{_START}<of_claim>\s+<about>|<that>|<about>)\s+)?"
_TAIL = r"[-\s]*(?:<tail>|,\s*<which>\s+<source>.*)$"


def claim_in(question: str, looked: Lookup | None = None) -> str | None:
    """The claim whose source a message asks for; None when it asks for none.

    A message that the list itself answers by a number, a name or a section is no such question.
    """
    if looked is not None and looked.kind in _SURER:
        return None
    line = " ".join(question.split()).rstrip(" ?.!")
    for pattern in _compiled():
        if match := pattern.search(line):
            claim = _shape(_TAIL).sub("", _shape(_LEAD).sub("", match.group("c")))
            claim = claim.strip(" ,:-\"'”»«")
            return claim if _says_something(claim) else None
    return None


def with_its_source(answer: Answer) -> Answer:
    """The answer to a claim as its best sentence with the entries it cites; a decline as it is.

    That the article does not say as much as is claimed is said first.
    """
    best = _best(answer) if answer.kind == "answer" else None
    if best is None:
        return answer
    language = answer.language
    citations = tuple(c for c in answer.citations if c.number in best.citations)
    opening = "reference.claim" if citations else "reference.claim_unsourced"
    not_said = [answer.lead] if answer.lead and answer.lead.stance == "not_said" else []
    parts: list[Block] = [*not_said, Notice(texts(language)(opening)), Stated(best, "quote")]
    if citations:
        parts.append(Sources(citations, heading=False))
    return with_details(
        with_disclaimer("reference", language, parts),
        statements=(best,), citations=citations, passages=answer.passages,
        article=answer.article, sha256=answer.sha256, confidence=answer.confidence,
        suggestions=answer.suggestions, dropped=answer.dropped,
    )  # fmt: skip


def _best(answer: Answer) -> Statement | None:
    """The statement that retrieval put first; one with a source where it stands all but as high."""
    stated = {statement.source.sentence: statement for statement in answer.statements}
    least = CLOSE * answer.passages[0].score
    near = [
        stated[p.sentence] for p in answer.passages if p.score >= least and p.sentence in stated
    ]
    return next((statement for statement in near if statement.citations), (*near, None)[0])


def _says_something(claim: str) -> bool:
    """Whether a claim has a word of its own, and not just 'that' or 'this claim'."""
    no_claim = expressions.words(_TOPIC, "no_claim")
    return any(
        len(w) > 2 and w not in set_of("stop_words") and w not in no_claim for w in words(claim)
    )


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    """The shapes in all languages, then those that one language alone has."""
    return tuple(map(_shape, (*_SHAPES, *expressions.entries(_TOPIC, "whole"))))


def _shape(shape: str) -> re.Pattern[str]:
    return expressions.finding(_TOPIC, shape)
