"""The list of references in the structures that publishers give it."""

import pytest

from ingest.capture.html_capture import parse as capture
from ingest.capture.saved_page import Capture
from ingest.parsing.outline import outline

TEXTS = [
    "Berg A, Lind C. Zinc and colds. J Test. 2010;5:1-9.",
    "Holm D. Zinc in food. Food J. 2012;3:4-8.",
    "Ek S, Alm T. Nausea and zinc. J Test. 2014;9:2-3.",
]
NUMBERED = list(enumerate(TEXTS, 1))


def pairs(found):
    return [(entry.number, entry.text) for entry in found.entries]


PAGE = """<html><body><nav><ul><li><a href="#r">References</a></li></ul></nav><h1>Zinc and colds</h1>
<h2>What it is</h2><p>Zinc is a mineral that the body needs every day in small amounts [1]. Smith et al.
(2010) told that first.</p><p>In 2012 a trial of 45-60 people found shorter colds [2,3].</p>{}
</body></html>"""


def read(markup):
    return outline(Capture("", *capture(PAGE.format(markup))))


def told(found):
    return [p for part in found.parts for p in part.paragraphs]


def items(form):
    return "".join(form.format(text, n=n) for n, text in NUMBERED)


HEAD = "<h2>References</h2>"
SERVICES = "<a href='x'>CrossRef</a> | <a href='y'>PubMed</a> | <a href='z'>Google Scholar</a>"
LISTS = {
    "items": HEAD + "<ol>" + items("<li>{}</li>") + "</ol>",
    "numbers of their own": HEAD
    + "<ul>"
    + items("<li><span>{n}.</span> <div><cite>{}</cite></div></li>")
    + "</ul>",
    "bare numbers": HEAD + "<ul>" + items("<li><span>{n}</span><div>{}</div></li>") + "</ul>",
    "definitions": HEAD + "<dl>" + items("<dt>[{n}]</dt><dd>{}</dd>") + "</dl>",
    "rows": HEAD
    + "<table><tbody>"
    + items("<tr><td>{n}.</td><td>{}</td></tr>")
    + "</tbody></table>",
    "paragraphs": HEAD + items("<p>{n}. {}</p>") + "<p>Thanks are due to all who took part.</p>",
    "boxes": HEAD + items("<div class='entry'><p>{}</p><p>" + SERVICES + "</p></div>"),
    "links behind": HEAD + "<ol>" + items("<li>{} " + SERVICES + "</li>") + "</ol>",
    "a list of links behind": HEAD
    + "<ol>"
    + items(
        "<li>{}<div>Direct Link:<ul><li><a href='a'>Abstract</a></li><li><a href='b'>PDF(220K)</a></li>"
        "<li><a href='c'>References</a></li></ul></div></li>"
    )
    + "</ol>",
    "arrows": HEAD + "<ol>" + items("<li><a href='#x{n}'>↵</a>{}</li>") + "</ol>",
    "below a menu": HEAD
    + "<div>Sort by:<ul><li><a href='#a'>original order</a></li><li><a href='#b'>year</a></li></ul></div>"
    + items("<article><div>{n}</div><div>{}</div></article>"),
    "no heading": "<div class='bibliography'><ul>" + items("<li>{}</li>") + "</ul></div>",
    "called entries": items("<p class='reference' id='ref-{n}'>{}</p>"),
    "a label": "<p><b>References</b></p><ol>" + items("<li>{}</li>") + "</ol>",
    "an accordion": "<h2><button>References (3)</button></h2><div hidden><ol>"
    + items("<li>{}</li>")
    + "</ol></div>",
    "an aside": "<aside><h3>References</h3><ul>" + items("<li>{}</li>") + "</ul></aside>",
    "a label behind": HEAD
    + "<ol>"
    + items("<li>{}</li>")
    + "</ol><div class='tabs'><span>References</span></div><div><h3>Original article</h3>"
    "<p>Iron and colds: differences between children and adults</p></div>",
    "links in brackets behind": HEAD
    + "<ol>"
    + items("<li>{} [<a href='c'>CrossRef</a>] [<a href='g'>Google Scholar</a>]</li>")
    + "</ol>",
    "spans": HEAD + "<div>" + items("<span class='entry'>{}</span>") + "</div>",
    "numbers and links beside": HEAD
    + items("<p class='n'>{n}.</p><p class='entry'>{}</p><p class='l'>" + SERVICES + "</p>"),
    "lines": "<p><b>References</b><br>" + items("{n}. {}<br>") + "</p><p>Dela artikeln</p>",
    "tabs": "<ul><li><a>Article</a></li><li><a>References</a></li></ul><div><ul>"
    + items("<li>{}</li>")
    + "</ul></div><div><ul>"
    + "".join(f"<li>Ask E{n}. Iron and colds. J Test. 2019;5:{n}-9.</li>" for n in range(9))
    + "</ul></div>",
    "two parts": HEAD
    + f"<h3>Journals</h3><ol><li>{TEXTS[0]}</li><li>{TEXTS[1]}</li></ol>"
    + f"<h3>Others</h3><ol start='3'><li>{TEXTS[2]}</li></ol>",
    "another list behind": HEAD
    + "<ol>"
    + items("<li>{}</li>")
    + "</ol><h2>Cited by</h2><ol>"
    + "".join(f"<li>Ask E{n}. Iron and colds. J Test. 2019;5:{n}-9.</li>" for n in range(9))
    + "</ol>",
}


