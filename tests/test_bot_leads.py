"""Leads: the answer in a few words where the sentences shown say it, and silence where they do not."""

import pytest

from bot.answer import Lead
from bot.leads.asked import ReadQuestion
from bot.leads.question_form import beyond, form_of
from bot.rendering.serialization import answer_json
from bot.request import Request
from languages.known import LANGUAGES
from languages.names import Mention
from prompts import texts


def lead_of(bot, question, *earlier):
    return bot.ask(Request(question, earlier)).lead


@pytest.mark.parametrize(
    ("question", "language", "form"),
    [
        ("Hjälper magnesium mot migrän?", "sv", "yes_no"),
        ("men funkar det mot migrän", "sv", "yes_no"),
        ("magnesium mot migrän, hjälper det?", "sv", "yes_no"),
        ("Jag sover dåligt. Kan magnesium hjälpa?", "sv", "yes_no"),
        ("Vad hjälper mot migrän?", "sv", "open"),
        ("Kan du berätta om migrän?", "sv", "open"),
        ("magnesium migrän", "sv", "open"),
        ("Hur länge pågick studien?", "sv", "duration"),
        ("Hur stor andel svarade?", "sv", "share"),
        ("Hur många patienter var med?", "sv", "count"),
        ("Does magnesium help with migraine?", "en", "yes_no"),
        ("Can you explain GABA?", "en", "open"),
        ("Hjelper magnesium mot angst?", "no", "yes_no"),
        ("Hjælper magnesium mod angst?", "da", "yes_no"),
        ("Hilft Magnesium gegen Angst?", "de", "yes_no"),
        ("Auttaako magnesium ahdistukseen?", "fi", "yes_no"),
        ("Mikä auttaa ahdistukseen?", "fi", "open"),
        ("", "sv", "open"),
        ("???", "de", "open"),
    ],
)
def test_the_form_of_a_question(question, language, form):
    assert form_of(question, language) == form


@pytest.mark.parametrize(
    ("question", "language", "what"),
    [
        ("Botar magnesium adhd?", "sv", "cures"),
        ("kan jag sluta med medicinen", "sv", "replaces"),
        ("förebygger det demens", "sv", "prevents"),
        ("Är det garanterat att det hjälper?", "sv", "promises"),
        ("Does it cure depression?", "en", "cures"),
        ("Can I take it instead of my pills?", "en", "replaces"),
        ("Heilt Magnesium ADHS?", "de", "cures"),
        ("Paraneeko masennus magnesiumilla?", "fi", "cures"),
        ("Kurerer magnesium depresjon?", "no", "cures"),
        ("Kan det helbrede depression?", "da", "cures"),
        ("Hjälper magnesium mot migrän?", "sv", None),
        ("Is this a robot?", "en", None),
        ("Ist das ein anderer Weg?", "de", None),
    ],
)
def test_what_is_more_than_an_article_can_say(question, language, what):
    assert beyond(question, language) == what


@pytest.mark.parametrize(
    ("question", "stance"),
    [
        ("Hjälper magnesium mot migrän?", "yes"),
        ("does magnesium help with migraine", "yes"),
        ("Hilft Magnesium bei Migräne?", "yes"),
        ("Hjälper magnesium mot ångest?", "mixed"),
        ("Hur länge fick de dementa magnesium?", "value"),
        ("citrat eller glycinat?", "both"),
        ("Botar magnesium depression?", "not_said"),
        ("Vad kostar frakten?", "not_said"),
        ("Kan magnesium hjälpa till att förebygga demens?", "yes"),
        ("might it help prevent dementia?", "yes"),
        ("Går det att bromsa alzheimer med dagens mediciner?", "no"),
        ("hur många var med i demensstudien", "value"),
        ("How long did the kids with adhd take magnesium and vitamin d?", "value"),
        ("Wie viele Leute mit Demenz haben mitgemacht?", "value"),
    ],
)
def test_a_lead_says_the_answer(bot, question, stance):
    answer = bot.ask(Request(question))
    assert answer.lead
    assert answer.lead.stance == stance
    assert answer.text.startswith(answer.lead.text)
    assert all(place < len(answer.statements) for place in answer.lead.rests_on)


