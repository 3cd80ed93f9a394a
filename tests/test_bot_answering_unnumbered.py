"""A page without a numbered list is answered like any other, and says so."""

import pytest

from bot.bot import Bot
from bot.request import Request
from bot.settings import Settings
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import open_index

PAGE = """Te och koffein

Vad te innehåller

Grönt te innehåller koffein, men mindre än bryggkaffe. En kopp grönt te ger ungefär 30 milligram koffein.
Koffein gör att man känner sig piggare en stund. Den som dricker te sent på kvällen kan få svårare att somna.

Hur man brygger

Grönt te bryggs bäst med vatten som är 80 grader varmt. För hett vatten gör teet beskt.
Låt bladen dra i två minuter. Samma blad kan användas två eller tre gånger.

Vem som ska vara försiktig

Gravida rekommenderas att begränsa sitt intag av koffein. Barn bör inte dricka starkt te.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory, model_cache):
    place = tmp_path_factory.mktemp("te")
    (place / "te.sv.txt").write_text(PAGE, encoding="utf-8")
    ingest(place / "index", [place / "te.sv.txt"], Recipe(model_cache=model_cache))
    return Bot(open_index(place / "index", model_cache), Settings(model_cache=model_cache))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "Hur varmt vatten ska man ha till grönt te?",
            "Artikeln har ingen numrerad referenslista.",
        ),
        (
            "How hot should the water for green tea be?",
            "The article has no numbered reference list.",
        ),
    ],
)
def test_the_answer_says_once_that_there_is_no_list(bot, question, line):
    answer = bot.ask(Request(question))
    assert answer.kind == "answer"
    assert "80 grader" in answer.text
    assert answer.citations == ()
    assert answer.text.count(line) == 1


def test_an_answer_from_an_article_with_a_list_does_not(index, model_cache):
    bot = Bot(index, Settings(model_cache=model_cache))
    for question in ("Hjälper magnesium mot migrän?", "Hur många enzymatiska reaktioner?"):
        assert "ingen numrerad referenslista" not in bot.ask(Request(question)).text
