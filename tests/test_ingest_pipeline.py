"""Captures → articles: the real one, and five others compared field by field."""

import gzip
import hashlib
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import CaptureError
from ingest.pipeline import parse
from ingest.text.sentences import normalise

CAPTURES = Path(__file__).parent / "data" / "captures"
NAMES = ("omega3.en.html", "vitamind.sv.txt", "ashwagandha.en.txt", "jarn.sv.html", "b12.en.txt")
REAL = Path("articles/magnesium-hjarnan/page.sv.txt")


def expected(name):
    path = CAPTURES / f"{Path(name).stem}.expected.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_real_article_has_all_its_parts(article):
    assert article.title == "Förstå magnesiums roll i hjärnan och mentala hälsofördelar"
    assert article.language == "sv"
    assert len(article.sections) == 14
    assert len(article.sentences) == 93
    assert len(article.references) == 42
    assert sum(reference.doi is not None for reference in article.references) == 35
    assert all(reference.year for reference in article.references)
    assert article.disclaimer.startswith("Denna Wellness Hub avser inte")


def test_the_real_articles_levels_follow_what_announces_them(article):
    levels = {section.heading: section.level for section in article.sections}
    assert levels["Neurotransmittorer"] == 2
    assert levels["Serotonin"] == levels["GABA"] == levels["Glutamat"] == 3
    assert levels["Depression"] == levels["Ångest"] == 3
    assert levels["Magnesiumbrist"] == levels["Avhämtning"] == 2


def test_no_furniture_is_left_and_no_line_is_lost(article):
    told = normalise(" ".join(sentence.text for sentence in article.sentences))
    for word in ("Visningar", "Fri frakt", "konto", "icon", "gurkmeja", "Läs mer"):
        assert word not in told
    known = [*article.furniture, *(s.heading for s in article.sections), article.title]
    known += [f"{r.number}. {r.text}" for r in article.references]
    everything = normalise(" ".join(known)) + " " + told + " " + normalise(article.disclaimer)
    for line in REAL.read_text(encoding="utf-8").splitlines():
        words = normalise(line).removeprefix("ANSVARSFRISKRIVNING:").removesuffix(" Läs mer")
        assert words in everything or words == "Referenser:", line


def test_a_torn_entry_is_joined_and_keeps_its_number(article):
    torn = article.reference(25)
    assert torn.continued_by == 15
    assert (torn.year, torn.journal) == (2006, "Eksp Klin Farmakol")
    assert article.reference(15).text.startswith("Eksp Klin Farmakol")
    assert [r.number for r in article.references if r.continued_by] == [25]


@pytest.mark.parametrize("name", NAMES)
def test_title_language_and_disclaimer(name):
    found, wanted = parse(CAPTURES / name), expected(name)
    assert found.title == wanted["title"]
    assert found.language == wanted["language"]
    assert found.disclaimer == wanted["disclaimer"]


