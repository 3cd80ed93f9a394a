"""The encoder: n-grams, training, and serving without torch."""

import hashlib
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import IndexUnusableError
from vectorstore import encoder, ngrams, training

QUESTIONS = ["Hjälper magnesium mot ångest?", "angest", "", "?!", "Ärr och öar; 15 % av alla!"]


@pytest.fixture(scope="module")
def lessons():
    names = ("ångest", "migrän", "demens", "hjärta", "muskler", "sömn")
    return [
        training.Lesson(
            name, (f"Om {name}.", f"Det gäller {name}."),
            tuple((f"{ask} {name}?", frozenset({name})) for ask in ("vad är", "hjälper det mot", "hur går det med")),
        )
        for name in names
    ]  # fmt: skip


@pytest.fixture(scope="module")
def folder(lessons, tmp_path_factory):
    target = tmp_path_factory.mktemp("encoder")
    training.train(lessons, ["vad kostar frakten?"], target, dimension=64)
    return target


def test_case_and_diacritics_make_no_difference():
    assert ngrams.rows("ÅNGEST") == ngrams.rows("angest")
    assert ngrams.fold("Smørrebrød") == "smorrebrod"


def test_a_misspelt_word_shares_most_of_its_rows():
    right, wrong = set(ngrams.rows("magnesium")), set(ngrams.rows("magnesum"))
    assert len(right & wrong) > len(right) / 3


@given(st.text())
def test_rows_are_in_the_table(text):
    assert all(0 <= row < ngrams.ROWS for row in ngrams.rows(text))


def test_serving_gives_the_vectors_of_sentence_transformers(folder):
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(folder), trust_remote_code=True, device="cpu")
    asked = [question for question in QUESTIONS if ngrams.rows(question)]
    ours = encoder.NgramEncoder(folder).encode_queries(asked)
    np.testing.assert_allclose(ours, theirs.encode(asked), atol=1e-5)


def test_vectors_are_of_length_one_or_nothing(folder):
    lengths = np.linalg.norm(encoder.NgramEncoder(folder).encode_queries(QUESTIONS), axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 0, 0, 1], atol=1e-5)


def test_training_twice_gives_the_same_bytes(lessons, folder, tmp_path):
    random.seed(7)  # what others draw must not matter
    training.train(lessons, ["vad kostar frakten?"], tmp_path, dimension=64)
    weights = [(place / "model.safetensors").read_bytes() for place in (folder, tmp_path)]
    assert hashlib.sha256(weights[0]).digest() == hashlib.sha256(weights[1]).digest()


def test_training_brings_a_question_to_its_sentence(lessons, folder):
    served = encoder.NgramEncoder(folder)
    asked = served.encode_queries(["mot migrän då?"])
    told = served.encode_documents([lesson.wordings[1] for lesson in lessons])
    assert lessons[int((asked @ told.T).argmax())].sentence == "migrän"


def test_training_tells_its_progress(lessons, tmp_path):
    seen = []
    training.train(lessons, [], tmp_path, dimension=16, progress=lambda d, t: seen.append((d, t)))
    assert seen[-1] == (training.STEPS, training.STEPS)


def test_an_encoder_that_is_not_to_be_had_is_one_line(tmp_path):
    with pytest.raises(IndexUnusableError, match="FOTNOT_ENCODER") as caught:
        encoder.load("no/such-model", tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(IndexUnusableError, match="--rebuild"):
        encoder.load(encoder.TRAINED, tmp_path)


def test_searching_never_loads_torch(index_root):
    code = (
        "import sys; from pathlib import Path\n"
        "from vectorstore.index import open_index; from vectorstore.retriever import Retriever\n"
        f"found = Retriever(open_index(Path({str(index_root)!r}))).search(('hur mår hjärnan?',))\n"
        "assert len(found.passages) == 10\n"
        "sys.exit({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
