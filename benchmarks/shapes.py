"""Shapes of pages that made parsing slower than their size: a generator a shape.

Each gives a whole page, furniture aside, with about as many characters of the shape as it is asked
for. `benchmarks.parsing` measures them at doubled sizes; the tests parse each at one large size.
"""

from collections.abc import Callable
from dataclasses import dataclass

PROSE = (
    "Zinc is a mineral that many enzymes of the body need every single day. One small trial of "
    "forty adults with colds found that lozenges shortened the illness by a day or two. "
)
ENTRIES = (
    "Berg A, Lind C. Zinc lozenges and the common cold: a randomised trial. J Zinc. 2010;1(1):1-9.",
    "Ek D. Zinc in enzymes: a review. J Zinc. 2012;3(2):4-5.",
    "Alm, E., & Dahl, F. (2015). Zinc and the skin. Zinc Letters, 4, 6-9.",
)


@dataclass(frozen=True, slots=True)
class PageShape:
    """A way to build a page: its name, the capture's ending, and size → the page's text.

    `product` where sentences grow and so do references or acronyms: they are compared in pairs, up
    to a bound.
    """

    name: str
    ending: str
    page: Callable[[int], str]
    product: bool = False


def _html(body: str, entries: str = "", head: str = "") -> str:
    listed = "".join(f"<li>{entry}</li>" for entry in ENTRIES) + entries
    return (
        f"<!DOCTYPE html><html><head><title>Zinc and the body</title>{head}</head><body>"
        f"<h1>Zinc and the body</h1><p>{PROSE}</p>\n{body}\n<h2>Study notes</h2><p>{PROSE}</p>"
        f"<h2>References</h2><ol>{listed}</ol></body></html>"
    )


def _text(body: str, entries: str = "") -> str:
    listed = "\n".join(f"{i}. {entry}" for i, entry in enumerate(ENTRIES, 1))
    return (
        f"# Zinc and the body\n\n{PROSE}\n\n{body}\n\n## Study notes\n\n{PROSE}\n\n"
        f"## References\n\n{listed}\n{entries}\n"
    )


def _times(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece))