@pytest.mark.parametrize(
    "question",
    [
        "Hjälper magnesium tonåringar som är deprimerade?",  # a group that no sentence names
        "Hjälper magnesium mot migrän hos gravida?",
        "Förvärrar magnesium migrän?",  # the other way
        "kan idrettsfolk bli mindre deprimerte av magnesium",
        "Auttaako magnesium nuorten masennukseen?",
        "Är det bevisat att man slipper alzheimer om man äter magnesium?",
        "Hjälper magnesium INTE mot migrän?",
        "Hjälper magnesium helt säkert alla mot migrän?",
        "Är magnesium bättre än medicin mot migrän?",
        "Vad säger artikeln om migrän?",
    ],
)
def test_where_it_is_not_sure_there_is_no_yes(bot, question):
    lead = lead_of(bot, question)
    assert lead is None or lead.stance != "yes"


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("How long did the kids with adhd take magnesium and vitamin d?", "Eight weeks."),
        ("Wie viele Leute mit Demenz haben mitgemacht?", "15 Patienten."),
        ("Welcher Anteil sprach auf Probiotika mit Magnesium an?", "Zwei Drittel."),
        ("hur länge pågick demensstudien?", "Fyra månader."),
        ("hur många av de vuxna med adhd blev bättre av treonat?", "Nästan hälften."),
        ("how much less depressed were the fibromyalgia patients?", "Just over a third."),
        ("Fibromyalgie: um wie viel sanken die Depressionssymptome?", "Gut ein Drittel."),
        ("Vilket ämne bromsar hjärnan mest?", "GABA."),
        ("which kind gets into the brain best?", "Magnesium threonate."),
        ("mikä magnesium menee parhaiten aivoihin?", "Magnesiumtreonaatti."),
    ],
)
def test_a_value_is_written_as_its_sentence_writes_it(bot, question, lead):
    answer = bot.ask(Request(question))
    assert answer.lead
    assert answer.lead.text == lead
    (place,) = answer.lead.rests_on
    assert lead.rstrip(".").lower() in answer.statements[place].text.lower()


@pytest.mark.parametrize(
    "question",
    [
        "Botar magnesium depression?", "Kan jag bli av med min adhd med magnesium?",
        "Will magnesium cure my depression?", "Heilt Magnesium Depressionen?",
        "Kurerer magnesium depresjon?", "Kan magnesium helbrede depression?",
        "Paraneeko masennus magnesiumilla?",
    ],
)  # fmt: skip
def test_a_cure_is_first_said_not_to_be_in_the_article(bot, question):
    answer = bot.ask(Request(question))
    assert answer.kind in ("answer", "advice", "decline")
    assert answer.lead
    assert answer.lead.stance == "not_said"


def test_a_question_on_a_cure_brings_the_sections_reservation(bot):
    quotes = [s.source.quote for s in bot.ask(Request("Botar magnesium depression?")).statements]
    assert any("behövs mer forskning" in quote for quote in quotes)


def test_advice_on_replacing_a_medicine_says_that_the_article_does_not(bot):
    answer = bot.ask(
        Request("Kan jag sluta med min antidepressiva medicin och ta magnesium istället för den?")
    )
    assert answer.kind == "advice"
    assert answer.lead == Lead(texts("sv")("lead.beyond.replaces"), "not_said")
    assert answer.text.startswith(f"**{texts('sv')('advice.intro')}**")


def test_a_turn_that_leans_on_the_one_before_has_no_yes(bot):
    lead = lead_of(bot, "och för barn då?", "Hjälper magnesium mot migrän?")
    assert lead is None or lead.stance == "not_said"


def test_all_languages_have_all_leads():
    keys = {key for key in texts("sv").keys if key.startswith("lead.")}
    assert len(keys) == 15
    assert all(keys <= texts(language).keys for language in LANGUAGES)


def test_the_machine_interface_has_null_where_there_is_none(bot):
    assert answer_json(bot.ask(Request("hej")), "hej", 1.0)["lead"] is None