@pytest.mark.parametrize("name", NAMES)
def test_sections_sentences_and_printed_numbers(name):
    found, wanted = parse(CAPTURES / name), expected(name)
    highest = max(reference.number for reference in found.references)
    assert [
        (s.heading, s.level, normalise(x.text), [link.number for link in x.links])
        for s in found.sections
        for x in s.sentences
    ] == [
        (
            s["heading"],
            s["level"],
            normalise(x["text"]),
            [n for n in x["citations"] if n <= highest],
        )
        for s in wanted["sections"]
        for x in s["sentences"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_references(name):
    found, wanted = parse(CAPTURES / name), expected(name)
    assert [(r.number, r.year, r.doi, r.kind) for r in found.references] == [
        (r["number"], r["year"], r["doi"], r["kind"]) for r in wanted["references"]
    ]
    assert all(reference.title and reference.authors for reference in found.references)


@pytest.mark.parametrize(("name", "numbers"), [("omega3.en.html", {31}), ("b12.en.txt", {13, 14})])
def test_a_marker_without_an_entry_is_reported_not_followed(name, numbers):
    found = parse(CAPTURES / name)
    assert all(any(f"[{n}]" in warning for warning in found.warnings) for n in numbers)
    assert not numbers & {link.number for s in found.sentences for link in s.links}


HTML = """<!DOCTYPE html><html><head><title>Zink – Butiken</title><script>var x="<p>nej</p>"</script>
</head><body><nav><a href="/">Hem</a></nav><!-- dold --><div class="content"><h1>Zink och kroppen</h1>
<p>Zink&nbsp;behövs för många enzymer i kroppen, bl.a. i huden.<sup><a href="#r1">1</a></sup> Det
finns 10<sup>9</sup> celler per m<sup>2</sup>.</p><p><b>Forskning</b></p>
<p>En översikt fann stöd.<sup>[2–3]</sup></p><h2>Referenser</h2><ol start="1"><li>Berg A. Zink:
en översikt. J Zn. 2010; 1 (1): 1-2.</li><li>Lind C, Ek D. Zink hos möss. J Zn. 2011; 2: 3.</li>
<li value="3">Ek D. Zink. En bok. 2012; 3: 4.</li></ol><h2>Kommentarer</h2><p>Bra artikel, tack för
att ni skriver om zink och kroppen!</p></div><footer>© Butiken</footer></body></html>"""

TEXT = """\ufeff# Iron and fatigue\r
\r
Iron carries oxygen in the blood of all people [1]. Low iron may cause fatigue (2014) in adults.\r
\r
## What studies show\r
\r
A trial of 30 women found less fatigue [2, 3]. "It helps," she said. "But not everyone." Nothing else.\r
\r
## References\r
\r
[1] Berg A, Lind C. Iron in blood. J Iron. 2010;1(1):1-2.\r
[2] Ek D. Iron and fatigue: a randomized trial\r
    in women. J Iron. 2012;3(1):4-5. doi:10.5555/ji.2012.4\r
[3] Ek D. Iron again. J Iron. 2013;4:6.\r
\r
Disclaimer: This is not medical advice and does not replace your doctor.\r
"""


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_a_small_html_page(tmp_path):
    found = parse(write(tmp_path, "a.html", HTML))
    assert found.title == "Zink och kroppen"
    assert [s.heading for s in found.sections] == ["Zink och kroppen", "Forskning"]
    texts = [sentence.text for sentence in found.sentences]
    assert texts[1] == "Det finns 10⁹ celler per m²."
    assert [[link.number for link in s.links] for s in found.sentences] == [[1], [], [2, 3]]
    assert [r.kind for r in found.references] == ["review", "animal", None]
    assert not any("Bra artikel" in text for text in texts)


def test_a_small_markdown_text_with_windows_line_ends(tmp_path):
    found = parse(write(tmp_path, "a.txt", TEXT))
    assert found.title == "Iron and fatigue"
    assert [(s.heading, s.level) for s in found.sections] == [
        ("Iron and fatigue", 1),
        ("What studies show", 2),
    ]
    assert [[link.number for link in s.links] for s in found.sentences][:3] == [[1], [], [2, 3]]
    assert found.reference(2).doi == "10.5555/ji.2012.4"
    assert found.reference(2).kind == "randomised trial"
    assert found.disclaimer.startswith("This is not medical advice")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "can't be read"),
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"# Zinc\n\n.\n\n?\n", "no article"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", "no text"),
        (b"\x1f\x8b\x08 and no more of it", "damaged gzip"),
        (b"Referenser:\n\n1. Berg A. Titel. J X. 2010; 1: 2.\n", "no article"),
    ],
)
def test_what_is_no_article_is_told_in_one_line(tmp_path, content, told):
    path = tmp_path / "page.txt"
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(CaptureError, match=told) as caught:
        parse(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


SWEDISH = """# Järn och trötthet

Järn bär syre i blodet. Många får för lite – även män.

## Källor

1. Åberg A. Järn. J X. 2010;1:2.
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Literature Cited",
        "References [edit]",
        "References (76)",
        "Quellenangaben:",
        "Källor [ redigera ]",
        "Lähdeluettelo",
        "Kildeliste",
        "Referanseliste",
        "Kildehenvisninger",
        "Notes and references",
    ],
)
def test_headings_of_lists_as_publishers_write_them(heading, tmp_path):
    page = f"# Zinc\n\nThe body needs zinc every day [1].\n\n## {heading}\n\n1. Berg A. Zinc.\n2. Ek B.\n"
    found = parse(write(tmp_path, "page.md", page))
    assert [r.text for r in found.references] == ["Berg A. Zinc.", "Ek B."]
    assert [s.heading for s in found.sections] == ["Zinc"]


@pytest.mark.parametrize("numbers", ["1. 1. 1.", "(1) (2) (3)", "[1] [2] [3]", "1) 2) 3)"])
def test_entries_are_counted_however_their_numbers_are_printed(numbers, tmp_path):
    entries = zip(numbers.split(), ("Berg A. Zinc. J X. 2010;1:2.", "Ek B.", "Alm C."), strict=True)
    text = "\n\n".join(" ".join(entry) for entry in entries)
    page = f"# Zinc\n\nThe body needs zinc every day [3].\n\n## References\n\n{text}\n"
    found = parse(write(tmp_path, "page.md", page))
    assert [r.number for r in found.references] == [1, 2, 3]
    assert found.reference(3).text == "Alm C."
    assert [link.number for link in found.sentences[0].links] == [3]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
def test_charsets_are_detected_and_gzip_unpacked(charset, packed, tmp_path):
    path, raw = tmp_path / "page.txt", SWEDISH.encode(charset)
    path.write_bytes(gzip.compress(raw) if packed else raw)
    found = parse(path)
    assert found.title == "Järn och trötthet"
    assert found.sentences[1].text == "Många får för lite – även män."
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "no-such-charset"])
def test_a_declared_charset_is_followed(declared, tmp_path):
    page = (
        f"<html><head><meta charset={declared}></head><h1>Järn</h1><p>Järn bär syre – i blodet.</p>"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("cp1252"))
    assert parse(path).sentences[0].text == "Järn bär syre – i blodet."


def test_a_gzip_bomb_is_refused(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(gzip.compress(b" " * 30_000_000))
    with pytest.raises(CaptureError, match="larger than 20 MB"):
        parse(path)


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_a_page_without_a_numbered_list_is_an_article_and_that_is_said_once(name, tmp_path):
    prose = "Zink är ett mineral som kroppen behöver varje dag [1]. Det finns i kött och ost."
    markup = f"<html><h1>Zink</h1><h2>Vad det är</h2><p>{prose}</p></html>"
    text = f"# Zink\n\n## Vad det är\n\n{prose}\n"
    found = parse(write(tmp_path, name, markup if name.endswith("html") else text))
    assert [s.text for s in found.sentences] == [
        "Zink är ett mineral som kroppen behöver varje dag.",
        "Det finns i kött och ost.",
    ]
    assert not found.references
    assert not [link for sentence in found.sentences for link in sentence.links]
    assert sum("no numbered list of references" in warning for warning in found.warnings) == 1
    assert any("marker [1] points to no entry: there is no list" in w for w in found.warnings)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_is_parsed_or_told(tmp_path_factory, text, html):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(f"<html><p>{text}</p><p>" if html else text, encoding="utf-8", newline="")
    with suppress(CaptureError):
        assert parse(path).sentences


@pytest.mark.parametrize(
    "below",
    [
        "Roughly four men in ten snore regularly, and most of them find out from someone else.\n\n",
        "Medically reviewed. Last updated in March.\n\nSnoring is the sound of soft tissue that "
        "flutters in the stream of air when its muscles relax.\n\n",
        "",
    ],
)
def test_a_page_that_begins_with_a_heading_has_it_for_its_title(tmp_path, below):
    """Its words need not come again below it, and what stands under it is part of the article."""
    title = "What helps, what might, and what mostly sells"
    section = "The snoring sound of soft tissue is the sound of snoring in sleep. " * 3
    page = f"{title}\n\n{below}The sound of snoring\n\n{section}\n\nWeight\n\n{section}\n"
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    found = parse(path)
    assert found.title == title
    assert not below or found.sections[0].sentences[0].text in below
