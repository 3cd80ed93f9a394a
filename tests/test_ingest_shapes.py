"""Pages of hostile shapes are parsed, or refused in one clear line; `make bench-parsing` times them."""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.shapes import SHAPES
from ingest import chunks
from ingest.errors import CaptureError
from ingest.linking import links
from ingest.parsing.discourse import depends_on_previous, is_caveat
from ingest.pipeline import parse
from ingest.text import tokens

SIZE = 20_000  # characters
STEPS = 200 * SIZE  # calls of functions; a page takes up to a third of that
HANGS = 120  # seconds of processor time in one regular expression, which makes no calls


@contextmanager
def guarded() -> Iterator[None]:
    """Stops what goes round and round: it counts calls, and wakes up from endless matching."""
    left = STEPS

    def count(_frame, event, _argument):
        nonlocal left
        left -= event == "call"
        if left < 0:
            raise AssertionError(f"more than {STEPS} steps")

    def stop(_signal, _frame):
        raise AssertionError("a regular expression does not come back")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def refusal(path):
    """What is said of a page that can't be read, or None."""
    try:
        parse(path)
    except CaptureError as error:
        return str(error)
    return None


def test_there_are_many_shapes_of_each_kind_and_no_name_twice():
    assert len({(shape.name, shape.ending) for shape in SHAPES}) == len(SHAPES) >= 150
    assert {shape.ending for shape in SHAPES} == {"txt", "md", "html"}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_page_of_any_shape_is_parsed_or_refused_in_a_line(shape, tmp_path):
    path = tmp_path / f"page.{shape.ending}"
    path.write_text(shape.page(SIZE), encoding="utf-8")
    with guarded():
        if (told := refusal(path)) is not None:
            assert re.fullmatch(rf"{re.escape(str(path))}: its elements are nested .*", told)
            assert shape.name.startswith("tower of")
            return
        article = links.link(parse(path))
        chunks.chunk(article, 50, tokens.counter())
        for sentence in article.sentences[:500]:
            depends_on_previous(sentence.text)
            is_caveat(sentence.text)
    assert article.title
    assert len(article.references) >= 3
    assert any("many enzymes of the body need" in sentence.text for sentence in article.sentences)


@pytest.mark.parametrize("tag", ["div", "ul", "span", "table", "section"])
def test_as_deep_as_is_allowed_is_read_and_one_more_is_refused(tag, tmp_path):
    from ingest.capture.html_tree import MAX_DEPTH

    path = tmp_path / "page.html"
    page = next(shape for shape in SHAPES if shape.name == "tower of div").page(10)
    for deep, refused in ((MAX_DEPTH - 10, False), (MAX_DEPTH + 1, True), (5000, True)):
        tower = f"<{tag}>" * deep + "Zinc helps the body." + f"</{tag}>" * deep
        path.write_text(page.replace("<h2>Study", f"{tower}<h2>Study"), encoding="utf-8")
        if refused:
            with pytest.raises(
                CaptureError, match=r"nested \d+ deep, the innermost <.*most is 250"
            ):
                parse(path)
        else:
            assert any("Zinc helps the body." in s.text for s in parse(path).sentences)


def test_too_many_pairs_are_not_compared_and_that_is_said(tmp_path):
    shape = next(shape for shape in SHAPES if shape.name == "references and text")
    path = tmp_path / "page.txt"
    path.write_text(shape.page(120_000), encoding="utf-8")
    article = links.link(parse(path))
    assert any(
        "no links are suggested" in line and "links.yaml" in line for line in article.warnings
    )
    assert not any(sentence.links for sentence in article.sentences)
    path.write_text(shape.page(6_000), encoding="utf-8")
    article = links.link(parse(path))
    assert not article.warnings
    assert any(sentence.links for sentence in article.sentences)


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "٣" * 3])
@pytest.mark.parametrize("where", ["<ol start='{}'>", "<li value='{}'>", "<td colspan='{}'>"])
def test_numbers_of_any_length_in_attributes(tmp_path, digits, where):
    path = tmp_path / "page.html"
    tag = where.format(digits)
    page = next(shape for shape in SHAPES if shape.name == "tower of div").page(10)
    body = f"<table><tr><th>A</th><th>B</th></tr><tr>{tag if 'td' in tag else '<td>'}a<td>b</table>"
    page = page.replace("<h2>Study", f"{body}<h2>Study")
    listed = page.replace("<ol>", tag) if "ol" in where else page.replace("<li>", tag, 1)
    path.write_text(listed if "td" not in where else page, encoding="utf-8")
    assert len(parse(path).references) == 3


def test_a_name_of_one_kind_of_digits_or_raised_ones_is_no_crash(tmp_path):
    page = next(shape for shape in SHAPES if shape.name == "run of superscripts").page(10_000)
    path = tmp_path / Path("page.txt")
    path.write_text(page, encoding="utf-8")
    assert any("points to no entry" in line for line in parse(path).warnings)
