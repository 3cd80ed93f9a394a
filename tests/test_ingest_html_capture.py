"""What the tags of a saved page tell: linked markers, bold questions, bylines."""

import pytest

from ingest.pipeline import parse

PAGE = """<html><body><h1>Zink och huden</h1>{}<h2>Vad är zink?</h2><p>Zink är ett spårämne.</p>
<h2>Källor</h2><ol><li>Ek A. Zink. J Trace. 2010;1:1-2.</li><li>Alm B. Hud. J Skin.
2011;1:3.</li></ol></body></html>"""


@pytest.fixture
def read(tmp_path):
    """Parses a page whose introduction is the given markup."""

    def parsed(markup):
        path = tmp_path / "page.html"
        path.write_text(PAGE.format(markup), encoding="utf-8")
        return parse(path)

    return parsed


def told(article):
    return [(s.heading, [x.text for x in s.sentences]) for s in article.sections][:-1]


@pytest.mark.parametrize(
    "raised", ['<sup><a href="#r2">2</a></sup>', '<a href="#r2"><sup>2</sup></a>', "<sup>[2]</sup>"]
)
def test_a_raised_number_that_leads_to_its_entry_is_a_marker(read, raised):
    sentence = read(f"<p>Det rör även 5 m{raised} hud.</p>").sentences[0]
    assert sentence.text == "Det rör även 5 m hud."
    assert [link.number for link in sentence.links] == [2]


def test_a_bold_line_above_its_text_is_a_heading(read):
    article = read(
        "<p>Här är svaren.</p><p><strong>Kan jag äta zink?</strong><br>Ja.<br><br>"
        "<b>Hur mycket?<br></b>Ett gram räcker.</p><p><b>Hur länge?</b><br/>En vecka.</p>"
    )
    assert told(article) == [
        ("Zink och huden", ["Här är svaren."]),
        ("Kan jag äta zink?", ["Ja."]),
        ("Hur mycket?", ["Ett gram räcker."]),
        ("Hur länge?", ["En vecka."]),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><strong>Zink</strong> är bra.<br>Mycket bra.</p>",
        "<p><strong>Zink är ett viktigt spårämne.</strong><br>Det behövs.</p>",
    ],
)
def test_bold_words_in_running_text_are_no_heading(read, markup):
    assert [s.heading for s in read(markup).sections] == ["Zink och huden", "Vad är zink?"]


@pytest.mark.parametrize(
    "byline",
    [
        "Faktagranskad av dr Johan Ek, specialist i allmänmedicin",
        "Granskad av leg. apotekare Karin Holm",
        "Granskad av legitimerad apotekare Karin Holm.",
        "Text: leg. dietist Anna Ek",
        "Skriven av hälsoredaktör Lisa Alm",
        "Medically reviewed by Dr Anil Raj, MD",
        "Reviewed by registered dietitian Ann Ray",
        "Av hälsoskribent Lisa Alm",
    ],
)
def test_a_byline_with_a_title_or_a_profession_is_furniture(read, byline):
    article = read(f"<p>{byline}</p><p>Zink finns i maten.</p>")
    assert byline in article.furniture
    assert [s.text for s in article.sections[0].sentences] == ["Zink finns i maten."]


@pytest.mark.parametrize(
    "prose",
    [
        "Av professor Eks studie framgår att zink hjälper.",
        "Granskade studier visar att zink hjälper.",
        "Av läkare rekommenderas ofta zink.",
        "Text av forskare visar att zink hjälper.",
    ],
)
def test_prose_about_a_profession_is_no_byline(read, prose):
    assert read(f"<p>{prose}</p>").sentences[0].text == prose
