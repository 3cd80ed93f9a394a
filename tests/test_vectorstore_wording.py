"""An article without a bank: its own words, other forms of them, and concepts of the thesaurus."""

import pytest

from bot.bot import Bot
from bot.request import Request
from bot.settings import Settings
from bot.suggest import questions_of
from ingest.bank import Bank, Question
from ingest.folder import Source
from ingest.pipeline import parse
from vectorstore.bags import bound, spans
from vectorstore.build import Recipe, ingest
from vectorstore.index import open_index
from vectorstore.wording import Wording

PAGE = """\
Fiskolja och hjärtat

Fiskolja är ett vanligt tillskott som utvinns ur fet fisk och renas innan den säljs i kapslar.

Hjärtrytmen

Höga doser ökade risken för förmaksflimmer med 25 procent i en stor studie på vuxna.
Den som har haft flimmer bör tala med sin läkare innan kapslarna tas.

Kan barn ta fiskolja?

Ja, från två års ålder går det bra, men dosen är mindre än för vuxna.

Förvaring

Öppnade burkar ska stå i kylskåp, annars härsknar oljan inom några veckor.
Vitamin D tillsätts ofta, liksom citronsmak som döljer fisksmaken.

Källor

1. Andersson A. Fish oil and the rhythm of the heart. Heart. 2020;1:1-9.
2. Berg B. Fish oil in children. Lancet. 2019;2:10-19.
3. Carlsson C. Rancid oils. Food. 2018;3:20-29.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.sv.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def bare(place, tmp_path_factory):
    root = tmp_path_factory.mktemp("bare")
    ingest(root, [place], Recipe())
    return Bot(open_index(root), Settings())


@pytest.fixture(scope="module")
def source(place):
    return Source(parse(place), Bank())


def quotes(bot, *turns, **given):
    answer = bot.ask(Request(turns[-1], turns[:-1], **given))
    return " ".join(statement.source.quote for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hur mycket ökade höga doser risken för förmaksflimmer?", "25 procent"),
        ("Ska burkarna stå i kylskåp?", "kylskåp"),
        ("Kan barn ta fiskolja?", "två års ålder"),
        ("kan barn ta fiskolja", "två års ålder"),
    ],
)
def test_the_articles_own_words_are_answered(bare, question, told):
    assert told in quotes(bare, question)


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar frakten?",
        "Hjälper fiskolja mot depression?",
        "Hjälper vitamin C mot härsken olja?",
        "hur mycket behöver de?",
        "Är det bra?",
    ],
)
def test_what_the_article_lacks_and_what_says_too_little_is_declined(bare, question):
    assert quotes(bare, question) == ""


def test_a_question_that_the_article_asks_itself_is_a_suggestion(source):
    beneath = next(s for s in source.article.sentences if "två års ålder" in s.text)
    assert questions_of(source, beneath.id, "sv") == ("Kan barn ta fiskolja?",)
    assert questions_of(source, beneath.id, "en") == ()


def test_a_compound_counts_as_its_part_and_as_another_with_its_head(source):
    wording = Wording(source)
    rhythm = next(s for s in source.article.sentences if "25 procent" in s.text)
    for question in ("flimmer", "kammarflimmer"):
        units = wording.units(question, "sv")
        shares = wording.scores(question, [units], (1.0,)).shares()
        assert shares[rhythm.id] >= 0.5, question


def test_a_letter_that_names_something_belongs_to_its_word(source):
    assert bound("D-vitamin, vitamin D och omega-3") == "vitamind, vitamind och omega3"
    wording = Wording(source)
    seen = {unit.text: unit.seen for unit in wording.units("vitamin C eller D-vitamin?", "sv")}
    assert seen == {"vitaminc": False, "vitamind": True}


def test_a_phrase_that_names_a_concept_is_one_unit():
    units = spans("does it lower high blood pressure", "en", "sv")
    assert ("high blood pressure", frozenset({"high-blood-pressure"})) in [
        (text, concepts & {"high-blood-pressure"}) for text, concepts in units
    ]


def test_a_small_bank_adds_its_questions_and_takes_nothing_away(place, tmp_path):
    folder = tmp_path / "fiskolja"
    (folder / "questions").mkdir(parents=True)
    (folder / "page.sv.txt").write_bytes(place.read_bytes())
    (folder / "questions" / "sv.jsonl").write_text(
        '{"question": "Smakar oljan unket till slut?", "sentences": ["Öppnade burkar ska stå i '
        'kylskåp, annars härsknar oljan inom några veckor."]}\n',
        encoding="utf-8",
    )
    (folder / "questions" / "unanswerable.jsonl").write_text(
        '{"question": "Är burkarna av glas?", "language": "sv"}\n', encoding="utf-8"
    )
    report = ingest(tmp_path / "index", [folder], Recipe())
    assert "1 of 6 sentences have questions, 1 in all; 1 unanswerable" in report.thin[0]
    bot = Bot(open_index(tmp_path / "index"), Settings())
    assert "härsknar" in quotes(bot, "Smakar oljan unket till slut?")
    assert "25 procent" in quotes(bot, "Hur mycket ökade höga doser risken för förmaksflimmer?")
    assert quotes(bot, "Är burkarna av glas?") == ""


def test_a_bank_question_widens_its_sentence(source):
    stored = next(s for s in source.article.sentences if "kylskåp" in s.text)
    asked = Question("Luktar det unket?", "sv", (stored.id,))
    wording = Wording(Source(source.article, Bank(questions=(asked,))))
    question = "luktar den unket"
    shares = wording.scores(question, [wording.units(question, "sv")], (1.0,)).shares()
    assert max(shares, key=shares.__getitem__) == stored.id
