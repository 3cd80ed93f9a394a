"""What an index holds of its sources: a row a sentence, a bank question, a chunk, and the words."""

from collections.abc import Callable, Sequence

import numpy as np

from ingest import chunks
from ingest.bank import Question
from ingest.folder import Source
from vectorstore import encoder
from vectorstore.encoder import Encoder, Vectors
from vectorstore.lexicon import Lexicon
from vectorstore.store import Row, Store

LISTED_WEIGHTS = (1.0, 0.93, 0.88)  # a question counts a little less for a later sentence


def fill(
    store: Store,
    lexicon: Lexicon,
    model: Encoder,
    source: Source,
    budget: int,
    count: Callable[[str], int],
) -> None:
    """Add all rows and words of one source; `budget` is the most tokens, by `count`, of a chunk."""
    article, bank = source.article, source.bank
    slug = article.slug
    asked = [*bank.questions, *bank.unanswerable]
    asked_vectors = _asked_vectors(asked, model)
    store.add("evidence", [Row(f"{slug}/{s.id}", slug, s.text) for s in article.sentences],
              _centroids(source, model, asked_vectors))  # fmt: skip
    keys = [f"{slug}/q{i}" for i in range(len(bank.questions))]
    keys += [f"{slug}/u{i}" for i in range(len(bank.unanswerable))]
    store.add("evidence", [Row(k, slug, q.text) for k, q in zip(keys, asked, strict=True)],
              asked_vectors)  # fmt: skip
    pieces = chunks.chunk(article, budget, count)
    store.add("chunks", [Row(piece.id, slug, piece.text) for piece in pieces],
              model.encode_documents([piece.text for piece in pieces]))  # fmt: skip
    lexicon.replace(slug, article.language, [(f"{slug}/{s.id}", s.text) for s in article.sentences])


def _asked_vectors(asked: Sequence[Question], model: Encoder) -> Vectors:
    """Unit vectors of bank questions, in order; one asked in a conversation leans on its turns."""
    vectors = model.encode_queries([question.text for question in asked])
    for place, question in enumerate(asked):
        if question.earlier:
            vectors[place] = encoder.encode_turns(model, question.turns)
    return vectors


def _centroids(source: Source, model: Encoder, asked: Vectors) -> Vectors:
    """One vector a sentence: the weighted mean of its wordings and of the questions it answers.

    A prototype in the sense of Snell et al., 2017, "Prototypical Networks for Few-shot Learning".
    """
    worded = wordings(source)
    order = {identity: i for i, identity in enumerate(worded)}
    texts = [(order[identity], text) for identity, ts in worded.items() for text in ts]
    vectors = model.encode_documents([text for _, text in texts])
    sums = np.zeros((len(order), model.dimension), dtype=np.float32)
    np.add.at(sums, [i for i, _ in texts], vectors)
    alone = [(q, v) for q, v in zip(source.bank.questions, asked, strict=False) if not q.earlier]
    for question, vector in alone:
        for sentence, weight in zip(question.sentences, LISTED_WEIGHTS, strict=False):
            sums[order[sentence]] += weight * vector
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(norms, 1e-12), dtype=np.float32)


def wordings(source: Source) -> dict[str, list[str]]:
    """Sentence id → its text, alone and under its heading, its translations and paraphrases."""
    found = {
        sentence.id: [sentence.text, f"{section.heading} {sentence.text}"]
        for section in source.article.sections
        for sentence in section.sentences
    }
    for wording in (*source.bank.translations, *source.bank.paraphrases):
        found[wording.sentence].append(wording.text)
    return found
