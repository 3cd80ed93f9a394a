"""The machine interface: articles and answers as JSON, batches of questions read and checked."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, assert_never

from bot.answer import (
    Answer,
    Block,
    Disclaimer,
    Lead,
    Notice,
    Sections,
    Sources,
    Stated,
    Statement,
    Suggestions,
)
from bot.kinds import BlockType
from bot.rendering.markdown import Markdown
from bot.request import Request, cleaned
from ingest.article import Article, Reference
from ingest.errors import InputError
from ingest.question_bank import read_lines

_TYPES: dict[type[Block], BlockType] = {
    Notice: "notice", Lead: "lead", Stated: "statement", Sections: "section", Sources: "sources",
    Suggestions: "suggestions", Disclaimer: "disclaimer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line of a batch: its id and the question with those asked before it."""

    id: Any
    request: Request


def article_json(article: Article) -> dict[str, Any]:
    """What `fotnot parse --json` prints."""
    return {
        "title": article.title,
        "language": article.language,
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "sentences": [
                    {
                        "id": sentence.id,
                        "text": sentence.text,
                        "citations": [
                            {"number": link.number, "status": link.status, "score": link.score}
                            for link in sentence.links
                        ],
                    }
                    for sentence in section.sentences
                ],
            }
            for section in article.sections
        ],
        "references": [_reference(reference) for reference in article.references],
        "disclaimer": article.disclaimer,
        "furniture": list(article.furniture),
        "warnings": list(article.warnings),
    }


def answer_json(
    answer: Answer, question: str, elapsed_ms: float, identity: Any = None
) -> dict[str, Any]:
    """A line of `fotnot answer`; without an id, what `fotnot ask --json` prints."""
    head = {} if identity is None else {"id": identity}
    return head | {
        "question": question,
        "language": answer.language,
        "kind": answer.kind,
        "topic": answer.topic,
        "missing": list(answer.missing),
        "text": answer.text,
        "lead": asdict(answer.lead) | {"rests_on": list(answer.lead.rests_on)}
        if answer.lead
        else None,
        "blocks": _blocks(answer),
        "statements": [_statement(statement) for statement in answer.statements],
        "citations": [
            {
                "number": c.number,
                "text": c.text,
                "doi": c.doi,
                "url": c.url,
                "kind": c.kind,
                "year": c.year,
                "status": c.status,
            }
            for c in answer.citations
        ],
        "passages": [asdict(passage) for passage in answer.passages],
        "disclaimer": answer.disclaimer,
        "article": {"slug": answer.article, "sha256": answer.sha256},
        "confidence": answer.confidence,
        "suggestions": list(answer.suggestions),
        "generated": answer.generated,
        "fallback": answer.fallback,
        "usage": asdict(answer.usage) if answer.usage else None,
        "elapsed_ms": round(elapsed_ms, 3),
    }


def type_of(block: Block) -> str:
    """The name of a part's type."""
    return _TYPES[type(block)]


def _blocks(answer: Answer) -> list[dict[str, Any]]:
    texts = Markdown(answer.language).parts(answer.blocks)
    return [_block(*part, answer) for part in zip(answer.blocks, texts, strict=True)]


def _block(block: Block, text: str, answer: Answer) -> dict[str, Any]:
    """A part of the message: its type, its Markdown, and what it is made of."""
    told: dict[str, Any] = {"type": type_of(block), "text": text}
    match block:
        case Stated():
            told["statement"] = answer.statements.index(block.statement)
        case Sections():
            told["headings"] = list(block.headings)
        case Sources():
            told["numbers"] = [citation.number for citation in block.citations]
        case Suggestions():
            told["questions"] = list(block.questions)
        case Disclaimer():
            told["text"] = block.text
        case Notice() | Lead():
            pass
        case _:
            assert_never(block)
    return told


def _statement(statement: Statement) -> dict[str, Any]:
    told = {
        "text": statement.text,
        "source": asdict(statement.source),
        "citations": list(statement.citations),
    }
    further = [asdict(source) for source in statement.further]
    return told | ({"further_sources": further} if further else {})


def read_batch(path: Path) -> list[BatchLine]:
    """Read and check a whole batch before anything is asked.

    Raises:
        InputError: a line is no JSON, lacks a field, or has a question that can't be asked.
    """
    lines = [_batch_line(path, number, line) for number, line in read_lines(path)]
    if not lines:
        raise InputError(f"{path}: is empty; give a line of JSON a question")
    return lines


def _batch_line(path: Path, number: int, line: dict[str, Any]) -> BatchLine:
    where = f"{path}, line {number}"
    if "id" not in line:
        raise InputError(f"{where}: needs the field “id”")
    turns = line.get("turns", [line["question"]] if "question" in line else None)
    if turns is None:
        raise InputError(f"{where}: needs the field “question” or “turns”")
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise InputError(f"{where}: a question is a text, “turns” a list of texts")
    # A line may say which language it expects; detecting it is part of what a batch tests.
    request = Request(turns[-1], tuple(turns[:-1]), slug=line.get("article"))
    try:
        cleaned(request)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    return BatchLine(line["id"], request)


def _reference(reference: Reference) -> dict[str, Any]:
    return {**asdict(reference), "authors": list(reference.authors)}
