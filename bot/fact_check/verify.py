"""Does a written text stand on the article? Each of its sentences is held against a quote of it.

For replies that staff wrote themselves, and for whoever else makes texts from an article. Without a
quote the nearest sentences are searched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bot.fact_check import polarity
from bot.fact_check.check import Checked, Checker, FallReason
from bot.fact_check.evidence import Knowledge
from bot.fact_check.similarity import Meaning
from bot.fact_check.written import Written
from bot.intent import language as spoken
from bot.intent.asked_about import looking
from ingest.errors import InputError
from ingest.text.sentences import normalise, split
from languages.cues import pattern, plain
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.index import Index
from vectorstore.retriever import Retriever

Fault = Literal[
    "number", "name", "direction", "roles", "strength", "scope", "particle", "unsupported",
    "not_in_article",
]  # fmt: skip
NEAR = 5  # sentences that a text without a quote is held against
UNRELATED = 0.6  # the pretrained encoder's cosine; what is farther from all is on something else
KNOWN = 64  # articles whose words are kept
LONGEST = 8_000  # characters of a text
_FAULTS: dict[FallReason, Fault] = {
    "number": "number", "reference": "number", "name": "name", "negation": "direction",
    "direction": "direction", "certainty": "strength", "people": "scope", "other_passage": "roles",
    "roles": "roles", "exchanged": "name", "limit": "scope",
}  # fmt: skip
_MARK = re.compile(r"\s*\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class TextToVerify:
    """A text, the article's sentence that it is said to rest on, and the question that it answers."""

    text: str
    quote: str | None = None
    article: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence of a text: whether it stands, why not, its quote, and the numbers it may cite."""

    text: str
    stands: bool
    reasons: tuple[Fault, ...] = ()
    quote: str | None = None
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all sentences stand, why not, and each of them."""

    stands: bool
    reasons: tuple[Fault, ...]
    sentences: tuple[JudgedSentence, ...]


class Verifier:
    """Verifies texts against the articles of an index. Safe to share between threads."""

    def __init__(self, index: Index, model_cache: Path | None, suggested_links: bool) -> None:
        """`suggested_links` says whether a sentence may cite what only the linker ties to it."""
        self._index = index
        self._retriever = Retriever(index)
        self._meaning = Meaning(index.encoder)
        self._tells_far = isinstance(index.encoder.base, PretrainedEncoder)
        self._looking = looking(model_cache)
        self._knowledge = lru_cache(maxsize=KNOWN)(
            lambda slug: Knowledge(index.source(slug), suggested_links)
        )

    def verify(self, claim: TextToVerify) -> Verdict:
        """The verdict on a claim.

        Raises:
            InputError: the text is empty or longer than LONGEST characters, or the index has no
                such article.
        """
        if not claim.text.strip() or len(claim.text) > LONGEST:
            raise InputError(f"a text has 1 to {LONGEST} characters")
        if claim.article is not None and claim.article not in self._index.slugs:
            raise InputError(
                f"no article {claim.article!r} in the index; it has {', '.join(self._index.slugs)}"
            )
        texts = [text.strip() for text in split(claim.text) if _MARK.sub("", text).strip()]
        if not texts:
            return Verdict(False, ("unsupported",), ())
        judged = [self._sentence(text, claim, first=i == 0) for i, text in enumerate(texts)]
        reasons = tuple(dict.fromkeys(fault for each in judged for fault in each.reasons))
        return Verdict(all(each.stands for each in judged), reasons, tuple(judged))

    def _sentence(self, written: str, claim: TextToVerify, first: bool) -> JudgedSentence:
        text = _MARK.sub("", written).strip()
        cited = tuple(int(number) for number in _MARK.findall(written))
        slug = claim.article or self._slug_of(text)
        source = self._index.source(slug)
        language = spoken.detect(text, source.article.language)
        ids = self._ids(text, claim, slug)
        if not ids:
            return JudgedSentence(written, False, ("not_in_article",))
        rest, says = _without_particle(text, language) if first and claim.question else (text, None)
        knowledge = self._knowledge(slug)
        evidence = knowledge.gather(ids, language)
        if self._tells_far and all(
            self._meaning.closeness(rest, each.told) < UNRELATED for each in evidence
        ):
            return JudgedSentence(written, False, ("unsupported",))
        checker = Checker(evidence, language, knowledge, self._meaning, self._looking)
        tried = [checker.check(Written(rest, (each.sentence.id,), cited)) for each in evidence]
        best = next((checked for checked in tried if checked.statement), None)
        if best is None or best.statement is None:
            return JudgedSentence(written, False, (_fault(tried),))
        quote, numbers = best.statement.source.quote, best.statement.citations
        if says and _misleads(says, rest, claim.question or "", language):
            return JudgedSentence(written, False, ("particle",), quote, numbers)
        return JudgedSentence(written, True, (), quote, numbers)

    def _slug_of(self, text: str) -> str:
        if len(self._index.slugs) == 1:
            return self._index.slugs[0]
        return self._retriever.search([text]).passages[0].slug

    def _ids(self, text: str, claim: TextToVerify, slug: str) -> list[str]:
        """The ids of the sentences that a text is held against, nearest first."""
        if claim.quote is None:
            found = self._retriever.search([text], slug=slug).passages
            return [passage.sentence.id for passage in found[:NEAR]]
        quoted = [normalise(part) for part in split(claim.quote)]
        known = {normalise(s.text): s.id for s in self._index.source(slug).article.sentences}
        whole = known.get(normalise(claim.quote))
        ids = [whole] if whole else [known[part] for part in quoted if part in known]
        return ids if whole or len(ids) == len(quoted) else []


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the machine interface tells it."""
    return {
        "stands": verdict.stands,
        "reasons": list(verdict.reasons),
        "sentences": [
            {
                "text": each.text,
                "stands": each.stands,
                "reasons": list(each.reasons),
                "quote": each.quote,
                "citations": list(each.citations),
            }
            for each in verdict.sentences
        ],
    }


def _fault(tried: Sequence[Checked]) -> Fault:
    """What speaks against a text, by the sentence nearest to it."""
    reasons = [checked.reason for checked in tried if checked.reason]
    return _FAULTS.get(reasons[0], "unsupported") if reasons else "unsupported"


def _without_particle(text: str, language: str) -> tuple[str, str | None]:
    """A text without the yes or no that it begins with, and which of them it was."""
    for says in ("yes", "no"):
        found = re.match(
            rf"(?:{pattern(language, f'says_{says}').pattern})[\s,.:;!–-]+", plain(text)
        )
        if found and text[found.end() :].strip():
            rest = text[found.end() :]
            return rest[0].upper() + rest[1:], says
    return text, None


def _misleads(says: str, rest: str, question: str, language: str) -> bool:
    """Whether a true sentence is no such answer to its question as the word before it says."""
    asked = spoken.detect(question, language)
    same_way = not polarity.turned(rest, language, question, asked) and polarity.same_denial(
        rest, language, question, asked
    )
    return same_way if says == "no" else not same_way
