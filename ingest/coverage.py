"""How far an article's question bank reaches, and whether it can be leant on alone."""

from dataclasses import dataclass

from ingest.folder import Source

SENTENCES = 0.6  # share of the sentences that must have questions
QUESTIONS = 20.0  # the fewest questions a sentence, on average
UNANSWERABLE = 500  # the fewest that tell what the article does not answer


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of a bank: its questions, unanswerable ones, and how many sentences have any."""

    slug: str
    sentences: int
    asked: int
    questions: int
    unanswerable: int

    @property
    def is_sufficient(self) -> bool:
        """Whether the bank tells well enough how people ask: a smaller one only adds words.

        The encoder and the decision learn from a bank; from a few questions they learn wrong.
        """
        return (
            self.asked >= SENTENCES * self.sentences
            and self.questions >= QUESTIONS * self.sentences
            and self.unanswerable >= UNANSWERABLE
        )

    @property
    def told(self) -> str:
        """What a person should know of a bank that does not carry its article; else nothing."""
        if self.is_sufficient:
            return ""
        if not self.questions:
            return (
                f"{self.slug}: no question bank; "
                "answered where a sentence is near enough to a question in meaning"
            )
        return (
            f"{self.slug}: {self.asked} of {self.sentences} sentences have questions, "
            f"{self.questions} in all; {self.unanswerable} unanswerable; answered as a page "
            f"without a bank until {SENTENCES:.0%} have questions, {QUESTIONS:g} a sentence, and "
            f"{UNANSWERABLE} are unanswerable"
        )


def coverage(source: Source) -> Coverage:
    """Count an article's bank."""
    bank = source.bank
    asked = {identity for question in bank.questions for identity in question.sentences}
    return Coverage(
        source.article.slug,
        len(source.article.sentences),
        len(asked),
        len(bank.questions),
        len(bank.unanswerable),
    )
