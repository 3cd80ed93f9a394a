"""Look-ups in the reference list: a table of questions, every entry of every list, the bank."""

import json
from statistics import median
from time import perf_counter

import pytest
from conftest import MAGNESIUM, REPOSITORY

from bot.references.look_up import look_up
from ingest.folder import load

CAPTURES = REPOSITORY / "tests" / "data" / "captures"
PAGES = [MAGNESIUM, *sorted(p for p in CAPTURES.iterdir() if p.suffix in {".txt", ".html"})]
TABLE = [
    json.loads(line)
    for line in (REPOSITORY / "tests" / "data" / "lookup.jsonl").read_text("utf-8").splitlines()
]
ASKED = [row for row in TABLE if row["kind"]]
ORDINARY = [row["question"] for row in TABLE if not row["kind"]]


@pytest.fixture(scope="module")
def article():
    return load(MAGNESIUM).article


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page.name)
def any_article(request):
    return load(request.param).article


def head(article, number):
    """The number of the entry itself, for one that is only another's tail."""
    return next((r.number for r in article.references if r.continued_by == number), number)


def surname(author):
    words = author.split(",")[0].split()
    while len(words) > 1 and (words[-1].isupper() or words[-1][0].isdigit() or words[-1] == "Jr"):
        words.pop()
    return " ".join(words)


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row["question"])
def test_table(article, row):
    found = look_up(row["question"], article)
    assert found is not None
    assert found.kind == row["kind"]
    assert list(found.numbers) == row.get("numbers", list(found.numbers))
    assert found.asked == row.get("asked", found.asked)
    assert len(found.sentences) == row.get("sentences", len(found.sentences))
    assert found.highest == 42


@pytest.mark.parametrize("question", ORDINARY)
def test_ordinary_questions_are_left_to_the_text(article, question):
    assert look_up(question, article) is None


def test_table_is_broad():
    for rows in (ASKED, [row for row in TABLE if not row["kind"]]):
        assert len(rows) >= 60
        assert {row["language"] for row in rows} == {"sv", "en", "no", "da", "de", "fi"}


# Last turns of conversations, which are still heard without the turns before them.
HEARD_ALONE = ["hvor mange studier da", "hvilken av dem bremser"]


def test_no_question_of_the_bank_is_a_lookup(article):
    questions = [
        (line.get("turns") or [line["question"]])[-1]
        for file in sorted((MAGNESIUM / "questions").glob("*.jsonl"))
        for line in map(json.loads, file.read_text("utf-8").splitlines())
    ]
    assert len(questions) > 4000
    assert [q for q in questions if look_up(q, article)] == HEARD_ALONE


@pytest.mark.parametrize(
    "form", ["vad är referens {}?", "[{}]", "source {}", "Quelle {}", "viite {}"]
)
def test_every_entry_by_number(any_article, form):
    for reference in any_article.references:
        found = look_up(form.format(reference.number), any_article)
        assert found is not None
        assert found.kind == "number"
        assert set(found.numbers) == {reference.number, head(any_article, reference.number)}
        assert found.asked == str(reference.number)


@pytest.mark.parametrize(
    "form",
    ["finns det någon studie av {}?", "Is there a study by {}?", "{} et al", "Studie von {}"],
)
def test_every_entry_by_first_author(any_article, form):
    for reference in any_article.references:
        if reference.authors:
            found = look_up(form.format(surname(reference.authors[0])), any_article)
            assert found is not None
            assert found.kind == "author"
            assert reference.number in found.numbers


@pytest.mark.parametrize("form", ["{}", "finns doi:{}?", "https://doi.org/{}"])
def test_every_entry_by_doi(any_article, form):
    for reference in any_article.references:
        if reference.doi:
            found = look_up(form.format(reference.doi), any_article)
            assert found is not None
            assert (found.kind, reference.number in found.numbers) == ("doi", True)


