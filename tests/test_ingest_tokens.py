"""The kept encoding is tiktoken's own, needs no network, and has a fallback; any text is counted."""

import gzip
import hashlib
import inspect
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiktoken_ext import openai_public

from ingest.text import tokens
from ingest.text.tokens import BYTES, FILE, KEPT, counter, encoding, read

TEXT = (
    "Magnesium är ett mineral. 微量元素、👩‍👩‍👧 naïve I'LL we've 12345 mg\r\n\n  x <|endoftext|> \0"
)


@pytest.fixture
def anew():
    """The encoding is read again in the test, and again after it."""
    tokens._kept.cache_clear()
    encoding.cache_clear()
    yield
    tokens._kept.cache_clear()
    encoding.cache_clear()


def test_the_file_is_the_one_that_tiktoken_demands_and_its_readme_tells_its_sums():
    packed = FILE.read_bytes()
    unpacked = hashlib.sha256(gzip.decompress(packed)).hexdigest()
    assert f'expected_hash="{unpacked}"' in inspect.getsource(openai_public.o200k_base)
    told = FILE.with_name("README.md").read_text(encoding="utf-8")
    assert unpacked in told
    assert hashlib.sha256(packed).hexdigest() in told


def test_pattern_control_words_and_sizes_are_tiktokens(monkeypatch):
    kept = encoding()
    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", lambda url, expected_hash: {})
    theirs = openai_public.o200k_base()
    assert (kept.name, kept._pat_str) == (theirs["name"], theirs["pat_str"])
    assert kept._special_tokens == theirs["special_tokens"]
    assert len(kept.token_byte_values()) == 199_998
    assert (kept.max_token_value, kept.eot_token) == (200_018, 199_999)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("hello world", [24912, 2375]),
        ("tiktoken is great!", [83, 8251, 2488, 382, 2212, 0]),
        ("antidisestablishmentarianism", [493, 129901, 376, 160388, 21203, 2367]),
        ("2 + 2 = 4", [17, 659, 220, 17, 314, 220, 19]),
        ("お誕生日おめでとう", [8930, 9697, 243, 128225, 8930, 17693, 4344, 48669]),
    ],
)
def test_texts_have_the_ids_that_openai_publishes(text, ids):
    assert encoding().encode(text) == ids
    assert counter()(text) == len(ids)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_text_comes_back_and_never_has_more_tokens_than_bytes(text):
    assert encoding().decode(encoding().encode_ordinary(text)) == text
    assert (text != "") <= counter()(text) <= len(text.encode())


def test_control_words_count_as_plain_text():
    assert counter()("<|endoftext|>") > 3


def test_a_long_text_is_counted_whole_but_for_a_token_or_two_a_seam(article):
    text = " ".join(sentence.text for sentence in article.sentences) * 20
    seams = len(text) // 100_000
    assert seams > 1
    assert abs(counter()(text) - len(encoding().encode_ordinary(text))) <= 2 * seams


@pytest.mark.parametrize(
    "character", [" ", "\u00a0", "\n", "a", "\0", "\u0301", "\ud800", "\ufdfa"]
)
def test_a_million_of_a_character_are_counted(character):
    assert 1_000_000 / 128 <= counter()(character * 1_000_000) <= 3_000_000


def test_it_is_read_without_a_network_and_once(anew, monkeypatch, caplog):
    def refuse(*_):
        raise AssertionError("the network is asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert encoding().name == KEPT
    assert encoding() is encoding(KEPT) is encoding("")
    assert not caplog.records  # as there would be of an encoding that is not to be had


def cut(data):
    return data[: len(data) // 2]


def altered(data):
    return data[:900_000] + bytes(100) + data[900_100:]


def senseless(data):
    return data[:11] + b"\xff" * 100 + data[111:]


def shorter(data):
    return gzip.compress(b"".join(gzip.decompress(data).splitlines(keepends=True)[:-1]))


@pytest.mark.parametrize(
    "damaged", [cut, altered, senseless, shorter, lambda data: b"", lambda data: b"\0" * 99, None]
)
def test_bytes_stand_in_where_its_file_can_not_be_read(
    damaged, anew, monkeypatch, tmp_path, caplog
):
    place = tmp_path / FILE.name
    if damaged:
        place.write_bytes(damaged(FILE.read_bytes()))
    monkeypatch.setattr(tokens, "FILE", place)
    with caplog.at_level(logging.WARNING, "fotnot"):
        count = counter()
    assert encoding().name == BYTES
    assert count(TEXT) == len(TEXT.encode())
    assert len(caplog.records) == 1
    assert "can't be read" in caplog.text


def test_an_encoding_that_is_not_to_be_had_falls_back_to_the_kept_one(anew, caplog):
    with caplog.at_level(logging.WARNING, "fotnot"):
        assert encoding("no-such-encoding") is encoding()
    assert "no encoding 'no-such-encoding'" in caplog.text


def test_another_encoding_is_taken_by_its_name(tmp_path):
    plugins = tmp_path / "tiktoken_ext"
    plugins.mkdir()
    plugins.joinpath("letters.py").write_text(
        "def letters():\n"
        "    ranks = {bytes([i]): i for i in range(256)} | {b'ab': 256}\n"
        "    return dict(name='letters', pat_str=r'\\w+|\\W', mergeable_ranks=ranks,"
        " special_tokens={})\n"
        "ENCODING_CONSTRUCTORS = {'letters': letters}\n",
        encoding="utf-8",
    )
    code = "from ingest.text.tokens import counter; print(counter('letters')('abc ab'))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), str(tmp_path)])},
    )  # fmt: skip
    assert done.stdout.strip() == "4"


def test_a_file_that_is_not_there_is_told_to_who_reads_it(tmp_path):
    with pytest.raises(OSError, match="none"):
        read(tmp_path / "none.gz")
