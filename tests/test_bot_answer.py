"""The one place where a text and the disclaimer are joined."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import with_details
from bot.answering.citing import cite
from bot.kinds import Kind
from bot.rendering.markdown import Markdown
from bot.rendering.markup import escape
from bot.rendering.whole import with_disclaimer
from languages.known import LANGUAGES
from prompts import texts


@given(st.text(), st.sampled_from(LANGUAGES), st.sampled_from(get_args(Kind)), st.integers(0, 3))
def test_every_text_ends_with_the_disclaimer_exactly_once(body, language, kind, times):
    disclaimer = texts(language)("disclaimer")
    answer = with_disclaimer(kind, language, body + disclaimer * times + body)
    assert answer.text.endswith(answer.disclaimer)
    assert answer.text.count(answer.disclaimer) == 1


def test_the_text_can_not_be_replaced_later():
    answer = with_disclaimer("answer", "sv", "Hej.")
    with pytest.raises(ValueError, match="with_disclaimer"):
        with_details(answer, text="utan slut")


@pytest.mark.parametrize(
    "nasty", ["<img src=x onerror=alert(1)>", "[a](javascript:x)", "**b**", "`c`"]
)
def test_escaped_text_has_no_markup_left(nasty):
    bare = re.sub(r"\\[\\`*_\[\]<>~|]", "", escape(nasty))
    assert not set(bare) & set("`*_[]<>~|")


def test_a_torn_entry_is_cited_with_its_tail(article):
    citation = cite(article, 25, "reviewed")
    assert (citation.continued_by, citation.year) == (15, 2006)
    line = Markdown("sv").source(citation)
    assert "Nogovitsina" in line
    assert "Eksp Klin Farmakol" in line


def test_kind_and_year_are_told_in_words(article):
    line = Markdown("sv").source(cite(article, 21, "reviewed"))
    assert "randomiserad studie, 2017" in line
    assert "https://doi.org/10.1111/pcn.12480" in line
