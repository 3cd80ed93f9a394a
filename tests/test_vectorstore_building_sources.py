"""What is gone is gone, what has moved is found again, and one page is one article."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import IndexUnusableError, InputError
from vectorstore.building.build import Recipe, ingest
from vectorstore.files import generations
from vectorstore.index import open_index
from vectorstore.retriever import Retriever

CAPTURES = Path(__file__).parent / "data" / "captures"
MAGNESIUM = Path(__file__).parent.parent / "articles" / "magnesium-hjarnan"
PAGES = {"d": "vitamind.sv.txt", "b": "b12.en.txt", "jarn": "jarn.sv.html"}


class House:
    """A checkout with articles/, an index, and a page saved beside it."""

    def __init__(self, place):
        self.place = place
        self.articles, self.root = place / "articles", place / ".fotnot" / "index"

    def add(self, slug, page=None):
        folder = self.articles / slug
        folder.mkdir(parents=True)
        name = PAGES[page or slug]
        shutil.copy(CAPTURES / name, folder / f"page.{name.partition('.')[2]}")
        return folder

    def ingest(self, *paths, remove=(), rebuild=False):
        return ingest(self.root, paths, Recipe(), remove, rebuild, articles=self.articles)

    @property
    def slugs(self):
        return set(open_index(self.root).slugs)


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path / "checkout")
    made.add("d")
    made.add("b")
    made.ingest()
    assert made.slugs == {"d", "b"}
    return made


@pytest.fixture
def elsewhere(tmp_path):
    (tmp_path / "saved").mkdir()
    return Path(shutil.copy(CAPTURES / PAGES["jarn"], tmp_path / "saved" / "page.html"))


@pytest.mark.parametrize("what", ["folder", "capture"])
def test_a_deleted_article_is_removed_and_said(house, what):
    place = house.articles / "b"
    shutil.rmtree(place) if what == "folder" else next(place.glob("page.*")).unlink()
    report = house.ingest()
    assert report.removed == ("b",)
    assert report.told == (f"b: removed, {place} is gone",)
    assert house.slugs == {"d"}
    folder = generations.current(house.root)
    assert not list(folder.glob("sources/b.*"))
    index = open_index(house.root)
    rows = index.store.query("sentences", index.encoder.encode_queries(["vitamin"])[0], 1000)
    assert {key.split("/")[0] for key in rows} == {"d"}
    assert house.ingest().nothing_to_do


def test_a_renamed_folder_is_a_rename(house):
    (house.articles / "b").rename(house.articles / "b12")
    report = house.ingest()
    assert report.renamed == (("b", "b12"),)
    assert (report.added, report.removed, report.new_head) == ((), (), False)
    assert house.slugs == {"d", "b12"}
    assert house.ingest().nothing_to_do


def test_a_page_given_by_hand_stays_while_it_exists(house, elsewhere):
    (slug,) = house.ingest(elsewhere).added
    assert house.ingest().nothing_to_do
    assert house.slugs == {"d", "b", slug}
    moved = elsewhere.rename(elsewhere.with_name("other.html"))
    report = house.ingest(moved)
    assert report.renamed == ((slug, slug),)
    assert house.slugs == {"d", "b", slug}
    moved.unlink()
    assert house.ingest().told == (f"{slug}: removed, {moved} is gone",)
    assert house.slugs == {"d", "b"}


def test_a_page_given_by_hand_is_read_again_when_it_has_changed(house, elsewhere):
    (slug,) = house.ingest(elsewhere).added
    elsewhere.write_text(elsewhere.read_text(encoding="utf-8") + "<p>mer</p>", encoding="utf-8")
    assert house.ingest().changed == (slug,)


def test_what_was_removed_by_hand_comes_back_when_it_is_named_and_not_before(house):
    report = house.ingest(remove=["b"])
    assert report.removed == ("b",)
    assert house.slugs == {"d"}
    (line,) = house.ingest().told
    assert line.startswith("b: was removed and is left out")
    assert house.ingest().nothing_to_do
    (house.articles / "b").rename(house.articles / "b12")
    assert house.ingest().nothing_to_do
    assert house.ingest(rebuild=True).told
    assert house.slugs == {"d"}
    assert house.ingest(house.articles / "b12").added == ("b12",)
    assert not house.ingest().told
    assert house.slugs == {"d", "b12"}


def test_an_index_of_which_all_is_gone_answers_no_more(house):
    for slug in ("d", "b"):
        shutil.rmtree(house.articles / slug)
    assert set(house.ingest().removed) == {"d", "b"}
    with pytest.raises(IndexUnusableError, match="no article left"):
        open_index(house.root)
    house.add("d")
    assert house.ingest().added == ("d",)
    assert house.slugs == {"d"}


def test_without_the_folder_of_articles_nothing_is_taken_for_gone(house):
    house.articles.rename(house.place / "away")
    with pytest.raises(InputError, match="FOTNOT_ARTICLES"):
        house.ingest()
    assert house.slugs == {"d", "b"}


def test_the_same_page_twice_is_one_article(house, elsewhere):
    again = shutil.copytree(house.articles / "b", house.articles / "c")
    report = house.ingest()
    assert report.nothing_to_do
    assert report.told == (f"{again}: the same page as {house.articles / 'b'}; it is kept once",)
    copy = Path(shutil.copy(elsewhere, elsewhere.with_name("copy.html")))
    report = house.ingest(elsewhere, copy)
    assert len(report.added) == 1
    assert any("kept once" in line for line in report.told)


def test_a_folder_takes_the_place_of_the_lone_page_that_it_was_made_of(house, elsewhere):
    (slug,) = house.ingest(elsewhere).added
    house.add("jarn")
    report = house.ingest()
    assert report.added == ("jarn",)
    assert report.removed == (slug,)
    assert house.slugs == {"d", "b", "jarn"}


@pytest.mark.parametrize("moved", ["checkout", "data"])
def test_an_index_that_has_moved_goes_on(house, elsewhere, tmp_path, moved):
    inside = house.place / "saved.html"
    shutil.copy(elsewhere, inside)
    house.ingest(inside)
    slugs = house.slugs
    manifest = next(house.root.glob("g*/manifest.json")).read_text()
    assert str(tmp_path) not in manifest
    if moved == "checkout":
        (tmp_path / "deeper").mkdir()
        gone = House(house.place.rename(tmp_path / "deeper" / "other"))
    else:
        gone = House(house.place)
        gone.root = tmp_path / "data" / "index"
        gone.root.parent.mkdir()
        house.root.rename(gone.root)
    assert gone.slugs == slugs
    report = gone.ingest()
    assert report.nothing_to_do
    assert not report.told


def test_the_command_line_says_it(house, elsewhere, tmp_path):
    def run(*arguments, status=0):
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", *map(str, arguments)],
            capture_output=True, text=True, timeout=120, check=False,
            env={**os.environ, "FOTNOT_DATA_DIR": str(house.root.parent),
                 "FOTNOT_ARTICLES": str(house.articles)},
        )  # fmt: skip
        assert done.returncode == status, done.stderr
        return done

    assert "nothing to do: 2 article(s)" in run("ingest").stderr
    assert "removed b" in run("ingest", "--remove", "b").stderr
    assert "left out" in run("ingest").stderr
    (house.articles / "d").rename(house.articles / "sol")
    assert "renamed d to sol" in run("ingest").stderr
    told = json.loads(run("ask", "Vilka celler bär receptorer?", "--json").stdout)
    assert told["article"]["slug"] == "sol"


def test_a_renamed_article_with_a_bank_is_searched_by_its_letters_under_its_new_name(tmp_path):
    house = House(tmp_path / "checkout")
    shutil.copytree(MAGNESIUM, house.articles / "before")
    house.ingest()
    question = "Hjälper magnesium mot migrän?"
    (house.articles / "before").rename(house.articles / "after")
    assert house.ingest().renamed == (("before", "after"),)
    index = open_index(house.root)
    assert {key.split("/")[0] for key in index.letters.search([question], [1.0], 20)} == {"after"}
    assert Retriever(index).search((question,)).passages[0].slug == "after"
    shutil.rmtree(house.articles / "after")
    house.add("d")
    house.ingest()
    assert not open_index(house.root).letters.keys