@pytest.mark.parametrize("structure", LISTS)
def test_a_list_is_read_whole_and_is_no_text(structure):
    found = read(LISTS[structure])
    assert pairs(found) == NUMBERED
    assert [line[:7] for line in told(found)] == ["Zinc is", "In 2012"]


@pytest.mark.parametrize(
    "heading",
    [
        "References (76)",
        "Notes and references",
        "References and Notes",
        "Literature Cited",
        "References cited",
        "7. References",
        "REFERENCES:",
        "Quellenangaben:",
        "Kirjallisuus",
        "Litteratur",
        "Källor och referenser",
        "Bibliography",
        "Références",
    ],
)
@pytest.mark.parametrize("form", ["<ol>{}</ol>", "<div class='footnotes'><ol>{}</ol></div>"])
def test_headings(heading, form):
    found = read(f"<h2>{heading}</h2>" + form.format(items("<li>{}</li>")))
    assert pairs(found) == NUMBERED


def test_authors_that_are_items_of_their_own_belong_to_their_entry():
    entries = "".join(
        f"<li><cite><ol>{''.join(f'<li>{name}</li>' for name in names)}</ol>{rest}</cite></li>"
        for names, rest in (
            (("Berg A,", "Lind C"), ". Zinc and colds. J Test. 2010;5:1-9."),
            (("Holm D", "Ek S"), ". Zinc in food. Food J. 2012;3:4-8."),
        )
    )
    assert tuple(pairs(read(HEAD + f"<ol>{entries}</ol>"))) == (
        (1, "Berg A, Lind C. Zinc and colds. J Test. 2010;5:1-9."),
        (2, "Holm D, Ek S. Zinc in food. Food J. 2012;3:4-8."),
    )


def test_lines_of_an_entry_stay_apart():
    entry = (
        "<div class='ref'><div>{n}</div><h4><a href='t'>Zinc and colds {n}</a></h4><div>Berg A, Lind C"
        "</div><div><i>J Test</i><span>2010</span>; 5: 1-9 <a href='d'>doi:10.1000/x{n}</a>"
        "<ul><li><a href='c'>CrossRef</a></li></ul></div></div>"
    )
    found = read(HEAD + "".join(entry.format(n=n) for n in (1, 2, 3)))
    assert pairs(found)[1] == (
        2,
        "Zinc and colds 2. Berg A, Lind C. J Test 2010; 5: 1-9 doi:10.1000/x2",
    )


def test_names_that_a_definition_is_headed_with_are_part_of_it():
    found = read(
        HEAD + "<dl><dt>Berg A, Lind C</dt><dd>Zinc and colds. J Test. 2010;5:1-9.</dd>"
        "<dt>Holm D</dt><dd>Zinc in food. Food J. 2012;3:4-8.</dd></dl>"
    )
    assert [entry.text for entry in found.entries] == [TEXTS[0], TEXTS[1]]


def test_elements_that_are_named_as_parts_of_a_line_are():
    entry = (
        "<div class='ref'><div class='person-group'><div class='name'><div class='surname'>Berg</div> "
        "<div class='given-names'>A</div></div></div>. <div class='article-title'>Zinc {n}</div>. "
        "<div class='source'>J Test</div>. <div class='year'>2010</div>;5:1-9.</div>"
    )
    found = read(HEAD + "".join(entry.format(n=n) for n in (1, 2)))
    assert found.entries[0].text == "Berg A. Zinc 1. J Test. 2010;5:1-9."


def test_a_record_among_links_stays():
    entry = "<li>Berg A. Zinc {n}. J Test. 2010. <a href='c'>CrossRef</a> <a href='d'>doi:10.1000/x{n}</a></li>"
    found = read(HEAD + "<ol>" + "".join(entry.format(n=n) for n in (1, 2)) + "</ol>")
    assert found.entries[0].text == "Berg A. Zinc 1. J Test. 2010. doi:10.1000/x1"


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>Related</h2><ul>" + items("<li>{}</li>") + "</ul>",  # nothing says that it is the list
        "<div class='cite'><ul><li>Cite this</li><li>Share</li><li>Print</li></ul></div>",
    ],
)
def test_other_lists_are_none(markup):
    assert not read(markup).entries


def test_the_doi_that_only_a_link_leads_to_is_kept():
    link = "<a href='https://www.example.org/resolve?doi=10.1000%2Fz{n}&x=1'>CrossRef</a>"
    own = "<a href='https://doi.org/10.1000/the-page'>Get it</a>"
    found = read(HEAD + "<ol>" + items("<li>{} " + link + own + "</li>") + "</ol>")
    assert [entry.doi for entry in found.entries] == ["10.1000/z1", "10.1000/z2", "10.1000/z3"]
    assert pairs(found) == NUMBERED


def test_of_several_linked_dois_none_is_chosen():
    links = (
        "<a href='https://doi.org/10.1000/a{n}'>A</a> <a href='https://doi.org/10.1000/b{n}'>B</a>"
    )
    found = read(HEAD + "<ol>" + items("<li>{} " + links + "</li>") + "</ol>")
    assert [entry.doi for entry in found.entries] == [None, None, None]
