"""Texts that are spelt alike are found, by key, in one article or in all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore import letters
from vectorstore.letters import Letters

TEXTS = {
    "ett/q0": ("Hjälper magnesium mot ångest?",),
    "ett/q1": ("Hur länge höll studien på?",),
    "ett/u0": ("vad kostar frakten",),
    "ett/abc/0": ("Magnesium och ångest hör ihop.",),
    "tva/q0": ("Does zinc help against colds?",),
    "tva/q1": ("Hjälper zink mot förkylning?", "hur länge då?"),
}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    letters.write(folder, TEXTS)
    return Letters(folder)


def search(known, text, slug=None, limit=10):
    return known.search([text], [1.0], limit, slug)


@pytest.mark.parametrize(("key", "turns"), [(k, t) for k, t in TEXTS.items() if len(t) == 1])
def test_a_text_is_most_like_itself(known, key, turns):
    found = search(known, turns[0])
    assert next(iter(found)) == key
    assert found[key] == pytest.approx(1.0, abs=1e-5)
    assert list(found.values()) == sorted(found.values(), reverse=True)


@pytest.mark.parametrize(
    "text", ["hjalper magnesum mot angest", "HJÄLPER MAGNESIUM MOT ÅNGESTEN??"]
)
def test_misspelt_and_inflected_words_are_still_alike(known, text):
    assert next(iter(search(known, text))) == "ett/q0"
    assert search(known, text)["ett/q0"] > 0.5


def test_one_article_alone_can_be_searched(known):
    assert {key.split("/")[0] for key in search(known, "hjälper zink mot ångest", "ett")} == {"ett"}
    assert search(known, "hjälper zink", "okänd") == {}


def test_the_turns_before_count_as_they_weigh(known):
    turns = ["Hjälper zink mot förkylning?", "hur länge då?"]
    assert next(iter(known.search(turns, [0.9, 1.0], 10))) == "tva/q1"
    assert next(iter(known.search(turns, [0.0, 1.0], 10))) == "tva/q1"
    alone = known.search(turns, [0.0, 1.0], 10)["tva/q1"]
    assert known.search(turns, [0.9, 1.0], 10)["tva/q1"] > alone


def test_no_more_are_given_than_were_asked_for(known):
    assert len(search(known, "hjälper magnesium mot", limit=2)) == 2


@pytest.mark.parametrize("text", ["", "?!…", "\0", "\N{FAMILY}", "ﷺ" * 50, "x" * 100_000])
def test_odd_texts_find_little_and_break_nothing(known, text):
    assert all(0 < value <= 1.0001 for value in search(known, text).values())


@given(st.text())
def test_every_piece_has_a_column(text):
    assert all(0 <= piece < letters.PIECES for piece in letters.bag(text))


def test_a_folder_without_them_holds_none(tmp_path):
    assert Letters(tmp_path).search(["ångest"], [1.0], 5) == {}


def test_the_same_texts_give_the_same_bytes(known, tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        letters.write(tmp_path / name, TEXTS)
    for name in (letters.ROWS, letters.IDS):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("name", [letters.ROWS, letters.IDS])
def test_damaged_ones_are_said(tmp_path, name):
    letters.write(tmp_path, TEXTS)
    (tmp_path / name).write_bytes(b"{")
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the library's
        Letters(tmp_path)
