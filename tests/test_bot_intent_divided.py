"""Questions in parts, in six languages."""

import pytest

from bot.intent.divided import divided, is_compared

IN_PARTS = [
    ("sv", "Hjälper det mot ångest och hur lång tid tar det?", 2),
    ("no", "Hjelper det mot angst, og er det trygt?", 2),
    ("da", "Hjælper det mod angst, og hvor længe skal man tage det?", 2),
    ("de", "Hilft es bei Angst und wie lange dauert das?", 2),
    ("fi", "Auttaako se unettomuuteen ja onko se turvallista?", 2),
    ("en", "Does it help with anxiety and is it safe?", 2),
    ("en", "What is GABA? How does it work? And is it safe?", 3),
    ("sv", "vilken sort tas upp bäst + hur många mg om dan?", 2),
    ("de", "Wofür braucht der Körper Magnesium u. was passiert im Gehirn ohne?", 2),
    ("sv", "Varför syns brist dåligt på blodprov, är det vanligt, och vilken mat har mycket?", 3),
    ("da", "Er det vist at det virker mod angst?? og får man dårlig mave af det", 2),
]
WHOLE = [
    ("sv", "Hur och när ska man ta magnesium?"),
    ("sv", "Vad händer om jag äter magnesium och tar melatonin?"),
    ("sv", "Stämmer det att det hjälper? ja eller nej?"),
    ("sv", "Hej! Tack för svaret. Vad är treonat?"),
    ("en", "how and why does it work"),
    ("en", "what about zinc, does that do anything"),
    ("sv", "om jag tar magnesium, är det farligt?"),
    ("sv", "När man äter magnesium varje dag, är det farligt?"),
    ("fi", "Koska magnesium kaksinkertaistaa serotoniinin, auttaako se masennukseen?"),
    ("sv", "Är det farligt? tack på förhand"),
    ("sv", "Vilken form tas upp bäst och har den bästa effekten?"),
    ("de", "Welches Magnesium wird gut aufgenommen und hat die wenigsten Nebenwirkungen?"),
    ("no", "Hvilken form tas best opp og er en trygg form?"),
    ("da", "Er det sandt at det virker mod angst og findes i fødevarer?"),
    ("en", "Is it safe during pregnancy and when breastfeeding?"),
    ("en", "does it help people who are stressed and who sleep badly?"),
    ("en", "does it reduce anxiety symptoms, which are common in women?"),
    ("sv", "hjälper det mot ångest om natten, när man inte kan sova?"),
    ("en", "Is it safe? Any advice appreciated"),
    ("sv", "Kan magnesium hjälpa? Har ont i huvudet"),
    ("sv", "Är det säkert? Tar redan blodtrycksmedicin"),
    ("sv", ""),
    ("en", "?"),
    ("de", "Ist das gut für mich und die Kinder?"),
    ("en", "Is it safe? Is it good? Is it cheap? Is it new?"),
]


@pytest.mark.parametrize(("language", "question", "parts"), IN_PARTS)
def test_a_question_in_parts_is_divided(language, question, parts):
    found = divided(question, language)
    assert len(found) == parts
    assert all(part and part in " ".join(question.split()) for part in found)
    assert len(set(found)) == parts


@pytest.mark.parametrize(("language", "question"), WHOLE)
def test_one_question_stays_whole(language, question):
    assert divided(question, language) == (question,)


def test_the_parts_are_as_they_are_written():
    asked = "does it help with anxiety and also is it safe? I am pregnant."
    assert divided(asked, "en") == ("does it help with anxiety", "is it safe? I am pregnant.")
    asked = "Är det farligt? Och hur mycket är för mycket?"
    assert divided(asked, "sv") == ("Är det farligt?", "hur mycket är för mycket?")


def test_a_long_message_is_read_in_no_time():
    assert divided("a" * 2000 + " " * 2000, "sv")
    assert divided("och " * 500, "sv")


def test_what_is_told_before_a_question_stays_with_it():
    story = "Min man är trött och har ont. Kan magnesium hjälpa och är det säkert?"
    first, second = divided(story, "sv")
    assert first.startswith("Min man är trött och har ont.")
    assert second == "är det säkert?"


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("sv", "skillnaden mellan GABA och glutamat"),
        ("no", "hva er forskjellen på dem"),
        ("da", "hvad er forskellen på dem"),
        ("de", "Was unterscheidet sie?"),
        ("fi", "mitä eroa niillä on"),
        ("en", "GABA vs glutamate"),
    ],
)
def test_telling_apart_is_heard(language, question):
    assert is_compared(question, language)
    assert not is_compared("GABA", language)
