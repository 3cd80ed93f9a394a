"""The bank's questions that a sentence answers, as a reader may be shown them."""

from ingest.bank import Bank, Question

MOST = 6


def questions_answered(bank: Bank, sentence: str, language: str) -> list[str]:
    """Up to six well-formed questions that stand alone, in that language, best answered first."""
    known = [
        question
        for question in bank.questions
        if question.language == language and sentence in question.sentences
    ]
    known.sort(key=lambda question: question.sentences.index(sentence))
    return list(dict.fromkeys(q.text for q in known if _well_formed(q)))[:MOST]


def _well_formed(question: Question) -> bool:
    """Whether it reads as written with care; the bank also has questions as people type them."""
    text = question.text
    alone = not question.earlier and "." not in text
    return alone and text[0].isupper() and text.endswith("?") and len(text) <= 90
