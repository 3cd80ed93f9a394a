"""The tokenizer gives the ids that the `tokenizers` library gives with the same pieces."""

import random
import unicodedata

import pytest
from encoder_texts import everything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vectorstore.encoder.e5 import package, tokenizer, unpacking
from vectorstore.encoder.e5.tokenizer import Tokenizer
from vectorstore.encoder.e5.torch_model import fast_tokenizer

MOST = 10_000
WRITTEN = "abcdefghijklmnopqrstuvwxyzåäöæøüßABCDEFÅÄÖ0123456789 .,;:!?-–'\"()%/\t\n\u00a0\u0301\u0308µ²½ﬁ™…€"

# Of Unicode 3.2, as the libraries' tables are of different later versions. And no '<': `tokenizers`
# takes a written <s> for a piece, we take it for text.
KNOWN_TO_ALL = [
    character for character in map(chr, range(0x20000))
    if character != "<" and unicodedata.ucd_3_2_0.category(character) not in ("Cs", "Cn")
]  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary():
    return unpacking.unpack(package.model_file()).vocabulary


@pytest.fixture(scope="module")
def ours(vocabulary, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tokenizer")
    tokenizer.write(vocabulary, folder)
    return Tokenizer(folder)


@pytest.fixture(scope="module")
def theirs(vocabulary):
    return fast_tokenizer(vocabulary)


def ids(theirs, text):
    return theirs.encode(text, add_special_tokens=False).ids


def test_the_ends_are_those_of_the_model(ours, theirs):
    assert theirs.encode("ja").ids == [ours.start, *ours.pieces("ja", MOST), ours.end]


def test_3500_texts_of_the_article_have_the_same_ids(ours, theirs):
    texts = [text for texts in everything().values() for text in texts]
    texts = random.Random(1).sample(texts, 3500)
    wrong = [t for t in texts if ours.pieces(t, MOST) != ids(theirs, t)]
    assert wrong == []


@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from(WRITTEN), max_size=80))
def test_1000_texts_of_letters_signs_and_marks_have_the_same_ids(ours, theirs, text):
    assert_same(ours.pieces(text, MOST), ids(theirs, text))


@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from(KNOWN_TO_ALL)))
def test_1000_texts_of_any_characters_have_the_same_ids(ours, theirs, text):
    assert_same(ours.pieces(text, MOST), ids(theirs, text))


def assert_same(ours, theirs):
    """The same ids; but of 'ccc' as cc + c and as c + cc, which weigh the same, both are right."""
    assert ours == theirs or sorted(ours) == sorted(theirs)


def test_what_looks_like_a_sign_of_the_model_is_text(ours, vocabulary):
    reserved = {vocabulary.start, vocabulary.end, vocabulary.padding, len(vocabulary.pieces) - 1}
    assert not reserved & set(ours.pieces("<s> </s> <pad> <mask>", MOST))


def test_accents_apart_and_odd_spaces_make_no_difference(ours):
    assert ours.pieces("fo\u0308r  a\u030angest\u200b\n", MOST) == ours.pieces("för ångest", MOST)


def test_half_a_character_is_read_as_unknown(ours):
    first, second = chr(0xD83D), chr(0xDE00)
    for half in (first, second, f"x{first}y", f"{second}{first}"):
        whole = half.replace(first, "\ufffd").replace(second, "\ufffd")
        assert ours.pieces(half, MOST) == ours.pieces(whole, MOST)
    assert ours.pieces(first + second, MOST) == ours.pieces("\U0001f600", MOST)


@pytest.mark.parametrize(
    "text", ["magnesium " * 3000, "å" * 30_000, " " * 20_000 + "ja " * 99, "\ufdfa" * 400]
)
def test_the_first_tokens_are_those_of_the_whole_text(ours, text):
    assert ours.pieces(text, 126) == ours.pieces(text, MOST * 10)[:126]
    assert ours.count(text) == len(ours.pieces(text, MOST * 10))
