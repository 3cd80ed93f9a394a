"""The number that a message in danger is given: for poison, for a body, for despair."""

import pytest

from bot.intent.triage import helplines
from bot.intent.triage.helplines import helps_for
from bot.intent.triage.triage import possible_alarm
from languages.known import LANGUAGES
from prompts import texts

SWALLOWED = {
    "sv": "Dottern på två år har svalt en hel karta tabletter",
    "en": "My two-year-old swallowed a whole strip of tablets",
    "no": "Dattera på to har svelgt et helt brett tabletter",
    "da": "Min datter på to har slugt et helt brev tabletter",
    "de": "Meine zweijährige Tochter hat eine ganze Packung Tabletten verschluckt",
    "fi": "Kaksivuotias tyttäreni nieli kokonaisen liuskan tabletteja",
}
ILL = {
    "sv": "pappa har ont i bröstet och ut i armen",
    "en": "dad has chest pain going out into his arm",
    "no": "pappa har vondt i brystet og ut i armen",
    "da": "far har ondt i brystet og ud i armen",
    "de": "mein Vater hat Schmerzen in der Brust, die in den Arm ziehen",
    "fi": "isällä on rintakipua joka säteilee käteen",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_poison_information_comes_first_where_something_was_swallowed(language):
    say, said = texts(language), helplines.answer("urgent", SWALLOWED[language], language)
    assert helps_for(SWALLOWED[language])[0] == "poison"
    assert said.index(say("urgent.poison")) < said.index(say("urgent.body"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heart_is_sent_to_no_poison_information_first(language):
    say, said = texts(language), helplines.answer("urgent", ILL[language], language)
    assert helps_for(ILL[language])[0] == "body"
    assert said.startswith(f"{say('urgent.opening')}\n\n{say('urgent.body')}")


def test_most_hearts_are_sent_to_none_at_all():
    sent = [language for language in LANGUAGES if "poison" in helps_for(ILL[language])]
    assert len(sent) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_took_tablets_to_die_is_given_somebody_to_talk_to(language):
    messages = {
        "sv": "jag har tagit alla tabletterna, jag vill inte leva",
        "en": "i took all the tablets, i don't want to live",
        "no": "jeg har tatt alle tablettene, jeg vil ikke leve",
        "da": "jeg har taget alle tabletterne, jeg vil ikke leve",
        "de": "ich habe alle Tabletten genommen, ich will nicht mehr leben",
        "fi": "otin kaikki tabletit, en halua elää",
    }
    assert {"poison", "talk"} <= set(helps_for(messages[language]))
    assert texts(language)("urgent.talk") in helplines.answer(
        "urgent", messages[language], language
    )


def test_the_line_before_an_answer_fits_what_may_be_the_danger():
    def hearing(**likely):
        return lambda _text: {"none": 0.9, "crisis": 0.0, "urgent": 0.0} | likely

    assert possible_alarm(SWALLOWED["sv"], hearing(urgent=0.1)) == "poison"
    assert possible_alarm(ILL["sv"], hearing(urgent=0.1)) == "body"
    assert possible_alarm("allt är mörkt", hearing(crisis=0.1)) == "talk"
    assert possible_alarm("vad gör GABA?", hearing(none=0.99)) is None


def test_a_failure_gives_somebody_to_talk_to():
    def broken(_text):
        raise ValueError

    assert possible_alarm("vad gör GABA?", broken) == "talk"
