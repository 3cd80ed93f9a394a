"""An article's question bank: read, checked line by line, and tied to the article's sentences."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest import json_text
from ingest.article import Article
from ingest.errors import InputError
from ingest.headings import TranslatedHeading, read_headings
from ingest.text.sentences import normalise
from languages.known import LANGUAGES


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the sentences that answer it, best first (none: unanswerable).

    `topic` names what an unanswerable question asks for that the article does not have. `earlier`
    are the questions asked before it, oldest first, where it was asked in a conversation.
    """

    text: str
    language: str
    sentences: tuple[str, ...] = ()
    topic: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def turns(self) -> tuple[str, ...]:
        """The whole conversation, the question last."""
        return (*self.earlier, self.text)


@dataclass(frozen=True, slots=True)
class Wording:
    """Another way to say a sentence: a translation, or a paraphrase in the article's language."""

    sentence: str
    language: str
    text: str


@dataclass(frozen=True)
class Bank:
    """All that a folder knows of how people ask, and of the article in other languages.

    Empty for an article that has no bank.
    """

    questions: tuple[Question, ...] = ()
    unanswerable: tuple[Question, ...] = ()
    translations: tuple[Wording, ...] = ()
    paraphrases: tuple[Wording, ...] = ()
    headings: tuple[TranslatedHeading, ...] = ()

    @cached_property
    def translated(self) -> Mapping[tuple[str, str], str]:
        """Sentence id and language → the sentence in that language."""
        return {(t.sentence, t.language): t.text for t in reversed(self.translations)}

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], Sequence[Question]]:
        """Sentence id and language → the questions in that language that it answers best."""
        found: dict[tuple[str, str], list[Question]] = defaultdict(list)
        for question in self.questions:
            found[question.sentences[0], question.language].append(question)
        return dict(found)


def read_bank(folder: Path, article: Article) -> Bank:
    """Read the questions, translations, paraphrases and headings of an article's folder.

    Raises:
        InputError: a line is no JSON object, lacks a field, or names a sentence that the article
            does not have; the message names the file and the line. Or a file of translations is
            named for no language.
    """
    find = sentence_finder(article)
    questions: list[Question] = []
    unanswerable: list[Question] = []
    for path in sorted((folder / "questions").glob("*.jsonl")):
        if path.stem == "unanswerable":
            unanswerable += read_unanswerable(path)
        else:
            questions += read_questions(path, find)
    translations = [
        wording
        for path in sorted((folder / "translations").glob("*.jsonl"))
        for wording in _wordings(path, "translation", _named_for(path), find)
    ]
    path = folder / "paraphrases.jsonl"
    paraphrases = _wordings(path, "paraphrase", article.language, find) if path.exists() else []
    headings = read_headings(folder / "headings.yaml", article)
    return Bank(
        tuple(questions), tuple(unanswerable), tuple(translations), tuple(paraphrases), headings
    )


def read_questions(path: Path, find: "SentenceFinder") -> list[Question]:
    """Lines {"question" or "turns", "sentences"[, "language"]}; `sentences` answer the last turn.

    Without "language" the file's name is the language.
    """
    return [
        Question(
            turns[-1],
            _language(path, n, line),
            tuple(find(path, n, text) for text in _field(path, n, line, "sentences", list)),
            earlier=turns[:-1],
        )
        for n, line in read_lines(path)
        for turns in [_turns(path, n, line)]
    ]


def read_unanswerable(path: Path) -> list[Question]:
    """Lines {"question" or "turns", "language"[, "topic"]} that the article does not answer."""
    return [
        Question(
            turns[-1],
            _language(path, n, line),
            topic=str(line.get("topic", "")),
            earlier=turns[:-1],
        )
        for n, line in read_lines(path)
        for turns in [_turns(path, n, line)]
    ]


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number from 1, object) for each line that is not blank.

    Raises:
        InputError: the file can't be read, is not UTF-8, or a line is no JSON object, or holds a
            lone surrogate.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json_text.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: {error}") from None
        if not isinstance(found, dict):
            raise InputError(f"{path}, line {number}: must be a JSON object such as {{…}}")
        yield number, found


SentenceFinder = Callable[[Path, int, str], str]


def sentence_finder(article: Article) -> SentenceFinder:
    """A function that turns a sentence's text into its id, or says where there is none."""
    ids: dict[str, str] = {}
    for sentence in article.sentences:
        ids.setdefault(normalise(sentence.text), sentence.id)

    def find(path: Path, line: int, text: str) -> str:
        found = ids.get(normalise(text)) if isinstance(text, str) else None
        if found is None:
            raise InputError(
                f"{path}, line {line}: no such sentence in {article.slug}: “{str(text)[:80]}”; "
                "copy it exactly from the article"
            )
        return found

    return find


def _wordings(path: Path, name: str, language: str, find: SentenceFinder) -> list[Wording]:
    """Lines {"sentence", `name`}: another way to say the sentence in that language."""
    return [
        Wording(
            find(path, n, _field(path, n, line, "sentence", str)),
            language,
            _field(path, n, line, name, str),
        )
        for n, line in read_lines(path)
    ]


def _named_for(path: Path) -> str:
    """The language that a file is named for."""
    if path.stem not in LANGUAGES:
        raise InputError(
            f"{path}: is to be named for its language, as {LANGUAGES[1]}.jsonl; "
            f"known are {', '.join(LANGUAGES)}"
        )
    return path.stem


def _language(path: Path, number: int, line: dict[str, Any]) -> str:
    language = line.get("language", path.stem)
    if language not in LANGUAGES:
        raise InputError(
            f"{path}, line {number}: language must be one of {', '.join(LANGUAGES)}; "
            f"found {language!r}"
        )
    return str(language)


def _turns(path: Path, number: int, line: dict[str, Any]) -> tuple[str, ...]:
    if "turns" not in line:
        return (str(_field(path, number, line, "question", str)),)
    turns = _field(path, number, line, "turns", list)
    if not all(isinstance(turn, str) and turn.strip() for turn in turns):
        raise InputError(f"{path}, line {number}: “turns” is a list of texts, none of them empty")
    return tuple(unicodedata.normalize("NFC", turn) for turn in turns)


def _field(path: Path, number: int, line: dict[str, Any], name: str, kind: type) -> Any:
    value: Any = line.get(name)
    if not isinstance(value, kind) or not value or (kind is str and not str(value).strip()):
        what = "a text" if kind is str else "a list that is not empty"
        raise InputError(f"{path}, line {number}: needs the field “{name}”, {what}")
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