def _counted(piece: str, size: int) -> str:
    """`piece` with a running number in place of each `{}`."""
    count = max(1, size // (len(piece) + 2))
    return "".join(piece.replace("{}", str(i)) for i in range(count))


def _tower(tag: str, size: int, inside: str = "Zinc helps.") -> str:
    """One element in another, as deep as the size allows."""
    deep = max(1, size // (2 * len(tag) + 5))
    return f"<{tag}>" * deep + inside + f"</{tag}>" * deep


def _towers(tag: str, size: int, deep: int = 60) -> str:
    """Many towers of a depth that no page has, but that is read."""
    one = f"<{tag}>" * deep + "Zinc helps here." + f"</{tag}>" * deep
    return _times(one, size)


def _entry(piece: str, end: str = "") -> Callable[[int], str]:
    return lambda size: _text("", f"4. {_times(piece, size)}{end}")


def _body(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: _text(f"{before}{_times(piece, size)}{after}")


def _counted_body(piece: str) -> Callable[[int], str]:
    return lambda size: _text(_counted(piece, size))


def _page(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: _html(f"{before}{_counted(piece, size)}{after}")


_RUNS = {
    "spaces": " ", "no-break spaces": "\u00a0", "dots": ".", "hashes": "#", "dashes": "-", "commas": ",",
    "superscripts": "¹", "brackets": "[", "quotes": '"', "digits": "1", "letters": "z",
    "digits and commas": "1, ", "frames": "\ue000", "dots and frames": ".\ue000",
    "brackets of spaces": "[1  ", "equals signs": "=", "stars": "★", "bars": "a | ", "slashes": "ab / ",
    "colons": ": ", "tabs": "\t", "zero-width": "\u200b", "capitals": "Z", "upper words": "Zz ",
}  # fmt: skip
_PHRASES = {
    "disclaimer phrases": "inte avsedd att ", "replaces not": "ersätter inte ", "not intended": "not intended ",
    "add to": "add to ", "list openers": "such as ", "research words": "forskning", "study words": "study ",
    "a study of": "a of ", "in vitro": "in vitro ", "guideline words": "enligt ", "efforts": "för var ",
    "after weeks": "after two weeks ", "prices": "1 kr ", "offers": "$1 ", "acronyms": "long form zinc (LFZ) ",
    "acronyms without end": "LFZ (zinc ", "patients with": "patients with ", "combined": "zinc combined ",
    "raised numbers": "zinc¹ ", "powers": "10² m² ", "joined sentences": "ab.Ab", "abbreviations": "t.ex. Zn ",
    "short sentences": "Zn is. ", "markers": "Zinc [1]. ", "ranges": "[1-50,1-50] ", "counts": "12 weeks ",
    "a word in one go": "zinkzinkzink", "icon words": "a-", "questions": "Why zinc? ",
}  # fmt: skip
_LINES = {
    "lines that wrap": "Zinc is one of the many minerals that the enzymes of the body will need for each of these\n",
    "headings": "## Heading number {}\n\nZinc helps.\n\n",
    "bare headings": "## Heading {}\n\n",
    "headings that are listed": "## Heading {}\n\nIt is found in many things, such as Heading {}, iron and salt.\n\n",
    "plain headings": "Heading of number {}\n\nZinc is needed for many of the enzymes of the body.\n\n",
    "items": "- Zinc number {}\n", "numbered lines": "{}. Zinc is good\n", "quotations": "- Zinc helps {}.\n\n\n",
    "paragraphs": "Zinc number {} is needed for many of the enzymes of the body.\n\n",
    "acronym lines": "Zinc carrier protein {} (ZCP{}) is found in the many cells of the body.\n\n",
    "dangling markers": "Zinc number {} is needed for many enzymes of the body [99].\n\n",
    "contents": "Contents\n\nZinc line {}\n", "lead-ins": "Zinc is for:\n\n- cells {}\n- skin\n\n",
    "disclaimers": "Disclaimer: this is not medical advice on number {}.\n\n",
    "studies told": "One trial of {} adults found that zinc helped them.\n\n",
    "references headings": "References\n\n", "labels": "Share\n",
    "bylines": "By Anna Berg | 3 min read | 2020-01-0{}\n",
    "underlined": "Heading {}\n=======\n\nZinc helps.\n\n",
}  # fmt: skip
_TAGS = {
    "comments": "x<!-- c -->", "scripts": "x<script>y</script>", "raised in one paragraph": "zinc<sup>1</sup>",
    "raised, linked": '<sup><a href="#r1">1</a></sup> zinc ', "links to entries": 'zinc <a href="#ref1">1</a> ',
    "buttons in a heading": "<button>Zinc {}</button>", "buy buttons": "<a>Buy now</a> ",
    "inputs": '<input type="email">x',
    "furniture": '<div class="share">Share {}</div>', "spans": "<span>zinc </span>", "line breaks": "zinc<br>",
    "bold headings": "<b>Zinc {}<br></b>zinc helps<br>",
    "headings with a text": "<h2>Heading {}</h2><p>Zinc helps you.</p>",
    "headings alone": "<h3>Heading {}</h3>",
    "boxes": '<div class="summary"><h3>Summary {}</h3><p>Zinc.</p></div><p>It.</p>',
    "paragraphs of one item": "<p>zinc {} helps</p>",
    "tables": "<table><tr><th>A</th><th>B</th></tr><tr><td>a</td><td>{}</td></tr></table>",
    "rows": "<tr><td>zinc</td><td>{}</td></tr>", "cells": "<td>z</td>",
    "wide cells": '<td colspan="20" rowspan="20">z</td>',
    "summaries": "<details><summary>Why zinc {}?</summary>It helps.</details>", "bold": "<b>z</b>",
    "entities": "&nbsp;",
    "items of links": '<li><a href="/{}">Zinc {}</a></li>', "unclosed bold": "<p><b>Zinc {}</p>",
    "long classes": "<p class='" + "a " * 40 + "'>z</p>", "divs": "<div>zinc {} helps the body.</div>",
}  # fmt: skip
_AROUND = {
    "buttons in a heading": ("<h2>", "</h2>"), "paragraphs of one item": ("<ol><li>", "</li></ol>"),
    "rows": ("<table><tr><th>A</th><th>B</th></tr>", "</table>"),
    "cells": ("<table><tr>", "</tr><tr><td>a</td></tr></table>"),
    "wide cells": ("<table><tr>", "</tr>" + "<tr></tr>" * 19 + "</table>"), "buy buttons": ("<div>", "</div>"),
    "raised in one paragraph": ("<p>", "</p>"), "items of links": ("<ul>", "</ul>"),
    "inputs": ("<form><div>", "</div></form>"),
}  # fmt: skip
_ENTRY_LINES = {
    "names": "Berg A II, ", "names without end": "Berg Anna Bo ", "authors": "Berg, A., & x ", "particles": "van der ",
    "notes": "[published ", "years": "2010 ", "issues": "2010;", "initials": "A. ", "dois": "10.1000/a ",
    "addresses": "https://a.b/c ", "consensus": "consensus ", "cells in": "in in ", "brackets in a title": "(a) ",
}  # fmt: skip
_DEEP = (
    "div",
    "table",
    "ul",
    "span",
    "b",
    "sup",
    "summary",
    "section",
    "blockquote",
    "a",
    "button",
    "h2",
    "font",
    "ul><li",
)

SHAPES: tuple[PageShape, ...] = (
    *(
        PageShape(f"run of {name}", "txt", _body(run, "Zinc", "x is good."))
        for name, run in _RUNS.items()
    ),
    *(
        PageShape(f"heading with {name}", "md", _body(run, "## Zinc", "x"))
        for name, run in _RUNS.items()
    ),
    *(
        PageShape(f"html run of {name}", "html", _page(run, "<p>Zinc", "x is good.</p>"))
        for name, run in _RUNS.items()
    ),
    *(PageShape(f"entry of {name}", "txt", _entry(run, "x")) for name, run in _RUNS.items()),
    *(
        PageShape(f"entry of {name}", "txt", _entry(piece, "x"))
        for name, piece in _ENTRY_LINES.items()
    ),
    *(
        PageShape(f"phrases: {name}", "txt", _body(piece, "Zinc ", "x"))
        for name, piece in _PHRASES.items()
    ),
    *(
        PageShape(f"lines: {name}", "md", _counted_body(piece), product=name == "acronym lines")
        for name, piece in _LINES.items()
    ),
    *(
        PageShape(f"tags: {name}", "html", _page(piece, *_AROUND.get(name, ())))
        for name, piece in _TAGS.items()
    ),
    *(
        PageShape(f"tower of {tag}", "html", lambda size, tag=tag: _html(_tower(tag, size)))
        for tag in _DEEP
    ),
    *(
        PageShape(f"towers of {tag}", "html", lambda size, tag=tag: _html(_towers(tag, size)))
        for tag in _DEEP
    ),
    PageShape(
        "references",
        "txt",
        lambda size: _text(
            PROSE * 3,
            "\n".join(
                f"{i}. Berg{i} A. Zinc and number {i}: a trial. J Zinc. 2010;1(1):{i}."
                for i in range(4, 4 + size // 60)
            ),
        ),
    ),
    PageShape(
        "references and text",
        "txt",
        lambda size: _text(
            _counted(_LINES["studies told"], size // 2),
            "\n".join(
                f"{i}. Berg{i} A. Zinc and number {i}: a trial. J Zinc. 2010;1(1):{i}."
                for i in range(4, 4 + size // 120)
            ),
        ),
        product=True,
    ),
    PageShape(
        "entries of an HTML list",
        "html",
        lambda size: _html("", _counted("<li>Berg{} A. Zinc {}. J Zinc. 2010;1:{}.</li>", size)),
    ),
    PageShape(
        "a long heading over short sentences",
        "html",
        lambda size: _html(
            f"<h2>{_times('Zinc ', size // 2)}</h2><p>{_times('Zn is. ', size // 2)}</p>"
        ),
    ),
    PageShape(
        "a long title",
        "html",
        lambda size: _html(
            "", head=f"<meta property='og:title' content='{_times('Zinc ', size)}'>"
        ),
    ),
    PageShape(
        "titles named by metadata",
        "html",
        lambda size: _html(
            _counted("<h2>Zinc heading {}</h2>", size // 2),
            head=_counted("<meta property='og:title' content='Other title {}'>", size // 2),
        ),
    ),
    PageShape(
        "sections that list, then acronyms",
        "txt",
        lambda size: _text(
            _counted(_LINES["plain headings"], size // 2)
            + _counted(_LINES["acronym lines"], size // 2)
        ),
    ),
    PageShape(
        "entries that wrap",
        "txt",
        lambda size: _text("", "4. Berg A. Zinc.\n" + _times("   and some more of it\n", size)),
    ),
)
