"""What a question takes for granted is said not to be in the article, where it is not; else nothing is."""

import pytest

from bot.request import Request

AUTHORITY = [
    "varför rekommenderar WHO magnesium mot depression",
    "Rekommenderar EU magnesium till för tidigt födda?",
    "why did the EU ban magnesium threonate",
    "is magnesium approved for depression?",
    "Why do doctors prescribe magnesium for ADHD?",
    "Hvorfor anbefaler Helsedirektoratet magnesium mot angst?",
    "Hvorfor anbefaler Sundhedsstyrelsen magnesium mod demens?",
    "Warum empfiehlt die WHO Magnesium gegen Depressionen?",
    "Warum wurde Magnesium in der EU verboten?",
    "Miksi WHO suosittelee magnesiumia masennukseen?",
]
STUDY = [
    "vilken studie visade att magnesium hjälper mot depression på en vecka",
    "which study proved magnesium helps dementia in 3 days",
    "Hvilken studie viste at magnesium hjalp mot angst på to dager?",
    "Hvilken undersøgelse viste, at magnesium virker på en uge mod depression?",
    "Welche Studie zeigte, dass Magnesium in einer Woche gegen Depressionen hilft?",
    "Mikä tutkimus osoitti, että magnesium auttaa masennukseen kolmessa päivässä?",
]
FACT = [
    "eftersom magnesium fördubblar serotonin, hjälper det mot depression?",
    "since magnesium doubles serotonin, is it good for depression?",
    "why do 90 % of people with anxiety take magnesium",
    "Siden magnesium dobler serotonin, hjelper det mot depresjon?",
    "Eftersom magnesium fordobler serotonin, hjælper det mod depression?",
    "Da Magnesium Serotonin verdoppelt, hilft es bei Depressionen?",
    "Koska magnesium kaksinkertaistaa serotoniinin, auttaako se masennukseen?",
]


@pytest.mark.parametrize("question", [*AUTHORITY, *STUDY, *FACT])
def test_what_is_taken_for_granted_is_first_said_not_to_be_in_the_article(bot, question):
    answer = bot.ask(Request(question))
    assert answer.lead
    assert answer.lead.stance == "not_said"
    assert answer.statements or answer.suggestions
    after = answer.statements[0].text[:40] if answer.statements else answer.suggestions[0][:20]
    assert answer.text.index(answer.lead.text) < answer.text.index(after)


@pytest.mark.parametrize(
    "question",
    [
        "Varför rekommenderar WHO magnesium till för tidigt födda barn?",
        "who recommends iv magnesium for preterm babies",
        "Vilken studie visade att magnesium hjälper mot ångest?",
        "vilken källa har ni på att över 15 % får ångestsyndrom?",
        "Which study used magnesium threonate for four months?",
        "Varför är serummagnesium ett dåligt test?",
        "Why does magnesium help with migraine?",
        "Since magnesium raises serotonin, does it help depression?",
        "Warum hilft Magnesium bei Angst?",
        "Miksi magnesium auttaa ahdistukseen?",
        "Hvorfor er GABA viktig?",
        "kan magnesium stoppa placken i hjärnan",
    ],
)
def test_an_ordinary_question_gets_no_such_word(bot, question):
    answer = bot.ask(Request(question))
    assert answer.statements
    assert answer.lead is None or answer.lead.stance != "not_said"
