"""Ten saved shop pages, two languages, held against lists of what they say and must not say.

`optional` names sentences that may be kept or dropped (captions); a heading's
level is null where the page does not tell it.
"""

import json
from pathlib import Path

import pytest

from ingest.pipeline import parse
from ingest.text.sentences import normalise

CAPTURES = Path(__file__).parent / "data" / "captures"
NAMES = (
    "ashwagandha-stress.en.txt",
    "b12.sv.html",
    "collagen.en.html",
    "creatine.en.txt",
    "curcumin.en.html",
    "iodine.en.html",
    "k2.sv.txt",
    "omega3.sv.txt",
    "probiotika.sv.html",
    "zink.sv.txt",
)


@pytest.fixture(params=NAMES)
def page(request):
    """A parsed capture and what is expected of it."""
    path = CAPTURES / f"{Path(request.param).stem}.expected.json"
    return parse(CAPTURES / request.param), json.loads(path.read_text(encoding="utf-8"))


def test_title_and_language(page):
    found, wanted = page
    assert (found.title, found.language) == (wanted["title"], wanted["language"])


def test_sentences_in_order_with_their_printed_numbers(page):
    found, wanted = page
    optional = {normalise(text) for text in wanted.get("optional", [])}
    told = [(normalise(s.text), {link.number for link in s.links}) for s in found.sentences]
    numbers = {reference.number for reference in found.references}
    assert [pair for pair in told if pair[0] not in optional] == [
        (normalise(text), set(wanted["citations"].get(str(i), [])) & numbers)
        for i, text in enumerate(wanted["sentences"])
        if normalise(text) not in optional
    ]


def test_headings_in_order(page):
    found, wanted = page
    headings = [(s.level, s.heading) for s in found.sections if s.heading != found.title]
    assert [heading for _, heading in headings] == [heading for _, heading in wanted["headings"]]
    told = zip(headings, wanted["headings"], strict=True)
    assert not [heading for (level, heading), (want, _) in told if want not in (None, level)]


def test_nothing_of_the_shop_is_left(page):
    found, wanted = page
    left = [s.text for s in found.sentences] + [section.heading for section in found.sections]
    assert not [(word, text) for word in wanted["must_not_appear"] for text in left if word in text]


def test_references(page):
    found, wanted = page
    listed = found.references
    assert len(listed) == wanted["references"]
    assert sum(reference.doi is not None for reference in listed) == wanted["dois"]
    assert [reference.year for reference in listed] == wanted["years"]
    assert [reference.kind for reference in listed] == wanted["kinds"]
    torn = {str(r.number): r.continued_by for r in listed if r.continued_by}
    assert torn == wanted["continued_by"]
    for reference, author in zip(listed, wanted["first_authors"], strict=True):
        first = reference.authors[0] if reference.authors else ""
        assert bool(first) == bool(author)
        assert (author or "").lower() in first.lower()


def test_disclaimer(page):
    found, wanted = page
    assert (found.disclaimer is None) == (wanted["disclaimer_contains"] is None)
    assert (wanted["disclaimer_contains"] or "") in (found.disclaimer or "")


DENSE = """Meny
Hem > Blogg > Kost
Selen: ett litet ämne med stor betydelse
Av redaktionen
Uppdaterad 3 maj 2023
Selen är ett spårämne som ingår i ett tjugotal proteiner i kroppen och som skyddar celler [1].
Så får du i dig selen
1) Paranötter
2) Fisk och skaldjur
Halten varierar.
Köp selen här »
Säkerhet
– Jag ser sällan förgiftningar, säger Anna Ek.
Skriv upp dig på vårt nyhetsbrev och få 15 % rabatt!
Slutsats
Ät varierat.
Referenser
1. af Klinteberg B, Ek D. Selen och hälsa. J Trace. 2010;1(1):1-2.
2. Livsmedelsverket (u.å.). Selen.
"""
ACCORDION = """<html><body><form id="page"><div class="logo"><h1><a href="/">Butiken</a></h1></div>
<h1>Kreatin för kvinnor</h1><div>Av Lisa Ek | 4 min</div><p>Kreatin är väl studerat.<sup>1</sup></p>
<h2>Fördelar</h2><ul><li>Mer styrka</li><li><a href="/x">Proteinpulver</a></li></ul>
<div><p>Köp vårt kreatin i dag!</p><a href="/p">Köp nu</a></div><p>Effekten syns snabbt.</p>
<h2>FAQ</h2><button>Blir man tung av kreatin?</button><p>Nej.</p>
<details><summary>Hur mycket behövs per dag?</summary>Tre gram räcker.</details>
<div><p>Få tips varje vecka.</p><input type="email"></div>
<h2>Referenser</h2><ol><li>d'Angelo M. Kreatin. J Sport. 2010;1:2.</li></ol>
<p>*Dessa påståenden har inte utvärderats av någon.<br>Produkten är inte avsedd att behandla sjukdom.</p>
</form></body></html>"""