@pytest.mark.parametrize("form", ["vilka källor är från {}?", "sources from {}", "Quellen {}"])
def test_every_entry_by_year(any_article, form):
    for reference in any_article.references:
        if reference.year:
            found = look_up(form.format(reference.year), any_article)
            assert found is not None
            assert found.kind == "year"
            assert head(any_article, reference.number) in found.numbers


@pytest.mark.parametrize("form", ["vad har publicerats i {}?", "what has been published in {}?"])
def test_every_entry_by_journal(any_article, form):
    for reference in any_article.references:
        if reference.journal:
            found = look_up(form.format(reference.journal), any_article)
            assert found is not None
            assert found.kind == "journal"
            assert head(any_article, reference.number) in found.numbers


def test_the_tail_of_a_torn_entry_brings_its_head(article):
    assert article.reference(25).continued_by == 15
    assert look_up("visa alla källor", article).numbers == tuple(range(1, 43))
    assert look_up("källa 15", article).numbers == (15, 25)
    assert look_up("källa 25", article).numbers == (25,)
    assert look_up("källor från 2006", article).numbers == (15, 25, 32)


def test_claims_are_the_sentences_with_a_link(article):
    found = look_up("vilket påstående stöder referens 9?", article)
    linked = [s.id for s in article.sentences if any(link.number == 9 for link in s.links)]
    assert list(found.sentences) == linked
    assert look_up("where is reference 15 cited?", article).sentences  # its head's sentence


def test_a_section_has_the_entries_of_the_sections_below_it(article):
    whole = look_up("vilka källor har avsnittet om neurotransmittorer?", article)
    part = look_up("vilka källor har avsnittet om glutamat?", article)
    assert part.numbers
    assert set(part.numbers) <= set(whole.numbers)


def test_similarity_is_asked_only_when_words_find_nothing(article):
    asked = []

    def search():
        asked.append(True)
        return [30, 7]

    assert look_up("vilka källor handlar om ADHD?", article, search).numbers == (14, 18, 25, 33, 35)
    assert look_up("finns det studier på magnesium mot ångest?", article, search) is None
    assert asked == []
    found = look_up("vilka källor handlar om håglöshet?", article, search)
    assert (found.kind, found.numbers, found.asked) == ("topic", (7, 30), "håglöshet")
    assert asked == [True]
    assert look_up("vilka källor handlar om håglöshet?", article).kind == "not_found"


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("vilka källor från 2017 handlar om depression?", (2, 21, 27, 36)),
        ("nyaste metaanalysen bland källorna", (14,)),
        ("äldsta källan om ångest", (32,)),
        ("metaanalyser bland källorna före 2016", (9, 16)),
    ],
)
def test_conditions_are_joined(article, question, numbers):
    assert look_up(question, article).numbers == numbers


@pytest.mark.parametrize(
    "question", ["", "  ", "?", "[", "[]", "10.1", "½", "källor om ½", "#", "\x00"]
)
def test_odd_messages_are_survived(any_article, question):
    look_up(question, any_article)


def test_an_article_without_references_has_no_lookups(article):
    from dataclasses import replace

    assert look_up("referens 3", replace(article, references=())) is None


def test_an_article_that_changes_is_read_again(article):
    from dataclasses import replace

    assert look_up("referens 42", article).kind == "number"
    assert look_up("referens 42", replace(article, references=article.references[:9])).highest == 9


def test_a_lookup_takes_less_than_a_millisecond(article):
    times = []
    for row in TABLE:
        start = perf_counter()
        look_up(row["question"], article)
        times.append(perf_counter() - start)
    assert median(times) < 0.001


@pytest.mark.parametrize(
    "question", ["Vilka studier handlar om ångest?", "Which studies are about ångest?"]
)
def test_studies_on_a_topic_are_those_with_it_in_their_title(article, question):
    found = look_up(question, article)
    assert found is not None
    assert found.kind == "topic"
    titles = [article.reference(number).title.lower() for number in found.numbers]
    assert titles
    assert all("ångest" in title for title in titles)
