"""A claim's source: 'vilken källa har ni på att …?' → the article's sentence and what it cites.

`claim_in` takes the claim out of the question; the bot answers the claim as any question, and
`with_its_source` turns that answer into the sentence, its numbers and their entries.
"""

import re
from functools import cache

from bot.answer import Answer, Block, Notice, Sources, Stated, Statement, with_details
from bot.references.look_up import Lookup
from bot.references.words import set_of
from bot.rendering.whole import with_disclaimer
from languages.words import words
from prompts import texts

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
CLOSE = 0.95  # a sentence with a source must score at least this share of the best one
_SURER = frozenset({"number", "missing_number", "author", "doi", "section", "claims", "journal"})
_NO_CLAIMS = frozenset(
    """pastaende pastaendet pastaendena claim claims statement statements figure siffran siffrorna
    artikeln artikkelen artiklen article artikel text texten texts page sidan svar svaren answers
    your pastanden pastand behauptung behauptungen aussage aussagen innehallet content""".split()
)
_THAT = r"(?:att|that|at|dass|daß|että)"
_SHOWS = (
    r"(?:visa[rt]?|visade|säger|sa|påstår|hävdar|bevisa[rt]?|bevisade|stöd(?:er|jer)|styrk(?:er|te)"
    r"|bekräftar|backar upp|fann|kom fram till|ligger bakom|shows?|showed|says?|said|proves?|proved"
    r"|found|finds?|supports?|supported|backs?(?: up)?|backing(?: up)?|states?|confirms?|viser|viste"
    r"|sier|siger|beviser|støtter|understøtter|underbygger|dokumenterer|bekrefter|bekræfter|fandt"
    r"|fant|zeigt|zeigte|zeigen|belegt|belegen|beweist|sagt|besagt|stützt|bestätigt|fand|ergab"
    r"|osoitta[aiv]\w*|sano\w+|tuke\w+|todista\w+|näyttä\w+|väittä\w+)"
)
_OF_CLAIM = (
    r"(?:påstående(?:t|na)?|uppgiften|siffran|meningen|raden|biten|delen|claim|statement|figure"
    r"|number|bit|part|sentence|line|idea|fact|påstanden|tallet|setningen|oplysningen|sætningen"
    r"|aussage|behauptung|zahl|angabe|satz|väite|väitteelle|väitettä|luku|luvulle|tieto)"
)
_ABOUT = r"(?:om|att|about|that|of|on|saying|at|dass|über|zu|att det|på)"
_START = r"(?:the |this |your |den |det |denne |dette |die |der |das |diese |sen? |tämän )?"
_BASE = (
    r"(?:vad (?:bygger|grundar|baserar) (?:ni|du)|what (?:do you base|are you basing)"
    r"|hva (?:bygger|baserer) (?:dere|du)|hvad (?:bygger|baserer) (?:i|du)|worauf (?:stützt|gründet) ihr"
    r"|mihin perustatte)"
)
_WHICH_STUDY = (
    rf"(?:(?:vilken|vilka|which|hvilken|hvilket|hvilke|welche[rs]?|mikä|mitkä) (?:av |of the |one )?{STUDY}"
    r"|what (?:study|trial|paper)s?)"
)
_PATTERNS = (
    # 'har ni nån källa alls på att …', 'Welche Quelle belegt, dass …'
    rf"(?<!bra )(?<!gute )\b{SOURCE}\b,?(?:\s+\w+){{0,5}}?,?\s+(?:att|dass|daß|että)\s+(?P<c>.+)",
    r"\b(?:kilde\w*|referanse\w*|referencen|referencer)(?:\s+\w+){0,5}?\s+at\s+(?P<c>.+)",
    # 'which source backs up the claim that …', no 'sources that are …'
    rf"\b{SOURCE}(?:\s+\w+){{0,4}}?\s+(?:{_SHOWS}|{_OF_CLAIM}|for)\s+that\s+(?P<c>.+)",
    # 'vilken studie är det som visar att …', 'which study showed it helps'
    rf"\b{_WHICH_STUDY}\s+(?:\w+\s+){{0,3}}?{_SHOWS},?\s+(?:{_THAT}\s+)?(?P<c>.+)",
    # 'vilken källa stöder påståendet om …', 'what reference supports the bit about …'
    rf"\b{WHICH}\s+(?:\w+\s+){{0,3}}?{SOURCE}\s+(?:\w+\s+){{0,2}}?{_SHOWS}\s+"
    rf"{_START}(?:{_OF_CLAIM}\s+)?(?:{_ABOUT}\s+)?(?P<c>.+)",
    # 'källan till det om …', 'kilden til påstanden om …', 'Quelle für die Aussage …'
    rf"\b{SOURCE}\s+(?:till|på|för|bakom|for|behind|til|bak|bag|für|hinter|zu)\s+"
    rf"(?:{_START}{_OF_CLAIM}(?:\s+{_ABOUT})?|det(?: där| der| här)? om|that bit about|das mit)\s+(?P<c>.+)",
    # 'what's your source for …', 'source for the 15 % figure'
    r"(?:^|\byour |\bis there a )(?:source|reference|citation) (?:for|behind) (?P<c>(?:\S+ ){2}.+)",
    # 'vilken källa har studien på …'
    rf"\b{WHICH}\s+{SOURCE}\s+(?:har|gäller|finns för|hör till|goes with|has|gehört zu|hører til)\s+"
    rf"{_START}(?P<c>{STUDY}\b.+)",
    # 'vad bygger ni … på', 'worauf stützt ihr …'
    rf"\b{_BASE}\s+(?P<c>.+?)\s*(?:\b(?:på|on)\b[^?]*)?$",
    # 'var kommer siffran … ifrån', 'where does the claim … come from'
    rf"\b(?:var|hvor|where|woher|mistä)\s+(?:kommer|does|kommt|stammt|stammer)?\s*{_START}{_OF_CLAIM}\s+"
    rf"(?:{_ABOUT}\s+)?(?P<c>.+?)(?:\s+(?:ifrån|från|fra|comes? from|on peräisin|tulee)\b.*)?$",
    # 'belägg för att migränen minskar, vilka referenser?'
    rf"^(?P<c>.{{12,}}?)\s*[,–—-]\s*{WHICH}\s+(?:är |har ni för |för |is |er )?{SOURCE}[\w\s]{{0,20}}$",
)
_LEAD = re.compile(
    rf"^(?:(?:belägg|stöd|bevis|evidence|proof|belegg|belæg|beweis\w*)\s+(?:för|for|på|für)\s+)?"
    rf"(?:(?:{_START}{_OF_CLAIM}\s+{_ABOUT}|{_THAT}|om|about)\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"[-\s]*(?:påstående\w*|\b(?:figure|claim|siffran)\b|,\s*{WHICH}\s+{SOURCE}.*)$",
    re.IGNORECASE,
)


def claim_in(question: str, looked: Lookup | None = None) -> str | None:
    """The claim whose source a message asks for; None when it asks for none.

    A message that the list itself answers by a number, a name or a section is no such question.
    """
    if looked is not None and looked.kind in _SURER:
        return None
    line = " ".join(question.split()).rstrip(" ?.!")
    for pattern in _compiled():
        if match := pattern.search(line):
            claim = _TAIL.sub("", _LEAD.sub("", match.group("c"))).strip(" ,:-\"'”»«")
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
    return any(
        len(w) > 2 and w not in set_of("stop_words") and w not in _NO_CLAIMS for w in words(claim)
    )


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
