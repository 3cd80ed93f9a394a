"""Questions for a claim's source: the claim in them, and the answer with its sentence."""

import pytest

from bot.references.claim_source import claim_in
from bot.references.look_up import look_up
from bot.request import Request
from languages.known import LANGUAGES


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Vilken källa har ni på att barn blir lugnare?", "barn blir lugnare"),
        ("har ni någon referens alls till att sömnen förbättras", "sömnen förbättras"),
        ("vilka studier visar att migränen minskar?", "migränen minskar"),
        ("vilken källa stöder påståendet om för tidigt födda?", "för tidigt födda"),
        ("källan till det där om hjärnplack", "hjärnplack"),
        ("vilken källa har studien på patienter med demens?", "studien på patienter med demens"),
        ("vad grundar ni demenspåståendet på?", "demens"),
        ("var kommer siffran om ångest ifrån?", "ångest"),
        ("belägg för att humöret blir bättre, vilka källor?", "humöret blir bättre"),
        ("Which reference supports the claim that it eases migraine?", "it eases migraine"),
        ("which study shows magnesium helps memory?", "magnesium helps memory"),
        (
            "what is your source for most people getting too little?",
            "most people getting too little",
        ),
        ("what do you base the advice on B6 on?", "the advice"),
        ("where does the figure about anxiety come from?", "anxiety"),
        ("hvilken kilde har dere på at barn blir roligere?", "barn blir roligere"),
        ("hvilket studie viser, at magnesium virker mod migræne?", "magnesium virker mod migræne"),
        ("kilden til påstanden om for tidlig fødsel", "for tidlig fødsel"),
        ("Welche Quelle belegt, dass Kinder ruhiger werden?", "Kinder ruhiger werden"),
        ("Worauf stützt ihr die Aussage über Migräne?", "Migräne"),
        ("Quelle für die Behauptung, dass Ängste abnehmen", "Ängste abnehmen"),
        ("mikä lähde tukee väitettä, että migreeni helpottuu?", "migreeni helpottuu"),
    ],
)
def test_the_claim_is_taken_out_of_the_question(question, claim):
    assert claim_in(question) == claim


@pytest.mark.parametrize(
    "question",
    ["vad visar studierna?", "visar studier att det hjälper?", "bevisar forskningen att det botar?",
     "Finns belägg för att det hjälper?", "vad bygger ni artikeln på?", "har ni källa på det?",
     "is spinach a good source that children like?", "what do studies say about sleep?",
     "sources that are free", "which foods are the best source for magnesium",
     "er spinat en god kilde?", "Welche Quellen sind gut?", "hur vet ni att det fungerar?", ""],
)  # fmt: skip
def test_other_questions_have_no_claim(question):
    assert claim_in(question) is None


def test_what_the_list_answers_for_sure_is_no_claim(article):
    question = "vilken studie av Tarleton visar att det hjälper mot depression?"
    assert claim_in(question, look_up(question, article)) is None


@pytest.mark.parametrize(
    ("question", "quote", "numbers"),
    [
        ("vilken källa har ni på att magnesium minskar migrän?", "minskning av migrän", {12, 34}),
        ("Vilken studie visar att fibromyalgipatienter mår bättre?", "fibromyalgi", {1}),
        ("Which source says that B6 with magnesium helps against stress?", "vitamin B6", {26}),
        ("källan till det om plack och trassel", "plack", {37}),
    ],
)
def test_a_claim_gets_its_sentence_and_its_entries(bot, question, quote, numbers):
    answer = bot.ask(Request(question))
    assert answer.kind == "reference"
    assert quote in answer.statements[0].source.quote
    assert len(answer.statements) == 1
    assert {citation.number for citation in answer.citations} == numbers
    assert answer.text.count(answer.disclaimer) == 1
    assert answer.passages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_without_a_source_says_so(bot, language):
    answer = bot.ask(Request("har ni någon källa på att serotoninet ökar?", language=language))
    assert answer.kind == "reference"
    assert answer.citations == ()
    assert answer.statements[0].source.quote in answer.text
    assert answer.text.endswith(answer.disclaimer)


def test_a_claim_that_the_article_does_not_make_is_declined(bot):
    answer = bot.ask(Request("vilken källa har ni på att zink botar förkylning?"))
    assert answer.kind == "decline"
    assert answer.citations == ()


def test_a_torn_entry_is_shown_once_with_both_its_numbers(bot):
    answer = bot.ask(Request("vad är referens 15?"))
    assert [citation.number for citation in answer.citations] == [15, 25]
    assert answer.text.count("Nogovitsina") == 1
    assert "nummer 15" in answer.text
