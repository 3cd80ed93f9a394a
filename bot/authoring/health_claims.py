"""The sentences that tie a substance to a disease, for a publisher to mark: `fotnot claims`."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from bot.intent.asked_about import Looking
from ingest.article import Article, Sentence
from ingest.linking.health_claims import USES, HealthClaims
from ingest.parsing.discourse import depends_on_previous
from languages.cues import pattern, plain
from languages.names import kinds

# Words for what something does to a complaint, or has to do with it.
_TIES = (
    "helps", "better", "worse", "up", "down", "prevents", "cures", "linked", "ties", "causal", "lacking",
)  # fmt: skip
_HEAD = """# Sentences that tie a substance to a disease. Mark each: {uses}.
# In a shop (FOTNOT_USE=shop) what is not marked is not shown. No legal advice.
"""


def tying(article: Article, looking: Looking) -> list[Sentence]:
    """The sentences that name a complaint and say what something does to it, in reading order.

    The substance may be named before, or be what the article is on. What goes on about such a sentence in
    its paragraph belongs to it: 'nearly half of them got better'.
    """
    found: list[Sentence] = []
    for sentence in article.sentences:
        goes_on = (
            bool(found)
            and found[-1].paragraph == sentence.paragraph
            and depends_on_previous(sentence.text)
        )
        if goes_on or _ties(sentence.text, article.language, looking):
            found.append(sentence)
    return found


def _ties(text: str, language: str, looking: Looking) -> bool:
    said = plain(text)
    tells = any(pattern(language, group).search(said) for group in _TIES)
    return tells and _names_complaint(text, language, looking)


def _names_complaint(text: str, language: str, looking: Looking) -> bool:
    return "condition" in kinds(looking.concepts(text, language))


def written(sentences: Sequence[Sentence], known: HealthClaims | None) -> str:
    """`claims.yaml` with these sentences, as far as they are known with their marks."""
    known = known or HealthClaims()
    marks = {claim.sentence: claim.use for claim in known.claims}
    told: dict[str, object] = {
        "claims": [
            {"sentence": text, "use": use}
            for text, use in {s.text: marks.get(s.id) for s in sentences}.items()
        ]
    }
    if known.registered:
        told["registered"] = [
            {"substance": r.substance, "claim": r.claim, "source": r.source, "date": r.date}
            for r in known.registered
        ]
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)
    return _HEAD.format(uses=", ".join(f"`{use}`" for use in USES)) + text


def write(folder: Path, sentences: Sequence[Sentence], known: HealthClaims | None) -> Path:
    """Write it into an article's folder; marks that stand there are kept."""
    path = folder / "claims.yaml"
    path.write_text(written(sentences, known), encoding="utf-8")
    return path
