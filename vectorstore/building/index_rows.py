"""What an index holds of its sources: rows of sentences, questions, chunks, references; the words."""

from collections.abc import Sequence

import numpy as np

from ingest.article import Article
from ingest.chunks import Chunk
from ingest.coverage import coverage
from ingest.folder import Source
from ingest.question_bank import Question
from vectorstore.context import turn_weights
from vectorstore.encoder.base import Encoder, Vectors, mixed
from vectorstore.encoder.head import unit
from vectorstore.encoder.headed import HeadedEncoder
from vectorstore.store import Row, Store

LISTED_WEIGHTS = (1.0, 0.93, 0.88)  # a question counts a little less for a later sentence


def fill(store: Store, model: HeadedEncoder, source: Source, chunks: Sequence[Chunk]) -> None:
    """Add all rows of one source, which was cut into `chunks`."""
    article = source.article
    slug = article.slug
    asked = [*source.bank.questions, *source.bank.unanswerable]
    vectors = asked_vectors(asked, model)
    keys = [f"{slug}/q{i}" for i in range(len(source.bank.questions))]
    keys += [f"{slug}/u{i}" for i in range(len(source.bank.unanswerable))]
    store.add("questions", [Row(k, slug, q.text) for k, q in zip(keys, asked, strict=True)],
              vectors)  # fmt: skip
    store.add("sentences", [Row(f"{slug}/{s.id}", slug, s.text) for s in article.sentences],
              _sentence_vectors(source, model, vectors))  # fmt: skip
    sections = [chunk for chunk in chunks if chunk.sentences]
    store.add("chunks", [Row(chunk.id, slug, chunk.text) for chunk in sections],
              model.encode_documents([chunk.text for chunk in sections]))  # fmt: skip
    store.add("references", [Row(f"{slug}/{r.number}", slug, r.text) for r in article.references],
              model.encode_documents([r.text for r in article.references]))  # fmt: skip


def spelt(source: Source) -> dict[str, tuple[str, ...]]:
    """What is searched by its letters, with the turns before it, by key.

    The questions of a bank that carries its article, and the wordings of its sentences.
    """
    if not coverage(source).is_sufficient:
        return {}
    slug, bank = source.article.slug, source.bank
    found = {f"{slug}/q{i}": q.turns for i, q in enumerate(bank.questions)}
    found |= {f"{slug}/u{i}": q.turns for i, q in enumerate(bank.unanswerable)}
    for identity, texts in wordings(source).items():
        found |= {f"{slug}/{identity}/{i}": (text,) for i, text in enumerate(texts)}
    return found


def asked_vectors(asked: Sequence[Question], model: Encoder) -> Vectors:
    """Unit vectors, shape (questions, dimension); what is asked in a conversation leans on it."""
    vectors = model.encode_queries([question.text for question in asked])
    earlier = list(dict.fromkeys(turn for question in asked for turn in question.earlier))
    before = dict(zip(earlier, model.encode_queries(earlier), strict=True))
    for place, question in enumerate(asked):
        if question.earlier:
            turns = [*(before[turn] for turn in question.earlier), vectors[place]]
            vectors[place] = mixed(turn_weights(question.turns), turns)
    return vectors


def _sentence_vectors(source: Source, model: HeadedEncoder, asked: Vectors) -> Vectors:
    if coverage(source).is_sufficient:
        return _centroids(source, model, asked)
    return model.encode_documents(in_place(source.article))


def in_place(article: Article) -> list[str]:
    """Each sentence with the title and the heading that it stands under: what it is about."""
    return [
        " ".join(f"{part.rstrip('.')}." for part in _above(article, section.heading))
        + f" {sentence.text}"
        for section in article.sections
        for sentence in section.sentences
    ]


def _above(article: Article, heading: str) -> list[str]:
    return [part for part in dict.fromkeys((article.title, heading)) if part]


def _centroids(source: Source, model: HeadedEncoder, asked: Vectors) -> Vectors:
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
    return unit(sums)


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
