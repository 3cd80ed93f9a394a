"""Every file of a real index, damaged in every way: named when it is opened, mended by ingest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import IndexUnusableError
from vectorstore.building.build import Recipe, ingest
from vectorstore.files import generations, integrity
from vectorstore.files.manifest import read_manifest
from vectorstore.files.places import place_of
from vectorstore.index import open_index
from vectorstore.retriever import Retriever

CAPTURES = Path(__file__).parent / "data" / "captures"
QUESTIONS = ("Vilka celler bär receptorer?", "What do bones need?", "Var finns D-vitamin?")


def missing(path):
    path.unlink()


def emptied(path):
    path.write_bytes(b"")


def truncated(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path, place=0.6):
    """One bit of one byte, in place."""
    with path.open("r+b") as file:
        at = int(path.stat().st_size * place)
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 0x10]))


DAMAGES = (missing, emptied, truncated, flipped)


def found(root):
    """What a question finds; equal floats would be too much to ask of two builds."""
    retriever = Retriever(open_index(root))
    return [
        [(p.slug, p.sentence.id, round(p.score, 3)) for p in retriever.search((q,)).passages]
        for q in QUESTIONS
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with articles/ and the index of the one in it, and what it answers."""
    place = tmp_path_factory.mktemp("whole")
    (place / "articles" / "d").mkdir(parents=True)
    shutil.copy(CAPTURES / "vitamind.sv.txt", place / "articles" / "d" / "page.sv.txt")
    ingest(place / "index", [], Recipe(), articles=place / "articles")
    return place, found(place / "index")


@pytest.fixture
def copied(whole, tmp_path):
    """Makes copies of that folder that share no file that is to be damaged."""

    def make(name, damaged):
        place = tmp_path / name
        target = whole[0] / damaged

        def link(source, to):
            (shutil.copy2 if Path(source) == target else os.link)(source, to)

        shutil.copytree(whole[0], place, copy_function=link)
        return place

    return make


def files(whole):
    place = whole[0]
    folder = generations.current(place / "index")
    return [
        path.relative_to(place)
        for path in (*sorted(folder.rglob("*")), place / "index" / "current")
        if path.is_file() and path.stat().st_size
    ]


def test_every_file_of_a_generation_is_listed(whole):
    folder = generations.current(whole[0] / "index")
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert there == {*read_manifest(folder).files, "manifest.json", "manifest.copy.json"}


def test_opening_and_asking_changes_no_file(whole):
    folder = generations.current(whole[0] / "index")
    before = integrity.sums(folder)
    found(whole[0] / "index")
    assert integrity.sums(folder) == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_damaged_file_is_named_when_the_index_is_opened(whole, copied, damage):
    for file in files(whole):
        place = copied(file.name, file)
        damage(place / file)
        with pytest.raises(IndexUnusableError, match="run `fotnot ingest`") as caught:
            open_index(place / "index")
        assert str(place / file) in str(caught.value)
        assert "\n" not in str(caught.value)
        shutil.rmtree(place)


def test_damage_is_seen_though_the_file_was_found_whole_before(whole, copied, monkeypatch):
    monkeypatch.setattr(integrity, "_SETTLED_NS", -(10**12))
    for file in files(whole):
        if file.name.startswith("manifest") or file.name == "current":
            continue
        place = copied("again" + file.name, file)
        index = open_index(place / "index")
        remembered = (place / "index" / "checked.json").read_text()
        assert file.name in remembered
        del index
        told = (place / file).stat()
        flipped(place / file)
        os.utime(place / file, ns=(told.st_atime_ns, told.st_mtime_ns))
        with pytest.raises(IndexUnusableError, match=r"checksum|damaged"):
            open_index(place / "index")
        shutil.rmtree(place)


def test_what_was_found_whole_is_not_read_again(whole, copied, monkeypatch):
    monkeypatch.setattr(integrity, "_SETTLED_NS", -(10**12))
    place = copied("seen", "none")
    open_index(place / "index")
    monkeypatch.setattr(integrity, "_sha256", lambda path: pytest.fail(f"{path} was read"))
    open_index(place / "index")


def test_ingest_mends_every_file_and_the_answers_are_as_before(whole, copied):
    for number, file in enumerate(files(whole)):
        for damage in (DAMAGES[number % 3], flipped):
            place = copied(f"{damage.__name__}-{file.name}", file)
            damage(place / file)
            report = ingest(place / "index", [], Recipe(), articles=place / "articles")
            assert report.mended
            assert any(str(place / file) in line for line in report.told)
            assert found(place / "index") == whole[1]
            again = ingest(place / "index", [], Recipe(), articles=place / "articles")
            assert again.nothing_to_do
            assert not again.told
            shutil.rmtree(place)


