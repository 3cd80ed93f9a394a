"""How common words are."""

import pytest

from languages import spelling


@pytest.mark.parametrize(
    ("language", "common", "rare"),
    [("sv", "sömn", "kolostrum"), ("no", "søvn", "kolostrum"), ("da", "søvn", "kolostrum"),
     ("de", "Schlaf", "Kolostrum"), ("fi", "uni", "ternimaito"), ("en", "sleep", "colostrum")],
)  # fmt: skip
def test_common_words_are_more_common_than_rare_ones(lists, language, common, rare):
    zipf = lists.frequencies.zipf
    assert zipf(common, language) > 3.3 > 2.6 > zipf(rare, language)


def test_the_numbers_are_those_of_the_list(lists):
    from wordfreq import zipf_frequency

    for word in ("och", "järn", "hjärtklappning", "rastlös"):
        assert lists.frequencies.zipf(word, "sv") == pytest.approx(
            zipf_frequency(word, "sv"), abs=0.01
        )


@pytest.mark.parametrize("word", ["qwxzy", "", "\0", "a" * 10_000, "🌿", "\ud800"])
def test_what_is_no_word_is_in_no_list(lists, word):
    assert lists.frequencies.zipf(word, "sv") == 0


def test_case_and_accents_do_not_count(lists):
    zipf = lists.frequencies.zipf
    assert zipf("HJARTKLAPPNING", "sv") == zipf("hjärtklappning", "sv") > 0


def test_danish_words_that_the_short_list_lacks_are_known(lists):
    assert lists.frequencies.zipf("døjer", "da") > 0


def test_all_strings_one_edit_away():
    assert {"ink", "kink", "zikn", "zinks", "zonk"} <= set(spelling.near("zink"))
    assert "zink" not in set(spelling.near("zink"))


def test_the_parts_of_a_compound():
    assert ("zink", "tablett") in set(spelling.parts("zinktablett", "sv"))
    assert ("bröllop", "dag") in set(spelling.parts("bröllopsdag", "sv"))
    assert not set(spelling.parts("zinctablet", "en"))
    assert spelling.is_made_of("sömntablett", "sv", {"sömn", "tablett"}.__contains__)
