"""Authors, title, journal and year of a reference, in the styles that there are."""

import pytest

from ingest.bibliography.styles import read

TITLE = "Zinc and colds in children"
# Each with the authors as it prints them, and the journal.
STYLES = {
    "Berg AB, Lind C. {}. J Test. 2010;5:1-9.": ("Berg AB; Lind C", "J Test"),
    "Berg AB, Lind C, et al. ZINC Study Group. {}. J Test. 2010;5:1-9.": (
        "Berg AB; Lind C",
        "J Test",
    ),
    "Berg AB, Lind C, for the Zinc Study Group. {}. J Test. 2010;5:1-9.": (
        "Berg AB; Lind C",
        "J Test",
    ),
    "Berg AB Jr., Lind C III. {}. J Test. 2010;5:1-9.": ("Berg AB Jr.; Lind C III", "J Test"),
    "Berg AB, Lind C: {}. J Test. 2010; 5(2): 1–9.": ("Berg AB; Lind C", "J Test"),
    "Berg AB, Lind C, et al.: {}. J Test 2010, 5(2):1-9.": ("Berg AB; Lind C", "J Test"),
    "Berg AB, Lind C (2010) {}. J Test 5:1–9. doi: ": ("Berg AB; Lind C", "J Test"),
    "Berg AB, Lind C. 2010. {}. J Test 5:1–9.": ("Berg AB; Lind C", "J Test"),
    "Berg A.B., Lind C. {}. J. Test. 2010;5:1–9.": ("Berg A.B.; Lind C.", "J. Test"),
    "Berg, A. B., & Lind, C. (2010). {}. Journal of Tests, 5(1), 1–9.": (
        "Berg, A. B.; Lind, C.",
        "Journal of Tests",
    ),
    "Berg, A. B., and Lind, C. (2010). {}. J. Test. Med. 5, 1–9.": (
        "Berg, A. B.; Lind, C.",
        "J. Test. Med",
    ),
    "Berg, A.B. and Lind, C. (2010) '{}', Journal of Tests, 5(1), pp. 1-9.": (
        "Berg, A.B.; Lind, C.",
        "Journal of Tests",
    ),
    "Berg, A.B., Lind, C., 2010. {}. J. Test. 5, 1–9.": ("Berg, A.B.; Lind, C.", "J. Test"),
    "Berg, A. B. & Lind, C. {}. J. Test. Med. 5, 1–9 (2010).": (
        "Berg, A. B.; Lind, C.",
        "J. Test. Med",
    ),
    "Berg, A.; Lind, C. B. {}. Nutrients 2010, 5, 1–9.": ("Berg, A.; Lind, C. B.", "Nutrients"),
    "A. B. Berg, C. Lind, and D. van den Ek, “{},” Journal of Tests, vol. 5, no. 2, pp. 1–9, 2010.": (
        "A. B. Berg; C. Lind; D. van den Ek",
        "Journal of Tests",
    ),
    "A. B. Berg et al., “{},” Journal of Tests, vol. 5, pp. 1990–1999, 2010.": (
        "A. B. Berg",
        "Journal of Tests",
    ),
    "A. Berg and C. Lind. {}. Journal of Tests, 5(1):1–9, 2010.": (
        "A. Berg; C. Lind",
        "Journal of Tests",
    ),
    "A.B. Berg, J.-P. Lind, {}, J. Test. 5 (2010) 1–9.": ("A.B. Berg; J.-P. Lind", "J. Test"),
    "Berg, Anna, and Carl Lind. “{}.” Journal of Tests 5, no. 1 (2010): 1–9.": (
        "Berg, Anna; Carl Lind",
        "Journal of Tests",
    ),
    "{}. AB Berg, C Lind, L Custo Ek. The Journal of Tests, 5, 1-9, 2010": (
        "AB Berg; C Lind; L Custo Ek",
        "The Journal of Tests",
    ),
    "{}. Anna S. B. Berg, Carl Lind. Journal of Tests, 5, 1-9, 2010": (
        "Anna S. B. Berg; Carl Lind",
        "Journal of Tests",
    ),
    "WHO, “{},” Tech. Rep. EIB-79, Geneva, 2010.": ("WHO", None),
    "World Health Organization. {}. Geneva: World Health Organization; 2010.": (
        "World Health Organization",
        None,
    ),
    "Berg AB. {}. J Test Med. 2010.": ("Berg AB", "J Test Med"),
    "Berg AB. {}. 2010. www.example.org.": ("Berg AB", None),
    "Berg AB. {}. Springer-Verlag, 2010.": ("Berg AB", None),
    "Berg AB: {}. In Diets of the World (Ek D editor), Test Press, Rome. 2010; 97–132.": (
        "Berg AB",
        None,
    ),
    "A. Berg, {}, Test Press, New York, 2010.": ("A. Berg", None),
}


@pytest.mark.parametrize("entry", STYLES)
def test_styles(entry):
    found = read(entry.format(TITLE))
    authors, journal = STYLES[entry]
    assert ("; ".join(found.authors), found.journal) == (authors, journal)
    assert (found.title, found.year) == (TITLE, 2010)


@pytest.mark.parametrize(
    ("entry", "authors", "journal"),
    [
        ("H. W. Berg, Nature 2010, 329, 529.", "H. W. Berg", "Nature"),
        ("A. Berg, C. Lind, J. Phys. Chem. A 2010, 107, 6168.", "A. Berg; C. Lind", "J. Phys. Chem. A"),
        ("A. Berg and C. Lind: J. Power Sources., 2010, 146, 27–32.", "A. Berg; C. Lind", "J. Power Sources"),
    ],
)  # fmt: skip
def test_chemists_leave_the_title_out(entry, authors, journal):
    found = read(entry)
    assert ("; ".join(found.authors), found.journal) == (authors, journal)
    assert (found.title, found.year) == ("", 2010)


@pytest.mark.parametrize(
    ("title", "around"),
    [
        ("Who is well? Diets of adults in Oslo, Norway", "Berg, A. (2010). {}. J. Test. 5, 1–9."),
        ("Zinc and colds: II. Trials in children", "{}. A. Berg, C. Lind. J Test, 5, 1-9, 2010"),
        ("ZINC 2010 statement: what trials tell", "Berg A. {}. J Test 2010;5:1-9."),
    ],
)
def test_titles_with_stops_and_places(title, around):
    found = read(around.format(title))
    assert found.title == title
    assert (found.journal or "").replace(".", "") == "J Test"


def test_a_sentence_may_end_in_ed():
    found = read("Berg A. Zinc revisited. J Test. 2010;5:1-9.")
    assert (found.title, found.journal) == ("Zinc revisited", "J Test")


@pytest.mark.parametrize(
    "piece", ["A. ", "A B, ", "Aa, A., ", "A. Aa and ", "Aa Aa, Aa ", "Aa ", "2010, 5 ", "“Aa "]
)
def test_long_entries_are_read_in_no_time(piece):
    read("Berg, A. " + piece * 4000)