def test_a_page_that_is_gone_when_its_copy_is_damaged_is_said(whole, copied):
    file = next(f for f in files(whole) if f.parent.name == "sources" and f.suffix == ".json")
    place = copied("gone", file)
    page = Path(shutil.copy(CAPTURES / "b12.en.txt", place / "b12.en.txt"))
    ingest(place / "index", [page], Recipe(), articles=place / "articles")
    folder = generations.current(place / "index")
    (lost,) = [p for p in (folder / "sources").glob("*.json") if p.name != file.name]
    flipped(lost)
    page.unlink()
    report = ingest(place / "index", [], Recipe(), articles=place / "articles")
    assert report.removed == (lost.stem,)
    assert f"{lost.stem}: removed, {page} is gone" in report.told
    assert found(place / "index") == whole[1]


def test_both_manifests_lost_is_an_index_made_anew(whole, copied):
    place = copied("both", "none")
    folder = generations.current(place / "index")
    for name in ("manifest.json", "manifest.copy.json"):
        missing(folder / name)
    report = ingest(place / "index", [], Recipe(), articles=place / "articles")
    assert report.added == ("d",)
    assert any("made anew" in line for line in report.told)
    assert found(place / "index") == whole[1]


def test_the_lock_does_not_matter(whole, copied):
    place = copied("lock", "index/lock")
    (place / "index" / "lock").write_bytes(b"\x00" * 9)
    assert ingest(place / "index", [], Recipe(), articles=place / "articles").nothing_to_do
    (place / "index" / "lock").unlink()
    page = Path(shutil.copy(CAPTURES / "b12.en.txt", place / "b12.en.txt"))
    assert ingest(place / "index", [page], Recipe(), articles=place / "articles").added


@pytest.mark.parametrize("named", ["path", "place"])
def test_an_index_of_the_format_before_is_made_anew(whole, copied, named):
    place = copied(f"old-{named}", "none")
    page = Path(shutil.copy(CAPTURES / "b12.en.txt", place / "b12.en.txt"))
    folder = generations.current(place / "index")
    missing(folder / "manifest.copy.json")
    missing(folder / "manifest.json")
    there = page if named == "path" else place_of(page, place / "index", place / "articles")
    entries = (
        f'[{{"{named}": "{there}", "slug": "b"}}, {{"{named}": "/nowhere/at/all", "slug": "c"}}]'
    )
    (folder / "manifest.json").write_text(f'{{"format": 1, "sources": {entries}}}')
    with pytest.raises(IndexUnusableError, match=r"format 1.*run `fotnot ingest`"):
        open_index(place / "index")
    report = ingest(place / "index", [], Recipe(), articles=place / "articles")
    assert len(report.added) == 2


def test_a_damaged_index_is_one_line_on_the_command_line(whole, copied):
    for file in files(whole):
        if file.name not in ("data_level0.bin", "chroma.sqlite3", "current"):
            continue
        place = copied(f"cli-{file.parent.name}-{file.name}", file)
        (place / "data").mkdir()
        (place / "index").rename(place / "data" / "index")
        broken = place / "data" / file
        flipped(broken)
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", "ask", QUESTIONS[0]],
            capture_output=True, text=True, timeout=120, check=False,
            env={**os.environ, "FOTNOT_DATA_DIR": str(place / "data")},
        )  # fmt: skip
        assert done.returncode == 1
        (line,) = done.stderr.strip().splitlines()
        assert str(broken) in line


def test_a_batch_in_which_answering_broke_exits_with_1_and_says_how_many(whole, copied):
    file = next(f for f in files(whole) if f.parent.name == "sources" and f.suffix == ".json")
    place = copied("broken", file)
    folder = generations.current(place / "index")
    emptied(place / file)
    manifest = read_manifest(folder)
    for name in ("manifest.json", "manifest.copy.json"):
        missing(folder / name)
    generations.publish(place / "index", folder, manifest)  # with sums that are right
    (place / "data").mkdir()
    (place / "index").rename(place / "data" / "index")
    (place / "in.jsonl").write_text(
        '{"id": 1, "question": "Var?"}\n{"id": 2, "question": "Vem?"}\n'
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli.main", "answer", place / "in.jsonl", "--out", place / "out"],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "FOTNOT_DATA_DIR": str(place / "data")},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("fotnot: 2 of 2 answers broke")
    assert (place / "out").read_text().count('"kind": "error"') == 2
