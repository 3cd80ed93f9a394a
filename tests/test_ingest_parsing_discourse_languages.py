"""How sentences hang together in German, Danish, Norwegian and Finnish; and that these mislead no other."""

import pytest

from ingest.parsing.discourse import depends_on_previous, introduces_study, is_caveat


@pytest.mark.parametrize(
    "text",
    [
        "Ein ursächlicher Zusammenhang ist damit nicht bewiesen.",
        "Die Studien sind jedoch klein.",
        "Allerdings fehlen größere Studien.",
        "Weitere Forschung ist nötig.",
        "Der er dog behov for flere undersøgelser.",
        "Desværre er dokumentationen svag.",
        "En sammenhæng er ikke bevist.",
        "Imidlertid var forsøket lite.",
        "Det trengs større studier.",
        "Tutkimukset olivat kuitenkin pieniä.",
        "Yhteyttä ei ole todistettu.",
        "Lisää tutkimuksia tarvitaan.",
    ],
)
def test_what_limits_is_a_caveat(text):
    assert is_caveat(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dabei wirkten beide etwa gleich gut.",
        "Diese Wirkung hielt an.",
        "Die Teilnehmer schliefen besser.",
        "Zwei Drittel der Frauen besserten sich.",
        "Dette kan hjælpe.",
        "Deltagerne sov bedre.",
        "Halvdelen af patienterne mærkede det.",
        "Disse funnene er usikre.",
        "Deltakerne sov bedre.",
        "Tämä voi auttaa.",
        "Osallistujat nukkuivat paremmin.",
        "Siksi annos pidettiin pienenä.",
    ],
)
def test_what_leans_on_the_text_is_known(text):
    assert depends_on_previous(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lavendel kann beim Einschlafen helfen.",
        "Es gibt viele Sorten von Tee.",
        "Viele Menschen schlafen schlecht.",
        "Magnesium findes i nødder.",
        "Tran har vært brukt i hundre år.",
        "Kollageeni on ihon valkuaisaine.",
    ],
)
def test_what_stands_alone_is_neither(text):
    assert not depends_on_previous(text)
    assert not is_caveat(text)


@pytest.mark.parametrize(
    ("text", "brings"),
    [
        ("In einer Studie mit 202 Personen half es.", True),
        ("Studien zeigen einen Nutzen.", True),
        ("Die Studie dauerte acht Wochen.", False),
        ("En metaanalyse av 95 studier viste det.", True),
        ("Pienessä tutkimuksessa nähtiin hyötyä.", True),
        ("Studien fann att det hjälpte.", False),  # Swedish: the study, as known
        ("De som badade ofta dog mer sällan.", False),
    ],
)
def test_a_study_is_brought_in_where_it_is(text, brings):
    assert introduces_study(text) is brings


def test_the_dead_of_a_swedish_study_are_no_danish_but():
    assert not is_caveat("De som badade bastu ofta dog mer sällan.")
