"""A statement stands only on its passage, a citation only on a link."""

from dataclasses import replace

import pytest

from bot.answer import Place, Statement
from bot.answering.verifying import agrees, verify


@pytest.fixture
def statement(article):
    section = next(s for s in article.sections if any(x.links for x in s.sentences))
    sentence = next(x for x in section.sentences if x.links)
    place = Place(article.slug, sentence.id, section.heading, sentence.text)
    return Statement(sentence.text, place, tuple(link.number for link in sentence.links))


def test_what_is_true_stands(article, statement):
    assert verify([statement], article, "sv").statements == (statement,)


@pytest.mark.parametrize("number", [0, -1, 43, 99, 2])
def test_a_citation_without_a_link_drops_the_statement(article, statement, number):
    false = replace(statement, citations=(*statement.citations, number))
    verified = verify([false, statement], article, "sv")
    assert verified.statements == (statement,)
    assert verified.dropped == 1


def test_a_quote_that_is_not_the_articles_drops_the_statement(article, statement):
    false = replace(statement, source=replace(statement.source, quote="Påhittat."))
    assert verify([false], article, "sv").dropped == 1


@pytest.mark.parametrize(
    ("statement", "passage", "stands"),
    [
        ("It helped 15 patients.", "An open study of 15 patients found benefits.", True),
        ("It helped 16 patients.", "An open study of 15 patients found benefits.", False),
        ("Take 300 mg.", "It acts in over 300 reactions.", True),
        ("It does not help.", "It helps.", False),
        ("It helps.", "It does not help.", False),
        ("No effect was found.", "They did not find an effect.", True),
        ("In 2,5 years", "After 2.5 years", True),
    ],
)
def test_numbers_and_negations_must_be_in_the_passage(statement, passage, stands):
    assert agrees(statement, passage, "en", "en") is stands


def test_a_number_in_a_translation_must_be_in_the_original():
    assert agrees("over 15% of people", "över 15% av människor", "en", "sv")
    assert not agrees("over 25% of people", "över 15% av människor", "en", "sv")


@pytest.mark.parametrize("text", ["Kan man ta det varje kväll?", "De vanligaste formerna är:"])
def test_a_question_or_a_bare_lead_in_states_nothing(article, statement, text):
    sentences = tuple(
        replace(s, text=text) if s.id == statement.source.sentence else s for s in article.sentences
    )
    changed = replace(article, sections=(replace(article.sections[0], sentences=sentences),))
    bare = replace(statement, text=text, source=replace(statement.source, quote=text))
    assert verify([bare], changed, "sv").dropped == 1


def test_a_lead_in_stands_with_what_it_leads_to(article, statement):
    sentences = article.sentences
    place = next(i for i, s in enumerate(sentences) if s.id == statement.source.sentence)
    lead_in = replace(sentences[place - 1], text="Så här är det:")
    changed = replace(
        article,
        sections=(replace(article.sections[0], sentences=(lead_in, *sentences[place:])),),
    )
    first = replace(
        statement,
        text=lead_in.text,
        citations=(),
        source=replace(statement.source, sentence=lead_in.id, quote=lead_in.text),
    )
    assert verify([first, statement], changed, "sv").statements == (first, statement)