def read(tmp_path, text):
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    found = parse(path)
    return found, [(s.heading, [x.text for x in s.sentences]) for s in found.sections]


def test_a_text_without_blank_lines(tmp_path):
    found, sections = read(tmp_path, DENSE)
    assert found.title == "Selen: ett litet ämne med stor betydelse"
    assert sections[1:] == [
        ("Så får du i dig selen", ["Paranötter", "Fisk och skaldjur", "Halten varierar."]),
        ("Säkerhet", ["– Jag ser sällan förgiftningar, säger Anna Ek."]),
        ("Slutsats", ["Ät varierat."]),
    ]
    assert [r.authors[0] for r in found.references] == ["af Klinteberg B", "Livsmedelsverket"]


def test_a_page_that_is_one_form_with_a_logo_boxes_and_an_accordion(tmp_path):
    found, sections = read(tmp_path, ACCORDION)
    assert found.title == "Kreatin för kvinnor"
    assert sections[1:] == [
        ("Fördelar", ["Mer styrka", "Effekten syns snabbt."]),
        ("FAQ", []),
        ("Blir man tung av kreatin?", ["Nej."]),
        ("Hur mycket behövs per dag?", ["Tre gram räcker."]),
    ]
    assert found.disclaimer == (
        "Dessa påståenden har inte utvärderats av någon. "
        "Produkten är inte avsedd att behandla sjukdom."
    )


def test_a_page_that_calls_itself_xml(tmp_path):
    found, _ = read(
        tmp_path, '<?xml version="1.0"?>' + ACCORDION.replace("<html>", "<html lang='sv'>")
    )
    assert found.title == "Kreatin för kvinnor"
    assert (
        read(tmp_path, ACCORDION.replace("<p>Nej.", "<p><?xml a?>Nej."))[1]
        == read(tmp_path, ACCORDION)[1]
    )


def test_several_markers_behind_a_full_stop_make_no_heading(tmp_path):
    text = (
        "Zink och huden\n\nVad det är\n\nZink behövs varje dag i små mängder. (1) (2)\n\n"
        "I en studie läkte såren snabbare med zink än utan. (3) Det märktes efter en vecka.\n\n"
        "Hur mycket\n\nVuxna behöver åtta milligram om dagen enligt råden. (1)\n\nReferenser\n\n"
        "(1) Berg A. Zinc. J Test. 2010;5:1-9.\n\n(2) Holm D. Food. J Test. 2012;3:4-8.\n\n"
        "(3) Ek S. Skin. J Test. 2014;9:2-3.\n"
    )
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    told = {s.text: [link.number for link in s.links] for s in parse(path).sentences}
    assert told == {
        "Zink behövs varje dag i små mängder.": [1, 2],
        "I en studie läkte såren snabbare med zink än utan.": [3],
        "Det märktes efter en vecka.": [],
        "Vuxna behöver åtta milligram om dagen enligt råden.": [1],
    }


def test_a_label_behind_the_list_is_no_heading_of_it(tmp_path):
    text = (
        "Zinc and skin\n\nWhat it is\n\nZinc is needed every day in small amounts [1]. It heals [2].\n\n"
        "References\n\n1. Berg A. Zinc. J Test. 2010;5:1-9.\n\n2. Holm D. Food. J Test. 2012;3:4-8.\n\n"
        "Abstract\n\nReferences\n\nOriginal article\n\nIron and colds in children and in adults\n"
    )
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    assert [r.title for r in parse(path).references] == ["Zinc", "Food"]
