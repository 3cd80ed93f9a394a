"""An index whose encoder is the pretrained one: ingested, searched, grown, opened by every command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from vectorstore.building import shipped
from vectorstore.building.build import Recipe, ingest
from vectorstore.encoder.e5 import pretrained
from vectorstore.index import open_index
from vectorstore.retriever import Retriever

CAPTURES = Path(__file__).parent / "data" / "captures"


@pytest.fixture(scope="module")
def recipe(model_cache):
    return Recipe(encoder=pretrained.NAME, model_cache=model_cache)


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "pages").mkdir()
    names = ("vitamind.sv.txt", "b12.en.txt")
    return [Path(shutil.copy(CAPTURES / name, tmp_path / "pages")) for name in names]


def test_an_index_is_made_and_searched_with_it(tmp_path, pages, recipe, model_cache):
    report = ingest(tmp_path / "index", pages, recipe)
    assert len(report.added) == 2
    assert report.new_head  # the head that comes with the code
    index = open_index(tmp_path / "index", model_cache)
    assert index.encoder.name == pretrained.NAME
    found = Retriever(index).search(("Vilka celler i immunförsvaret bär receptorer?",)).passages
    assert any("makrofager" in passage.sentence.text for passage in found[:3])
    assert index.learnt == shipped.head_of(pretrained.NAME).learnt


def test_what_has_not_changed_is_not_encoded_again(tmp_path, pages, recipe, model_cache):
    root = tmp_path / "index"
    ingest(root, pages[:1], recipe)
    slug = open_index(root, model_cache).slugs[0]
    steps = []
    report = ingest(root, pages, recipe, progress=lambda *step: steps.append(step))
    assert report.unchanged == (slug,)
    assert [step for step in steps if step[0] in ("index", "learn")] == [("index", 1, 1)]
    assert len(open_index(root, model_cache).slugs) == 2
    assert ingest(root, pages, recipe).nothing_to_do
    assert ingest(root, [], recipe, remove=[slug]).removed == (slug,)


def test_its_own_sentences_are_the_nearest_to_themselves(tmp_path, pages, recipe, model_cache):
    ingest(tmp_path / "index", pages, recipe)
    index = open_index(tmp_path / "index", model_cache)
    for slug in index.slugs:
        sentence = next(iter(index.source(slug).article.sentences))
        (vector,) = index.encoder.encode_queries([sentence.text])
        assert f"{slug}/{sentence.id}" in index.store.query("sentences", vector, 3)


def test_ingest_ask_and_doctor_on_the_command_line_need_no_torch(
    tmp_path, pages, recipe, model_cache
):
    given = os.environ | {
        "FOTNOT_DATA_DIR": str(tmp_path / "data"), "FOTNOT_ARTICLES": str(tmp_path / "none"),
        "FOTNOT_ENCODER": pretrained.NAME, "FOTNOT_MODEL_CACHE": str(tmp_path / "cache"),
    }  # fmt: skip
    folder = pretrained.served_folder(model_cache)
    shutil.copytree(folder, tmp_path / "cache" / folder.name)

    def run(*command):
        code = (
            "import sys; sys.modules['torch'] = None\n"
            f"sys.argv = ['fotnot', *{list(command)!r}]\nfrom bot.cli.main import main; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=given,
            timeout=200,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("ingest", str(pages[0]))
    assert run("ask", "Vad kallas soluppgångsvitaminet?").strip()
    assert f"encoder: ok, {pretrained.NAME}, 384 numbers a vector" in run("doctor")


def test_it_is_the_default():
    from bot.settings import Settings

    assert Settings.model_fields["encoder"].default == pretrained.NAME == Recipe().encoder


def test_equal_texts_of_an_index_and_a_question_are_told_apart_by_their_prefix(e5):
    (asked,), (told,) = e5.encode_queries(["zink"]), e5.encode_documents(["zink"])
    assert np.abs(asked - told).max() > 0.001
