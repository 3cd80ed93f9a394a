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


def test_a_table_is_told_a_sentence_a_row(read):
    article = read(
        "<p>Här finns zink.</p><figure><table><tr><th>Mat</th><th>Mängd</th><th>Zink</th></tr>"
        "<tr><td>Ost</td><td>1 skiva</td><td>2 mg<sup>1</sup></td></tr>"
        "<tr><td>Ägg</td><td>1 st.</td><td>1 mg</td></tr></table></figure>"
        "<table><tr><td>Vuxna</td><td>9 mg</td></tr><tr><td>Barn</td><td>5 mg</td></tr></table>"
    )
    found = article.sections[0].sentences
    assert [s.text for s in found] == [
        "Här finns zink.",
        "Mat: Ost; Mängd: 1 skiva; Zink: 2 mg",
        "Mat: Ägg; Mängd: 1 st; Zink: 1 mg",
        "Vuxna: 9 mg",
        "Barn: 5 mg",
    ]
    assert [link.number for link in found[1].links] == [1]
    assert len({s.paragraph for s in found}) == 5


def test_spans_and_long_cells_of_a_table(read):
    article = read(
        "<table><thead><tr><th>Ämne</th><th>Verkan</th><th>Dos</th></tr></thead>"
        "<tr><td colspan=3>Mineraler</td></tr>"
        "<tr><td rowspan=2>Zink</td><td>Läker sår. Hjälper håret.</td><td>9 mg</td></tr>"
        "<tr><td>Smak</td><td>7 mg</td></tr></table>"
    )
    assert [s.text for s in article.sections[0].sentences] == [
        "Mineraler; Ämne: Zink; Verkan: Läker sår.",
        "Hjälper håret.",
        "Mineraler; Ämne: Zink; Dos: 9 mg",
        "Mineraler; Ämne: Zink; Verkan: Smak; Dos: 7 mg",
    ]


def test_a_table_that_can_not_be_read_is_told_of(read):
    article = read(
        "<p>Zink finns.</p><table><tr><th>Mat</th><th>Zink</th></tr><tr><td>Ost</td></tr></table>"
    )
    assert any("table can't be read" in warning for warning in article.warnings)
    assert [s.text for s in article.sections[0].sentences] == ["Zink finns."]


def test_a_table_of_goods_or_of_layout_is_no_data(read):
    article = read(
        "<table><tr><td>Zink 90 st</td><td>99 kr</td></tr><tr><td>Ost</td><td>49 kr</td></tr></table>"
        "<table><tr><td><p>Zink är bra för huden och håret.</p><p>Det sägs ofta.</p></td><td>x</td>"
        "</tr><tr><td>y</td><td>z</td></tr></table>"
    )
    assert [s.text for s in article.sections[0].sentences] == [
        "Zink är bra för huden och håret.",
        "Det sägs ofta.",
    ]
    assert not article.warnings


def test_the_introduction_after_a_summary_box_is_not_the_box_s(read):
    article = read(
        '<div class="box"><h2>Sammanfattning</h2><ul><li>Zink läker sår.</li></ul></div>'
        "<p>Zink finns i allt.</p><p>Nu läser vi vidare.</p>"
    )
    assert told(article) == [
        ("Zink och huden", ["Zink finns i allt.", "Nu läser vi vidare."]),
        ("Sammanfattning", ["Zink läker sår."]),
    ]


def test_a_wrapper_with_most_of_the_text_is_kept_whatever_its_name(read):
    text = (
        "Zink behövs för att såren i huden ska läka, och det finns i kött, i skaldjur och i nötter."
    )
    article = read(f"<div class='post_meta_field'><h2>Hur verkar zink?</h2><p>{text}</p></div>")
    assert told(article) == [("Hur verkar zink?", [text])]
