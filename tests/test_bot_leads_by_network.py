"""What an article's network of stances tells, and what keeps it from telling too much."""

import json
from dataclasses import replace

import pytest

from bot.answer import Lead
from bot.leads import stance_network
from bot.leads.asked import ReadQuestion
from bot.leads.by_network import AGREES, agrees, by_network
from bot.leads.evidence import LeadEvidence
from bot.leads.grounds import Grounds
from bot.leads.stance_network import STANCES, StanceNetworks
from bot.leads.yes_or_no import direction
from bot.request import Request
from vectorstore.encoder.e5 import pretrained

SLUG = "magnesium-hjarnan"


@pytest.fixture
def networks(bot):
    return StanceNetworks(bot.index.encoder.base)


@pytest.fixture
def article(bot):
    return bot.index.source(SLUG).article


def evidence_of(bot, question, **likely):
    """The evidence of a question's real answer, and what a network would say of it."""
    answer = bot.ask(Request(question))
    told = dict.fromkeys(STANCES, 0.0) | likely
    article = bot.index.source(SLUG).article
    return LeadEvidence(answer.statements, 1, article, stances=lambda: told)


def asked_of(bot, question, language="sv"):
    looking = bot._handlers._from_article._in_parts._looking
    return ReadQuestion(question, language, tuple(looking.mentions(question, language))), Grounds(
        looking
    )


def told(bot, question, language="sv", **likely):
    evidence = evidence_of(bot, question, **likely)
    asked, grounds = asked_of(bot, question, language)
    return by_network(asked, evidence, grounds)


def test_it_is_learnt_for_the_page_that_comes_with_the_code(networks, article):
    likely = networks.likely(article, ["Hjälper magnesium mot migrän?"])
    assert set(likely) == set(STANCES)
    assert sum(likely.values()) == pytest.approx(1, abs=1e-3)
    assert max(likely, key=likely.__getitem__) == "yes"


def test_another_page_and_no_encoder_have_none(networks, article):
    assert networks.likely(replace(article, sha256="0" * 64), ["Hjälper det?"]) == {}
    assert networks.likely(replace(article, slug="nyponpulver"), ["Hjälper det?"]) == {}
    assert StanceNetworks(None).likely(article, ["Hjälper det?"]) == {}


def test_its_card_names_the_page(article):
    card = stance_network.FOLDER / pretrained.NAME / f"{SLUG}.json"
    assert json.loads(card.read_text())["page_sha256"] == article.sha256


def test_a_yes_that_it_is_sure_of_is_a_lead(bot):
    lead = told(bot, "Hjälper magnesium mot migrän?", yes=0.95)
    assert (lead.stance, lead.rests_on) == ("yes", (0,))


@pytest.mark.parametrize(
    ("question", "likely"),
    [
        ("Hjälper magnesium mot migrän?", {"yes": 0.6}),  # not sure
        ("Kan magnesium utlösa migrän?", {"yes": 0.99}),  # harm is no help
        ("Orsakar magnesium migrän?", {"yes": 0.99}),
        ("Är det bevisat att magnesium hjälper mot migrän?", {"yes": 0.99}),
        ("Vilka får hjälp av magnesium mot migrän?", {"yes": 0.99}),  # whom
        ("Hjälper magnesium inte mot migrän?", {"yes": 0.99}),  # a yes to a no is misread
        ("Hjälper magnesium mot migrän?", {"no": 0.99}),  # and its sentence denies nothing
        ("Är magnesiumcitrat bra för vuxna med adhd?", {"yes": 0.99}),  # not named where it answers
        ("Stiger serotoninet när man har för lite magnesium?", {"yes": 0.99}),  # the other way
    ],
)
def test_what_its_words_do_not_bear_out_is_none(bot, question, likely):
    assert told(bot, question, **likely) is None


def test_where_there_is_none_the_rules_stand_alone(bot):
    yes = Lead("Ja.", "yes", (0,))
    evidence = evidence_of(bot, "Hjälper magnesium mot migrän?", yes=AGREES / 2)
    assert not agrees(yes, evidence)
    assert agrees(yes, replace(evidence, stances=dict))
    assert agrees(Lead("Fyra månader.", "value", (0,)), evidence)


@pytest.mark.parametrize(
    ("question", "language", "goes"),
    [
        ("Ökar magnesium serotonin?", "sv", "same"),
        ("Minskar magnesium serotonin?", "sv", "opposite"),
        ("Sjunker serotonin av för lite magnesium?", "sv", "unclear"),
        ("Är magnesium bra för serotonin?", "sv", None),
        ("Does magnesium lower serotonin, or does it go up?", "en", "unclear"),
    ],
)
def test_which_way_a_question_and_its_sentence_go(bot, article, question, language, goes):
    said = next(s for s in article.sentences if s.text.startswith("Magnesium har visat sig öka"))
    evidence = evidence_of(bot, "Ökar magnesium serotonin?")
    best = evidence.statements[0]
    source = replace(best.source, quote=said.text)
    evidence = replace(evidence, statements=(replace(best, text=said.text, source=source),))
    asked, _ = asked_of(bot, question, language)
    assert direction(asked, evidence) == goes
