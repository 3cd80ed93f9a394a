"""Headings in other languages: each of the article's own, or one line that says what is wrong."""

import shutil

import pytest
from conftest import MAGNESIUM

from ingest.errors import InputError
from ingest.folder import fingerprint, load
from ingest.headings import read_headings
from languages.known import LANGUAGES

OTHERS = [code for code in LANGUAGES if code != "sv"]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "magnesium-hjarnan"
    shutil.copytree(MAGNESIUM, made)
    return made


def test_the_real_articles_title_and_sections_are_named_in_every_language(article):
    found = {(n.heading, n.language) for n in read_headings(MAGNESIUM / "headings.yaml", article)}
    headings = {article.title, *(section.heading for section in article.sections)}
    assert found == {(heading, language) for heading in headings for language in OTHERS}


def test_a_heading_without_a_translation_stands_as_it_is(folder):
    (folder / "headings.yaml").write_text("Depression: {no: Depresjon}", encoding="utf-8")
    source = load(folder)
    assert source.heading("Depression", "no") == "Depresjon"
    assert source.heading("Depression", "fi") == "Depression"
    assert source.heading("GABA", "no") == "GABA"


@pytest.mark.parametrize("empty", [None, "", "# later"])
def test_no_headings_are_no_fault_and_an_index_is_made_anew_for_new_ones(folder, empty):
    path, before = folder / "headings.yaml", fingerprint(folder)
    path.unlink() if empty is None else path.write_text(empty, encoding="utf-8")
    assert load(folder).bank.headings == ()
    assert fingerprint(folder) != before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\nFinns inte: {en: None}", "line 2: no such heading"),
        ("Depression: {en: A}\nGABA: {fr: B}", "line 2: a language is one of"),
        ("Depression: {en: ''}", "line 1: needs a text in en"),
        ("Depression: {en: [a]}", "line 1: needs a text in en"),
        ("Depression: Masennus", "line 1: needs translations"),
        ("- Depression", "line 1: must be headings"),
        ("Depression: {en: *a}", "is no YAML"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_line(tmp_path, article, text, problem):
    path = tmp_path / "headings.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_headings(path, article)
