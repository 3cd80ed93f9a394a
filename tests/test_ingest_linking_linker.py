from dataclasses import replace
from pathlib import Path

import pytest

from ingest.article import Article, Link, Reference, Section, Sentence
from ingest.linking.linker import suggest
from ingest.linking.links import read_reviewed
from ingest.pipeline import parse

ROOT = Path(__file__).resolve().parents[1]
CAPTURES = ROOT / "tests" / "data" / "captures"


def _measured(capture: Path, links: Path) -> tuple[float, float]:
    """Precision over all suggestions; recall over the pairs reviewed as clear."""
    article = parse(capture)
    reviewed = read_reviewed(links, article)
    found = suggest(article)
    pairs = {(i, link.number) for i, links in found.items() for link in links}
    right = {(i, n) for i, review in reviewed.items() for n in review.references}
    clear = {(i, n) for i, review in reviewed.items() if review.clear for n in review.references}
    return len(pairs & right) / len(pairs), len(pairs & clear) / len(clear)


@pytest.mark.parametrize(
    ("capture", "links", "precision", "recall"),
    [
        pytest.param(
            ROOT / "articles/magnesium-hjarnan/page.sv.txt",
            ROOT / "articles/magnesium-hjarnan/links.yaml",
            0.96, 0.65, id="magnesium",
        ),
        pytest.param(
            CAPTURES / "vitamind.sv.txt", CAPTURES / "vitamind.sv.links.yaml",
            0.96, 0.95, id="vitamin-d",
        ),
        pytest.param(
            CAPTURES / "ashwagandha.en.txt", CAPTURES / "ashwagandha.en.links.yaml",
            0.96, 0.95, id="ashwagandha",
        ),
        # Written before the linker ever read it, and no rule was changed for it since.
        pytest.param(
            CAPTURES / "zinc.en.txt", CAPTURES / "zinc.en.links.yaml", 0.95, 0.45, id="zinc"
        ),
    ],
)  # fmt: skip
def test_suggestions_agree_with_the_review(capture, links, precision, recall):
    got_precision, got_recall = _measured(capture, links)
    assert got_precision >= precision
    assert got_recall >= recall


TITLES = {
    1: (2001, "Iron bisglycinate for fatigue in menstruating women: a randomized trial"),
    2: (2015, "Iron and restless legs syndrome in older adults: an open-label pilot study"),
    3: (2020, "Iron deficiency and restless legs syndrome: a systematic review"),
    4: (1990, "Iron supplementation and growth in anaemic children: a trial of 12 weeks"),
    5: (2012, "Iron supplementation and growth in anaemic children at school"),
    6: (2011, "Iron deficiency alters myelin in rats"),
    7: (2018, "Iron combined with vitamin C in anaemic blood donors"),
    8: (2019, "Iron sulfate and marathon running in healthy men"),
}


def _article(*texts: str, heading: str = "Iron", titles=None) -> Article:
    sentences = tuple(Sentence(f"s{i}", text, 0) for i, text in enumerate(texts))
    references = tuple(
        Reference(n, title, (), year, title) for n, (year, title) in (titles or TITLES).items()
    )
    return Article("iron", "0", "Iron", "en", (Section(heading, 1, sentences),), references)


def _numbers(*texts: str, **rest) -> list[tuple[int, ...]]:
    article = _article(*texts, **rest)
    found = suggest(article)
    return [tuple(link.number for link in found.get(s.id, ())) for s in article.sentences]


def test_a_suggestion_says_its_status_score_and_why():
    article = _article("An open-label pilot study tested iron in older adults with restless legs.")
    (link,) = suggest(article)["s0"]
    assert (link.number, link.status) == (2, "suggested")
    assert 0 < link.score < 1
    assert "restless" in link.why
    assert "design: pilot" in link.why


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A systematic review found a link between iron deficiency and restless legs.", 3),
        ("A small pilot study gave iron to older adults with restless legs.", 2),
        ("One of the earliest studies gave iron to anaemic children and measured growth.", 4),
        ("In rats, a study of iron deficiency found thinner myelin.", 6),
        ("A study of iron combined with vitamin C in anaemic blood donors was small.", 7),
    ],
)
def test_design_people_and_years_choose_between_like_titles(text, number):
    assert _numbers(text) == [(number,)]


@pytest.mark.parametrize(
    "text",
    [
        "A study of iron sulfate in women who run marathons found nothing.",  # another sex
        "A randomized trial gave iron to children with restless legs syndrome.",  # another age
        "In mice, a study of iron deficiency found thinner myelin.",  # another animal
        "A trial gave iron for fatigue to pregnant women.",  # another state of life
        "A study of iron combined with vitamin D in anaemic blood donors was small.",
        "A trial gave iron to patients with heart failure who had restless nights.",
        "A systematic review of iron for fatigue in menstruating women found a benefit.",
    ],
)
def test_a_conflict_leaves_no_link(text):
    assert _numbers(text) == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Iron carries oxygen in the blood.",
        "Restless legs syndrome is common in older adults.",
        "Children need iron to grow.",
        "More studies on iron and restless legs syndrome are needed.",
    ],
)
def test_background_has_no_link(text):
    assert _numbers(text) == [()]


def test_a_study_is_carried_until_another_begins_or_background_returns():
    assert _numbers(
        "A small pilot study gave iron to older adults with restless legs.",
        "Participants slept an hour longer.",
        "Iron is stored in the liver.",
        "Symptoms improved.",
    ) == [(2,), (2,), (), ()]


def test_a_study_that_is_not_in_the_list_carries_nothing():
    assert _numbers(
        "A small pilot study gave iron to older adults with restless legs.",
        "A trial in patients with heart failure found no benefit.",
        "Participants slept an hour longer.",
    ) == [(2,), (), ()]


def test_a_study_is_not_carried_into_the_next_paragraph():
    article = _article(
        "A small pilot study gave iron to older adults with restless legs.",
        "Participants slept an hour longer.",
    )
    section = article.sections[0]
    first, second = section.sentences
    section = replace(section, sentences=(first, replace(second, paragraph=1)))
    assert set(suggest(replace(article, sections=(section,)))) == {"s0"}


def test_an_article_with_printed_markers_gets_no_suggestions():
    article = _article("A small pilot study gave iron to older adults with restless legs.")
    section = article.sections[0]
    marked = Sentence("m", "Iron is a metal.", 1, (Link(1, "marker"),))
    section = replace(section, sentences=(*section.sentences, marked))
    assert suggest(replace(article, sections=(section,))) == {}


def test_titles_that_can_not_be_told_apart_get_no_link():
    twins = dict.fromkeys((1, 2), (2010, "Iron and growth in anaemic children: a randomized trial"))
    twins |= {3: (2011, "Iron in myelin"), 4: (2012, "Iron in the liver")}
    text = "A randomized trial gave iron to anaemic children and measured growth."
    assert _numbers(text, titles=twins) == [()]


def test_nothing_to_compare_gives_nothing():
    assert suggest(_article()) == {}
    bare = replace(_article("A small trial gave iron to women."), references=())
    assert suggest(bare) == {}
    untitled = replace(bare, references=(Reference(1, "J Iron. 2001"),))
    assert suggest(untitled) == {}
