"""Pages whose tags and names mislead: the extractor's main text stands, with our list and markers."""

import pytest

from ingest.capture import html_tree
from ingest.capture.html_prune import without_teasers
from ingest.pipeline import parse

PROSE = (
    "Zinc is a mineral that many enzymes of the body need every day, number {}. One small trial of "
    "adults with colds found that lozenges shortened the illness by a day or two in most of them. "
)
BODY = "".join(f"<p>{PROSE.format(i)}<sup>[{i % 3 + 1}]</sup></p>" for i in range(12))
LIST = (
    "<h2>References</h2><ol><li>Berg A, Lind C. Zinc and colds. J Test. 2010;5:1-9.</li>"
    "<li>Holm D. Zinc in food. Food J. 2012;3:4-8.</li>"
    "<li>Ek S, Alm T. Nausea and zinc. J Test. 2014;9:2-3.</li></ol>"
)
HEAD = "<html><head><title>Zinc and colds</title></head><body>"
TEASERS = "".join(
    f'<div class="item"><a href="/{i}">Other news of today</a><p>{i} things that iron does for the '
    "hair and nails of those who take it, as told by our readers.</p></div>"
    for i in range(25)
)


@pytest.fixture
def read(tmp_path):
    """Parses a page of the given markup."""

    def parsed(markup):
        path = tmp_path / "page.html"
        path.write_text(HEAD + markup + "</body></html>", encoding="utf-8")
        return parse(path)

    return parsed


def told(article):
    return " ".join(s.text for s in article.sentences)


def test_a_name_with_meta_in_it_swallows_nothing(read):
    article = read(
        '<main><h1>Zinc and colds</h1><span id="post" class="wrapper wrapper_meta_field">'
        f"<h2>What it is</h2>{BODY}</span>{LIST}</main>"
    )
    assert [s.heading for s in article.sections if s.sentences] == ["What it is"]
    assert len(article.sentences) == 24
    assert {link.number for s in article.sentences for link in s.links} == {1, 2, 3}
    assert len(article.references) == 3


def test_a_list_of_teasers_around_the_article_is_none_of_it(read):
    article = read(
        f'<div class="stream">{TEASERS}</div><article><h1>Zinc and colds</h1><h2>What it is</h2>'
        f"{BODY}{LIST}</article>"
    )
    assert "number 11" in told(article)
    assert "hair and nails" not in told(article)
    assert {link.number for s in article.sentences for link in s.links} == {1, 2, 3}
    assert len(article.references) == 3


def test_lines_that_are_links_throughout_lead_away_where_several_stand_in_a_row():
    away = "".join(f'<p><a href="/{i}">What iron did for reader {i}.</a></p>' for i in range(2))
    kept = '<p><a href="/a">Alone.</a></p><p>Zinc <a href="/b">helps</a>.</p>'
    entries = '<ul><li><a href="#r1">Berg</a></li><li><a href="#r2">Ek</a></li></ul>'
    soup = without_teasers(html_tree.read(f"<body>{kept}{away}{entries}</body>"))
    assert soup.get_text(" ", strip=True) == "Alone. Zinc helps . Berg Ek"


def test_lines_without_a_sentence_are_a_list_not_headings(read):
    towns = "".join(f"<p>June {i} – Town number {i}</p>" for i in range(2, 9))
    article = read(f'<div class="meta"><h1>Zinc and colds</h1>{BODY}{towns}</div>{LIST}')
    assert not [s.heading for s in article.sections if "Town" in s.heading]


def test_prose_that_ends_in_a_price_is_no_label(read):
    priced = (
        "A year of zinc for one grown person is cheap in every country that was looked at, and a "
        "whole family of five can be given what it needs for no more than a total of $20."
    )
    assert priced in told(read(f"<main><h1>Zinc and colds</h1>{BODY}<p>{priced}</p>{LIST}</main>"))
