"""A head is learnt on banks, read without torch, shipped with the code, and known to be up to date."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import IndexUnusableError
from ingest.folder import load
from vectorstore import encoder
from vectorstore.building import learning, shipped, training_data
from vectorstore.building.learning import Taught
from vectorstore.encoder import head
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.head import Learnt

ABOUT = Learnt("of-a-test", "0")
NAMES = ("ångest", "migrän", "demens", "hjärta", "muskler", "sömn")
ASKS = ("vad är", "hjälper det mot", "hur går det med")


@pytest.fixture(scope="module")
def taught():
    return [
        Taught(
            name,
            (f"p om {name}", f"p det gäller {name}"),
            tuple((f"q {ask} {name}", frozenset({name})) for ask in ASKS),
        )
        for name in NAMES
    ]


@pytest.fixture(scope="module")
def vectors(taught):
    """Vectors in which a topic is one direction, drowned in others that tell nothing."""
    chance = np.random.default_rng(3)
    topics = {name: chance.normal(size=32) for name in NAMES}
    found = {}
    for one in taught:
        for key in (*one.wordings, *(key for key, _ in one.questions)):
            found[key] = topics[one.sentence] + 2.5 * np.r_[chance.normal(size=16), np.zeros(16)]
    found["q vad kostar frakten"] = chance.normal(size=32)
    return {key: head.unit(np.asarray(v, dtype=np.float32)) for key, v in found.items()}


def learnt_into(folder, taught, vectors, **more):
    learning.learn(taught, ["q vad kostar frakten"], vectors, ABOUT, folder, **more)
    return head.read(folder)


@pytest.fixture(scope="module")
def folder(taught, vectors, tmp_path_factory):
    target = tmp_path_factory.mktemp("head")
    learnt_into(target, taught, vectors)
    return target


def right(taught, vectors, mapped):
    told = mapped(np.array([vectors[one.wordings[1]] for one in taught]))
    asked = mapped(np.array([vectors[key] for one in taught for key, _ in one.questions]))
    places = np.repeat(np.arange(len(taught)), len(ASKS))
    return float(np.mean((asked @ told.T).argmax(axis=1) == places))


def test_what_is_learnt_brings_questions_nearer_to_their_sentences(taught, vectors, folder):
    assert right(taught, vectors, head.read(folder)) > right(taught, vectors, lambda x: x)


def test_the_same_lessons_give_the_same_bytes(taught, vectors, folder, tmp_path):
    np.random.default_rng().normal()  # what others draw must not matter
    learnt_into(tmp_path, taught, vectors)
    for name in (head.WEIGHTS, head.CONFIG, head.LEARNT):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_another_seed_gives_others(taught, vectors, folder, tmp_path):
    learnt_into(tmp_path, taught, vectors, seed=1)
    assert (tmp_path / head.WEIGHTS).read_bytes() != (folder / head.WEIGHTS).read_bytes()


def test_progress_is_told_to_the_end(taught, vectors, tmp_path):
    seen = []
    learnt_into(tmp_path, taught, vectors, progress=lambda *step: seen.append(step))
    assert seen[-1] == (learning.STEPS, learning.STEPS)


def test_no_batch_holds_two_sentences_that_answer_one_question():
    import random

    both = frozenset({"a", "b"})
    taught = [
        Taught(name, (f"p {name}",), ((f"q {name}", both if name in both else frozenset({name})),))
        for name in "abcdef"
    ]
    for _ in range(50):
        drawn = [key[2:] for key, _ in learning._compatible(taught, random.Random(_))]
        assert not both <= set(drawn)
        assert len(drawn) == len(set(drawn)) == 5


def test_it_is_sentence_transformers_own_module(vectors, folder):
    import torch
    from sentence_transformers.base.modules import Dense

    known = np.array(list(vectors.values()))
    theirs = Dense.load(str(folder))({"sentence_embedding": torch.from_numpy(known)})
    mapped = head.unit(theirs["sentence_embedding"].detach().numpy())
    np.testing.assert_allclose(head.read(folder)(known), mapped, atol=1e-6)


@pytest.mark.parametrize("name", [head.WEIGHTS, "of another encoder"])
def test_a_damaged_one_is_one_line(folder, tmp_path, e5, name):
    shutil.copytree(folder, tmp_path / "head")
    if name == head.WEIGHTS:
        (tmp_path / "head" / name).write_bytes(b"\0" * 40)
    with pytest.raises(IndexUnusableError, match="--rebuild") as caught:
        encoder.headed(e5, tmp_path)
    assert "\n" not in str(caught.value)


def test_the_one_that_comes_with_the_code_is_of_the_banks_as_they_are():
    """Where this fails, a bank has changed: `make head`."""
    sources = [load(path) for path in sorted(Path("articles").iterdir()) if path.is_dir()]
    ready = shipped.head_of(pretrained.NAME)
    assert ready.fits(training_data.about(sources, pretrained.NAME))
    assert not ready.fits(training_data.about([], pretrained.NAME))


@pytest.mark.parametrize("name", ["../encoder", "", "no-such-model", "/"])
def test_no_head_is_found_for_another_name(name):
    assert shipped.head_of(name) is None


def test_one_question_more_makes_it_out_of_date():
    from dataclasses import replace

    source = load(Path("articles/magnesium-hjarnan"))
    more = replace(source.bank.questions[0], text="och sedan?")
    bank = replace(source.bank, questions=(*source.bank.questions, more))
    about = [training_data.about([one], "x") for one in (source, replace(source, bank=bank))]
    assert about[0] != about[1]


def test_an_encoder_that_is_not_to_be_had_is_one_line():
    with pytest.raises(IndexUnusableError, match="FOTNOT_ENCODER") as caught:
        encoder.model("no/such-model")
    assert "\n" not in str(caught.value)


def test_searching_never_loads_torch(index_root):
    code = (
        "import sys; from pathlib import Path\n"
        "from vectorstore.index import open_index; from vectorstore.retriever import Retriever\n"
        f"found = Retriever(open_index(Path({str(index_root)!r}))).search(('hur mår hjärnan?',))\n"
        "assert len(found.passages) == 10\n"
        "sys.exit(' '.join({'torch', 'transformers', 'sentence_transformers', 'datasets'}"
        " & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
