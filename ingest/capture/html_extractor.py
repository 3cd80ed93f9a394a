"""The main text of an HTML page as trafilatura finds it, as a small page of its own.

Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
Extraction" (ACL-IJCNLP, system demonstrations).
"""

from typing import TYPE_CHECKING

from ingest.capture.html_markers import mark_in_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 3_000_000  # characters: what is longer is read without it
_SPANS = 100  # cells over several rows or columns: the extractor's time grows with their square


def main_text(page: str) -> str | None:
    """The page's main text as HTML with headings, lists, tables and links; None if none is found.

    Printed markers are framed in it, because the extractor drops raised numbers and links in a page.
    """
    if len(page) > _LARGEST:
        return None
    from lxml.etree import ParserError
    from trafilatura import extract
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return None
    mark_in_tree(tree)
    _bound_spans(tree)
    try:
        return extract(
            tree,
            output_format="html",
            fast=True,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
        )
    except ParserError:  # nothing is left of it
        return None


def _bound_spans(tree: "HtmlElement") -> None:
    """Let no cell span others where a page has more such cells than any table of data."""
    cells = [cell for cell in tree.iter("td", "th") if {"rowspan", "colspan"} & set(cell.keys())]
    if len(cells) > _SPANS:
        for cell in cells:
            cell.attrib.pop("rowspan", None)
            cell.attrib.pop("colspan", None)
