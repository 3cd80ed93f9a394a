"""What a path stands for, what a dry run tells, and pages in other languages."""

import pytest

from bot.cli import reading
from ingest import folder
from ingest.errors import CaptureError
from ingest.pipeline import parse

ENGLISH = """Zinc and colds

Zinc is a mineral that the body needs every day in small amounts [1]. In one trial colds were\
 shorter for those who took zinc, by a day.

References

1. Berg A. Zinc in the body. J Test. 2010;5:1-9.
"""
FRENCH = """Le zinc et le rhume

Le zinc est un minéral dont le corps a besoin chaque jour en petites quantités. Dans\
 une étude, les rhumes de ceux qui prenaient du zinc duraient un jour de moins que chez les autres participants.
"""


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "article").mkdir()
    (tmp_path / "article" / "page.en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "lone.txt").write_text(ENGLISH.replace("Zinc", "Iron"), encoding="utf-8")
    (tmp_path / "rhume.txt").write_text(FRENCH, encoding="utf-8")
    for other in ("README.md", "picture.png"):
        (tmp_path / other).write_text("A folder of pages, saved in spring.", encoding="utf-8")
    return tmp_path


def test_a_folder_stands_for_the_articles_and_captures_in_it(pages):
    names = [path.name for path in folder.sources_below(pages)]
    assert names == ["article", "lone.txt", "rhume.txt"]
    assert folder.sources_below(pages / "article") == [pages / "article"]
    assert folder.sources_below(pages / "lone.txt") == [pages / "lone.txt"]


def test_a_folder_without_any_stands_for_itself_and_is_refused(tmp_path):
    assert folder.sources_below(tmp_path) == [tmp_path]
    with pytest.raises(CaptureError, match="needs one capture"):
        folder.load(tmp_path)


def test_a_dry_run_shows_what_is_read_and_what_is_refused(pages, capsys):
    assert reading.try_out([pages]) == 1
    told = capsys.readouterr()
    heading, *rows = told.out.splitlines()
    assert heading.split() == [
        "article", "language", "sections", "sentences", "references", "links", "warnings",
    ]  # fmt: skip
    assert [row.split() for row in rows] == [
        ["article", "en", "1", "2", "1", "1", "0"],
        ["iron-and-colds", "en", "1", "2", "1", "1", "0"],
    ]
    assert "rhume.txt: the page is in French" in told.err
    assert sorted(path.name for path in pages.iterdir()) == [
        "README.md", "article", "lone.txt", "picture.png", "rhume.txt",
    ]  # fmt: skip


def test_a_page_in_another_language_is_taken_where_its_name_says_one(pages):
    renamed = (pages / "rhume.txt").rename(pages / "rhume.sv.txt")
    article = parse(renamed)
    assert article.language == "sv"
    assert any("looks French" in warning for warning in article.warnings)


@pytest.mark.parametrize("name", ["page.txt", "www.butik.de.txt", "page.fi.txt"])
def test_a_name_does_not_overrule_a_language_that_is_spoken(tmp_path, name):
    path = tmp_path / name
    path.write_text(ENGLISH, encoding="utf-8")
    assert parse(path).language == "en"


def test_front_matter_names_the_title_and_is_no_text(tmp_path):
    path = tmp_path / "page.md"
    text = ENGLISH.replace("Zinc and colds\n", "## What it is\n", 1)
    path.write_text(
        f'---\ntitle: "Zinc: for colds"\nauthor: Anna Berg\n---\n\n{text}', encoding="utf-8"
    )
    article = parse(path)
    assert article.title == "Zinc: for colds"
    assert [section.heading for section in article.sections] == ["What it is"]
    assert "author: Anna Berg" in article.furniture


def test_a_rule_before_text_is_no_front_matter(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(f"---\n\n{ENGLISH}\n---\n", encoding="utf-8")
    assert parse(path).title == "Zinc and colds"
