"""Chunks within limits of tokens: no sentence torn that fits, nothing lost, each under its heading."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_text_splitters import TextSplitter

from ingest.article import Article, Reference, Section, Sentence
from ingest.chunks import chunk
from ingest.text.splitter import SentenceSplitter
from ingest.text.tokens import counter

COUNT = counter()
NASTY = [
    "x" * 10_000, "Zink " * 3_000 + "slut.", "微量元素、体に良い。" * 400, "👩‍👩‍👧‍👦" * 700, "\0" * 3_000,
    "abcdefghij" * 900 + "👩‍👩‍👧‍👦" * 300, "a" + "\u0301" * 5_000, "\ufdfa" * 500,
    "\u00a0" * 2_000 + "NBSP" + "\u2003" * 2_000, "\ud800" * 600,
    "kort " + "å" * 9_000 + " kort.", "<|endoftext|>" * 300, "א" * 2_000, "\u200b" * 3_000, "1/2" * 3_000,
]  # fmt: skip
HEADINGS = ["", "Zink", "Rubrik " * 300, "R" * 5_000, "🧠" * 900, "[7]", "\0", "två\nrader"]

anything = st.text(st.characters(codec="utf-8"), max_size=300) | st.sampled_from(NASTY)
sentence_texts = st.lists(anything, max_size=6)


def made(heading, texts, entries=()):
    sentences = tuple(Sentence(f"s{i}", text, 0) for i, text in enumerate(texts))
    references = tuple(Reference(i, text) for i, text in enumerate(entries, 1))
    return Article("slug", "", "", "sv", (Section(heading, 1, sentences),), references)


def short(text):
    """A limit that is narrower than the budget's."""
    return len(text.encode("utf-8", "surrogatepass")) <= 150


def solid(texts):
    """All characters but white space, in order."""
    return "".join("".join(text.split()) for text in texts)


@pytest.mark.parametrize("budget", [50, 120, 350, 5000])
def test_the_real_article_is_cut_within_the_budget_and_whole(article, budget):
    chunks = chunk(article, budget, COUNT)
    texts = {sentence.id: sentence.text for sentence in article.sentences}
    assert list(dict.fromkeys(i for c in chunks for i in c.sentences)) == list(texts)
    numbers = dict.fromkeys(c.reference for c in chunks if c.reference)
    assert list(numbers) == [entry.number for entry in article.references]
    for each in chunks:
        assert each.tokens == COUNT(each.text) <= budget
        for i in each.sentences:
            assert texts[i] in each.text or len(each.sentences) == 1
            assert texts[i] in each.text or COUNT(texts[i]) > budget / 2
    assert [each.id for each in chunks] == [f"{article.slug}/{i}" for i in range(len(chunks))]


def test_at_the_default_no_sentence_and_no_entry_of_the_real_article_is_cut(article):
    chunks = chunk(article, 350, COUNT)
    texts = {sentence.id: sentence.text for sentence in article.sentences}
    assert [i for each in chunks for i in each.sentences] == list(texts)
    assert all(texts[i] in each.text for each in chunks for i in each.sentences)
    entries = [each for each in chunks if each.reference is not None]
    assert [each.text for each in entries] == [f"[{r.number}] {r.text}" for r in article.references]


def test_chunks_are_as_long_as_the_budget_lets_them(article):
    chunks = [each for each in chunk(article, 120, COUNT) if each.sentences]
    texts = {sentence.id: sentence.text for sentence in article.sentences}
    headings = {s.id: section.heading for section in article.sections for s in section.sentences}
    for before, after in pairwise(chunks):
        following = after.sentences[0]
        if (
            headings[before.sentences[0]] == headings[following]
            and before.sentences[-1] != following
        ):
            assert COUNT(f"{before.text} {texts[following]}") > 120


def test_every_chunk_begins_with_its_sections_heading(article):
    chunks = {i: each for each in chunk(article, 100, COUNT) for i in each.sentences}
    for section in article.sections:
        for sentence in section.sentences:
            assert chunks[sentence.id].text.startswith(f"{section.heading}\n")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HEADINGS) | anything, sentence_texts, st.integers(50, 400), st.booleans())
