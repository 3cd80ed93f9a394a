"""Questions that a model suggests for a sentence, sifted: in the end each finds that sentence."""

from collections.abc import Sequence
from typing import Any

from bot.authoring import prompt
from bot.authoring.duplicates import Duplicates
from bot.authoring.language_check import in_language, is_plain
from bot.authoring.material import Material, SentenceInPlace
from bot.authoring.reply import texts_in
from bot.authoring.task import Drafted, as_line
from bot.intent.triage import classifier
from bot.intent.triage.triage import triage
from bot.llm.interfaces.retriever import SentenceRetriever
from bot.llm.prompts import Prompt
from languages.words import words
from vectorstore.retriever import Retriever

LONGEST = 400
MOST = 4  # times as many as were asked for are read of a reply
SHOWN = 10  # bank questions that a model is shown, so that it asks something else
# Chosen on an article's calibration questions: of 735, 96 % stay with the sentence that answers
# them best, and 3 % would with one beside it.
FIRST = 3
CLEARLY = 0.13  # a sentence that scores so much more answers better


class Questions:
    """Drafts bank questions in one language."""

    name = "questions"
    weak = "few questions will find their sentence"

    def __init__(self, material: Material, language: str, count: int, tests: Sequence[str]) -> None:
        """`count` is asked for per sentence; `tests` are questions that must not be suggested."""
        self._material = material
        self._language = language
        self._count = count
        self._taken = Duplicates(material.source.bank, tests)
        self._speaks_of = material.index.vocabulary(material.slug)
        self._retriever = SentenceRetriever(
            searcher=Retriever(material.index), slug=material.slug, limit=FIRST
        )

    @property
    def pieces(self) -> tuple[SentenceInPlace, ...]:
        """Every sentence of the article."""
        return self._material.pieces

    def prompt(self, piece: SentenceInPlace) -> Prompt:
        """What is sent for a sentence: it, its surroundings, and some of its bank questions."""
        known = [
            question.text
            for question in self._material.source.bank.asked.get(
                (piece.sentence.id, self._language), ()
            )
            if not question.earlier
        ]
        return prompt.for_questions(piece, self._language, self._count, known[:SHOWN])

    def expected(self, piece: SentenceInPlace) -> str:
        """Lines of questions as long as the sentence, which is longer than most are."""
        return "\n".join([as_line(question=piece.text)] * self._count)

    def draft(self, piece: SentenceInPlace, reply: str) -> Drafted:
        """The questions that pass, as bank lines; of the others, the first reason against each."""
        asked = texts_in(reply, "question")
        kept: list[str] = []
        failed: list[str] = []
        for question in asked[: MOST * self._count]:
            if reason := self._reason(piece, question):
                failed.append(reason)
            elif len(kept) >= self._count:
                failed.append("more_than_asked")
            else:
                self._taken.add(question)
                kept.append(
                    as_line(question=question, language=self._language, sentences=[piece.text])
                )
        return Drafted(tuple(kept), (), tuple(failed), bool(asked))

    def unsent(self, piece: SentenceInPlace) -> Drafted:  # noqa: ARG002 - a task's other kind needs it
        """Nothing is asked of a sentence that speaks to a model."""
        return Drafted(failed=("instructions",))

    def remember(self, line: dict[str, Any]) -> None:
        """Take a kept question."""
        self._taken.add(str(line.get("question", "")))

    def _reason(self, piece: SentenceInPlace, question: str) -> str | None:
        if (
            not is_plain(question)
            or len(question) > LONGEST
            or words(question) == words(piece.text)
        ):
            return "form"
        if not in_language(question, self._language):
            return "language"
        if where := self._taken.where(question):
            return where
        if triage(question, hear=classifier.alarms).kind not in ("question", "advice"):
            return "no_question"
        asked = self._material.looking.look((question,), self._language, self._speaks_of)
        if asked.lacking:
            return "not_in_article"
        return None if self._answers(piece, question) else "answered_elsewhere"

    def _answers(self, piece: SentenceInPlace, question: str) -> bool:
        """Whether the sentence is among the first that are found, and none is clearly better."""
        scores = {
            " ".join(found.page_content.split()): found.metadata["score"]
            for found in reversed(self._retriever.invoke(question))
        }
        return piece.text in scores and max(scores.values()) - scores[piece.text] <= CLEARLY
