"""The answer, and the one place where its text and the disclaimer are joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.article import Article, LinkStatus, Reference
from prompts import texts

Kind = Literal["answer", "decline", "crisis", "urgent", "advice", "reference", "smalltalk", "error"]
Topic = Literal["greeting", "thanks", "bye", "identity", "capabilities", "ask_back"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: the article's slug, the sentence's id, its section, exact text."""

    article: str
    sentence: str
    section: str
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of an answer, in the reader's language, on the sentence that it rests on.

    `unsourced` marks a study's result for which the article's list has no entry. `further` are
    other sentences that it rests on, too, when a language model joined what they say.
    """

    text: str
    source: Source
    citations: tuple[int, ...] = ()
    unsourced: bool = False
    further: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of the reference list that an answer cites, with how its link is known."""

    number: int
    text: str
    doi: str | None
    url: str | None
    kind: str | None
    year: int | None
    status: LinkStatus | None
    continued_by: int | None = None
    tail: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as the machine interface shows it."""

    sentence: str
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens sent to a language model and written by it, and their cost where prices are set.

    `estimated` where the provider told no count; `cached` when an earlier answer was used again.
    """

    input_tokens: int
    output_tokens: int
    estimated: bool = False
    cached: bool = False
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets. `text` is the whole message in Markdown; it ends with `disclaimer`.

    `generated` when a language model wrote it; `fallback` tells why one that was asked, or was to
    be, did not. `topic` is what small talk is on, or `ask_back` for a decline that asks what was
    meant. `missing` are the question's own words for what the article does not name.
    """

    kind: Kind
    language: str
    text: str
    disclaimer: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Found, ...] = ()
    article: str | None = None
    sha256: str | None = None
    confidence: float = 0.0
    suggestions: tuple[str, ...] = ()
    dropped: int = 0
    care: str = ""
    generated: bool = False
    fallback: str | None = None
    usage: Usage | None = None
    topic: Topic | None = None
    missing: tuple[str, ...] = ()


def with_disclaimer(kind: Kind, language: str, body: str) -> Answer:
    """An answer of that body: the disclaimer of the language at its end, and nowhere else."""
    disclaimer = texts(language)("disclaimer")
    while disclaimer in body:
        body = body.replace(disclaimer, "")
    body = re.sub(r"\n{3,}", "\n\n", body).strip()
    text = f"{body}\n\n---\n\n{disclaimer}" if body else disclaimer
    return Answer(kind, language, text, disclaimer)


def with_care(answer: Answer, care: str) -> Answer:
    """The same answer with a line before it that has a helpline's number, in `care` alone, too."""
    return replace(answer, text=f"{care}\n\n{answer.text}", care=care)


def cite(article: Article, number: int, status: LinkStatus | None) -> Citation:
    """A citation of an entry that is in the list, with its tail where the page tore it."""
    entry = article.reference(number)
    if entry is None:
        raise KeyError(number)
    tail = article.reference(entry.continued_by) if entry.continued_by else None
    return Citation(
        number, entry.text, entry.doi, entry.url, entry.kind, entry.year, status,
        entry.continued_by, tail.text if tail else None,
    )  # fmt: skip


def citations_of(statements: Sequence[Statement], article: Article) -> tuple[Citation, ...]:
    """What statements cite, by number, each with the surest of the links that it is cited by."""
    status = {
        (sentence.id, link.number): link.status
        for sentence in article.sentences
        for link in sentence.links
    }
    cited: dict[int, Citation] = {}
    for statement in statements:
        for number in statement.citations:
            for source in (statement.source, *statement.further):
                known = status.get((source.sentence, number))
                if known and (number not in cited or cited[number].status == "suggested"):
                    cited[number] = cite(article, number, known)
    return tuple(cited[number] for number in sorted(cited))


def source_line(citation: Citation, language: str) -> str:
    """A citation as a line of the list of sources, in Markdown."""
    say = texts(language)
    kind = say(f"kinds.{citation.kind}") if citation.kind else ""
    facts = ", ".join(part for part in (kind, str(citation.year or "")) if part)
    line = f"**[{citation.number}]** {escape(without_address(citation.text))}"
    if citation.tail:
        tail = escape(citation.tail)
        line += " " + say("answer.continues", number=citation.continued_by, tail=tail)
    if facts:
        line += f" — *{facts}*"
    if citation.status == "suggested":
        line += f" ({say('answer.probable')})"
    address, name = address_of(citation.doi, citation.url)
    return f"{line} [{escape(name)}]({address})" if address else line


def address_of(doi: str | None, url: str | None) -> tuple[str, str]:
    """Where an entry can be read, as an address and the text of its link; both "" if nowhere."""
    if doi:
        return f"https://doi.org/{_address(doi)}", f"doi:{doi}"
    if url and url.startswith(("https://", "http://")):
        return _address(url), "↗"
    return "", ""


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is: no markup, no HTML, no link of its own."""
    return re.sub(r"([\\`*_\[\]<>~|])", r"\\\1", text)


def describe(reference: Reference) -> str:
    """An entry in one line of plain text."""
    return f"[{reference.number}] {reference.text}"


def with_details(answer: Answer, **details: object) -> Answer:
    """The same answer with more fields filled in; never with another text or disclaimer."""
    if {"text", "disclaimer"} & set(details):
        raise ValueError("the text and its disclaimer are joined in with_disclaimer alone")
    return replace(answer, **details)  # type: ignore[arg-type]


def without_address(text: str) -> str:
    """An entry without its closing DOI or address, which follows it as a link."""
    return re.sub(r"\s*(?:doi:?\s*10\.\d{4,9}/\S+|https?://\S+)\s*$", "", text, flags=re.IGNORECASE)


def _address(address: str) -> str:
    return re.sub(r"[\s()<>\[\]\"'`\\]", lambda m: f"%{ord(m.group()):02X}", address)
