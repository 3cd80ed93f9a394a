"""Names of things: their forms, compounds and misspellings, in six languages."""

import pytest

from languages import files
from languages.names import Names, kinds, with_broader

LANGUAGES = ("sv", "no", "da", "de", "fi", "en")


@pytest.fixture(scope="module")
def names(lists):
    return lists.names


def found(names, text, language):
    return {concept for mention in names(language).find(text) for concept in mention.concepts}


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "hjälper zinken?"), ("no", "hjelper sink?"), ("da", "hjælper zink?"), ("de", "Hilft Zink?"),
     ("fi", "auttaako sinkistä tehty valmiste"), ("en", "does zinc help?"), ("sv", "ZINK!!")],
)  # fmt: skip
def test_a_thing_is_the_same_in_six_languages(names, language, text):
    assert "zinc" in found(names, text, language)


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [("sv", "hjartklappning", "palpitations"), ("sv", "zinktabletter", "zinc"),
     ("de", "Zinktabletten", "zinc"), ("sv", "ashwaganda", "ashwagandha"), ("en", "ibuprofin", "ibuprofen"),
     ("sv", "artros i knät", "osteoarthritis"), ("en", "restless legs", "restless-legs"),
     ("fi", "unettomuutta vastaan", "insomnia"), ("sv", "ipren", "ibuprofen"), ("sv", "b12", "vitamin-b12")],
)  # fmt: skip
def test_forms_compounds_phrases_brands_and_misspellings(names, language, text, concept):
    assert concept in found(names, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "stämmer det?"), ("sv", "det lättade lite"), ("de", "ich habe gelesen"), ("de", "wir bleiben hier"),
     ("en", "does it help me"), ("sv", "vetenskapligt bevisat"), ("fi", "mitä se on"), ("en", ""), ("sv", "🌿\0")],
)  # fmt: skip
def test_common_words_are_no_names(names, language, text):
    assert not names(language).find(text)


def test_a_mention_is_what_is_written_and_where(names):
    text = "Tar min mamma D-vitamin, hjälper det mot högt blodtryck?"
    written = [mention.written for mention in names("sv").find(text)]
    assert written[-2:] == ["D-vitamin", "högt blodtryck"]


def test_the_longer_of_two_names_is_meant(names):
    (mention,) = names("sv").find("magnesiumcitrat")
    assert mention.concepts == {"magnesium-citrate"}
    assert {"magnesium", "mineral"} <= with_broader("magnesium-citrate")


def test_an_edited_text_has_no_misspelt_names(names):
    from languages.names import words_of

    words = words_of("ibuprofin", "en")
    assert names("en").among(words, "ibuprofin")
    assert not names("en").among(words, "ibuprofin", edited=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_are_as_long_as_they_should_be_and_whole(language):
    listed = files.read(f"names/{language}")
    known = {concept for concepts in files.read("names/concepts").values() for concept in concepts}
    assert set(listed) <= known
    assert all(
        words and all(w == str(w).strip().lower() for w in words) for words in listed.values()
    )
    counted = {
        kind: sum(kind in kinds([c]) for c in listed) for kind in ("substance", "condition", "drug")
    }
    assert counted["substance"] >= 250
    assert counted["condition"] >= 350
    assert counted["drug"] >= 80


def test_what_a_thing_is_a_kind_of_is_listed_and_never_itself():
    concepts = {c: b for some in files.read("names/concepts").values() for c, b in some.items()}
    assert all(broader in concepts for each in concepts.values() for broader in each)
    assert all(concept not in with_broader(b) for concept, bs in concepts.items() for b in bs)


def test_without_frequencies_names_are_found_as_they_are_listed():
    assert Names("sv").find("zink och järn")
    assert not Names("en").find("ibuprofin")


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "vilka krämpor är vanliga"), ("da", "om man sørger for at have nok"),
     ("en", "which ailments go with it"), ("fi", "mihin vaivoihin se auttaa")],
)  # fmt: skip
def test_words_for_any_ailment_are_no_name_of_one(names, language, text):
    concepts = {c for mention in names(language).find(text) for c in mention.concepts}
    assert concepts <= {"ailments"}