@example("", NASTY, 50, True)
@example("Rubrik " * 300, NASTY, 350, False)
@example("Zink är ett mineral som kroppen behöver", NASTY, 60, False)
def test_nothing_is_lost_and_both_limits_hold(heading, texts, budget, limited):
    fits = short if limited else None
    chunks = chunk(made(heading, texts, texts), budget, COUNT, fits)
    begin = SentenceSplitter(budget, COUNT, fits).opening(heading)
    sections = [each.text for each in chunks if each.reference is None]
    assert all(text.startswith(begin) for text in sections)
    assert solid(text.removeprefix(begin) for text in sections) == solid(texts)
    for number, text in enumerate(texts, 1):
        begin = f"[{number}] "
        parts = [each.text for each in chunks if each.reference == number]
        assert all(part.startswith(begin) for part in parts)
        assert solid(part.removeprefix(begin) for part in parts) == solid([text])
    for each in chunks:
        assert each.tokens == COUNT(each.text) <= budget
        assert fits is None or fits(each.text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcåäö.,", min_size=1, max_size=12), max_size=400), st.integers(50, 100))
def test_of_a_sentence_too_long_the_words_stay_whole_and_in_order(words, budget):
    text = " ".join(words)
    chunks = chunk(made("Zink", [text]), budget, COUNT)
    parts = [each.text.removeprefix("Zink\n") for each in chunks]
    assert [word for part in parts for word in part.split()] == words
    assert {each.sentences for each in chunks} <= {("s0",)}


@pytest.mark.parametrize(
    "text", ["Zink är bra för kroppen och " * 200 + "huden.", "abcdefghij" * 1000]
)
def test_the_parts_of_a_sentence_too_long_fill_their_chunks(text):
    heading = "Zink är ett mineral som kroppen behöver"
    chunks = chunk(made(heading, [text]), 60, COUNT)
    room = 60 - COUNT(f"{heading}\n")
    least = COUNT(text) / room
    assert least <= len(chunks) <= 1.3 * least


def test_a_sentence_of_a_script_without_spaces_is_cut_behind_its_commas():
    chunks = chunk(made("亜鉛", ["微量元素、体に良い。" * 200]), 100, COUNT)
    assert len(chunks) > 10
    assert all(each.text.endswith(("、", "。")) for each in chunks)


@pytest.mark.parametrize(
    ("heading", "begins"),
    [
        ("Zink och kroppen", "Zink och kroppen\n"),
        (" Zink ", "Zink\n"),
        ("", ""),
        (" \n ", ""),
        ("Kroppen " * 200, "Kroppen Kroppen"),
        ("z" * 900, "zzzz"),
    ],
)
def test_a_heading_begins_each_chunk_and_leaves_room_for_more(heading, begins):
    opening = SentenceSplitter(60, COUNT).opening(heading)
    assert opening.startswith(begins)
    assert COUNT(opening) <= 20
    longest = SentenceSplitter(9000, COUNT).opening(heading)
    assert len(longest) <= 301
    assert set(longest.split()) <= set(heading.split()) or " " not in heading
    assert set(opening.split()) <= set(heading.split()) or " " not in heading
    chunks = chunk(made(heading, ["Zink är ett mineral. " * 4] * 3), 60, COUNT)
    assert len(chunks) > 1
    assert all(each.text.startswith(f"{opening}Zink är") for each in chunks)


def test_what_the_encoder_has_no_room_for_is_cut_further_and_no_more_than_that():
    texts = ["Zink är ett mineral."] * 30
    free, bound = (chunk(made("Zink", texts), 350, COUNT, fits) for fits in (None, short))
    assert len(free) == 1
    assert len(bound) > 4
    assert all(short(each.text) for each in bound)
    assert not any(short(f"{each.text} {texts[0]}") for each in bound[:-1])
    assert [i for each in bound for i in each.sentences] == [f"s{i}" for i in range(30)]


def test_a_limit_that_nothing_keeps_ends_at_single_characters():
    chunks = chunk(made("Zink", ["åäö å"]), 350, COUNT, lambda text: False)
    assert [each.text for each in chunks] == ["å", "ä", "ö", "å"]


def test_a_section_without_sentences_has_no_chunk_and_an_empty_entry_has_one():
    assert [each.text for each in chunk(made("Zink", [], [""]), 350, COUNT)] == ["[1] "]


@pytest.mark.parametrize("budget", [0, -1])
def test_a_budget_of_nothing_is_refused(budget):
    with pytest.raises(ValueError, match="chunk_size"):
        chunk(made("Zink", ["Zink."]), budget, COUNT)


def test_it_is_a_splitter_of_langchain():
    splitter = SentenceSplitter(chunk_size=12)
    assert isinstance(splitter, TextSplitter)
    text = "Zink är ett mineral. Det\nfinns i t.ex. kött. \n \nEn rubrik\n\nDr. Ek mätte 3.5 mg."
    document = Document(text, metadata={"source": "page"})
    found = splitter.transform_documents([document, Document("")])
    assert [each.page_content for each in found] == [
        "Zink är ett mineral.", "Det finns i t.ex. kött. En rubrik", "Dr. Ek mätte 3.5 mg.",
    ]  # fmt: skip
    assert all(each.metadata == {"source": "page"} for each in found)


def test_langchains_own_settings_are_taken_but_an_overlap():
    splitter = SentenceSplitter(chunk_size=4, length_function=len, chunk_overlap=0)
    assert splitter.split_text("Hej. Hallå.") == ["Hej.", "Hal", "lå."]
    (found,) = SentenceSplitter(add_start_index=True).create_documents([" Hej. Hallå."])
    assert found.metadata == {"start_index": 1}
    with pytest.raises(ValueError, match="chunk_overlap must be 0"):
        SentenceSplitter(chunk_overlap=20)
