"""Learn which sentence of an article answers a question, on the article's bank.

A part of `make head`; some ten minutes an article. See vectorstore/answer_network.py.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.folder import Source
from ingest.question_bank import Question
from training import upper_layers
from vectorstore import answer_network
from vectorstore.answer_network import NO_SENTENCE, NetworkCard, in_one
from vectorstore.building.index_rows import wordings
from vectorstore.context import earlier_weight
from vectorstore.encoder.head import Learnt

EPOCHS = 4.0
TALKED = 2  # times that a question of a conversation is learnt, which are the fewer
TELLING = 0.5  # weight of an earlier turn; a question of that and less tells what it is on
CHANGED = 0.25  # the share of them that is learnt as a change of topic, too
LATER = 0.6  # how much less the second sentence that answers counts, and so on


def learn(source: Source, about: Learnt, folder: Path, cache: Path | None) -> None:
    """Write the network of an article into a folder; `about` is what it was learnt on."""
    sentences = tuple(sentence.id for sentence in source.article.sentences)
    asked = _asked(source)
    classes = (*sentences, NO_SENTENCE)
    shares = np.array([_shares(answers, classes) for _, answers in asked], dtype=np.float32)
    texts = [in_one(turns) for turns, _ in asked]
    network = upper_layers.learn(
        texts, upper_layers.shared(shares), len(classes), EPOCHS, cache, hidden=None
    )
    folder.mkdir(parents=True, exist_ok=True)
    upper_layers.write(network, answer_network.files(folder, source.article.slug)[0])
    answer_network.write_card(folder, source.article.slug, NetworkCard(about, sentences))


def _asked(source: Source) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Turns, and the ids of the sentences that answer the last of them; a wording asks for itself."""
    bank = source.bank
    asked = [
        (question.turns, question.sentences or (NO_SENTENCE,))
        for question in (*bank.questions, *bank.unanswerable)
        for _ in range(TALKED if question.earlier else 1)
    ]
    worded = [((text,), (s,)) for s, texts in wordings(source).items() for text in texts]
    return [*asked, *worded, *_after_others(bank.questions)]


def _after_others(questions: Sequence[Question]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Questions asked alone that tell what they are on, behind turns on something else.

    Else a network learns that whatever stands behind other turns leans on them.
    """
    chance = random.Random(0)
    talked = [question for question in questions if question.earlier]
    changed = []
    for question in questions:
        if question.earlier or earlier_weight(question.text) > TELLING or chance.random() > CHANGED:
            continue
        other = chance.choice(talked)
        if not {*other.sentences} & {*question.sentences}:
            before = other.turns[-chance.randint(1, len(other.turns)) :]
            changed.append(((*before, question.text), question.sentences))
    return changed


def _shares(answers: Sequence[str], classes: Sequence[str]) -> list[float]:
    weights = {answer: LATER**rank for rank, answer in reversed([*enumerate(answers)])}
    return [weights.get(name, 0.0) / sum(weights.values()) for name in classes]