def test_a_turn_that_leans_on_others_has_a_value_where_the_sentence_is_sure(bot):
    talk = ("Fanns det en studie med probiotika?",)
    answer = bot.ask(Request("hur många blev bättre?", talk))
    assert (answer.lead.text, answer.lead.stance) == ("Två tredjedelar.", "value")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Vilka former tas upp bäst?", "Magnesiumcitrat, magnesiumglycinat och magnesiumklorid."),
        ("which types are absorbed well?", "Magnesium citrate, magnesium glycinate and magnesium chloride."),
        ("Vem rekommenderar magnesium till prematurer?", "Världshälsoorganisationen."),
        ("Who recommends a magnesium drip for preemies?", "World Health Organization."),
        ("Hur mycket minskade besvären hos de äldre diabetikerna?", "Över en tredjedel."),
        ("Kuinka pitkä oli yksi ensimmäisistä adhd-lasten tutkimuksista?", "6 kuukautta."),
    ],
)  # fmt: skip
def test_a_list_an_authority_or_a_share_is_a_value_too(bot, question, lead):
    assert lead_of(bot, question).text == lead


@pytest.mark.parametrize(
    "question",
    [
        "vilka signalämnen i hjärnan är magnesium inblandat i",  # one of several
        "vilka former tas INTE upp bra",
        "hur många av de vuxna med adhd blev inte bättre av treonat?",
    ],
)
def test_what_would_mislead_is_no_value(bot, question):
    assert lead_of(bot, question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Sjunker serotoninet om man har för lite magnesium?",  # begins with any verb
        "gibt es einen zusammenhang zwischen magnesiummangel und adhs?",  # 'low levels' are that lack
        "Kan magnesium gøre noget ved for højt blodtryk?",  # 'high' is in the name
        "Blir hjärtat lugnare, typ mindre hjärtklappning?",
    ],
)
def test_a_yes_in_other_words(bot, question):
    lead = lead_of(bot, question)
    assert lead
    assert lead.stance == "yes"


@pytest.mark.parametrize(
    "question",
    [
        "Sänker magnesium serotoninet?",  # a lack of it does
        "får man mindre serotonin av å ta magnesium?",
        "Hjälper magnesium mot schizofreni?",  # glutamate may play a role
        "Millaisia vaikutuksia magnesiumilla on kehossa?",  # no yes-no question
        "Hjälper magnesium mot svår depression hos vuxna?",  # the sentence is on mild
    ],
)
def test_a_yes_that_no_sentence_says_is_not_said(bot, question):
    lead = lead_of(bot, question)
    assert lead is None or lead.stance != "yes"


@pytest.mark.parametrize(
    "question",
    [
        "Can magnesium cause depression?",
        "Kan magnesium ge migrän?",
        "Führt Magnesium zu Migräne?",
        "Voiko magnesium laukaista migreenin?",
        "Does magnesium kill brain cells?",
        "Tips på magnesium mot migrän?",
        "Moni tutkimus: keillä masennus parani?",
    ],
)
def test_harm_and_what_is_no_yes_no_question_get_no_yes(bot, question):
    lead = lead_of(bot, question)
    assert lead is None or lead.stance != "yes"


@pytest.mark.parametrize(
    "question",
    [
        "Who is magnesium recommended for?",
        "Vilka barn rekommenderas intravenöst magnesium?",
        "How much did fibromyalgia patients need to take to reduce their depression?",
        "Wie viel nahmen die Fibromyalgiepatienten gegen Depression?",
        "Hur många får för lite magnesium via maten?",
        "What other diseases are linked to low magnesium?",
    ],
)
def test_a_value_of_something_else_is_no_lead(bot, question):
    lead = lead_of(bot, question)
    assert lead is None or lead.stance != "value"


def test_a_short_name_is_not_cut_out_of_other_words():
    mention = Mention("te", frozenset({"tea"}), 1, 1)
    asked = ReadQuestion("Hjälper te inte mot oro?", "sv", (mention,))
    assert asked.besides_names == "hjälper    inte mot oro?"
    assert asked.asks("negation")
