"""Health claims: found, marked by a publisher, and what a shop shows of them."""

import shutil

import pytest
import yaml
from typer.testing import CliRunner

from bot.authoring.health_claims import tying, written
from bot.bot import Bot
from bot.cli.main import app
from bot.intent.asked_about import looking
from bot.request import Request
from bot.settings import Settings
from ingest.errors import InputError
from ingest.folder import load
from ingest.linking.health_claims import read_claims
from languages.known import LANGUAGES
from prompts import texts
from tests.conftest import MAGNESIUM
from vectorstore.building.build import Recipe, ingest
from vectorstore.index import open_index

MIGRAINE = "vitamin B2"  # in the sentence that answers whether it helps against migraine
SHOP = Settings(use="shop")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the real article with all its claims marked to be shown."""
    made = tmp_path_factory.mktemp("shop") / "articles" / MAGNESIUM.name
    shutil.copytree(MAGNESIUM, made)
    source = load(made)
    told = yaml.safe_load(written(tying(source.article, looking(None)), None))
    for claim in told["claims"]:
        claim["use"] = "show"
    told["registered"] = [
        {"substance": "x", "claim": "x contributes to y", "source": "a register", "date": "2020-01-01"}
    ]  # fmt: skip
    (made / "claims.yaml").write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return made


@pytest.fixture
def marked(folder, tmp_path):
    """A bot in a shop, where the sentences with a text in them are marked so."""

    def make(part, use):
        told = yaml.safe_load((folder / "claims.yaml").read_text(encoding="utf-8"))
        claims = [c for c in told["claims"] if part in c["sentence"].replace("\xa0", " ")]
        assert claims
        for claim in claims:
            claim["use"] = use
        made = tmp_path / folder.name
        shutil.copytree(folder, made)
        text = yaml.safe_dump(told, allow_unicode=True)
        (made / "claims.yaml").write_text(text, encoding="utf-8")
        ingest(tmp_path / "index", [made], Recipe())
        return Bot(open_index(tmp_path / "index"), SHOP)

    return make


def test_sentences_that_tie_a_substance_to_a_disease_are_found():
    source = load(MAGNESIUM)
    found = [sentence.text for sentence in tying(source.article, looking(None))]
    assert any("sänka blodtrycket" in text for text in found)
    assert any("behandlingsresistenta deprimerade" in text for text in found)
    assert any("nästan hälften av de vuxna" in text for text in found)  # goes on about such a one
    assert not any(text.startswith("Kroppen använder magnesium") for text in found)
    assert len(found) < len(source.article.sentences) / 2 + 10


@pytest.mark.parametrize("use", ["not in shop", None])
def test_what_is_held_back_or_not_marked_is_not_shown(marked, use):
    answer = marked(MIGRAINE, use).ask(Request("Hjälper magnesium mot migrän?"))
    assert answer.kind == "decline"
    assert answer.lead.text == texts("sv")("decline.withheld")
    assert not answer.statements
    assert MIGRAINE not in " ".join(p.quote for p in answer.passages).replace("\xa0", " ")


def test_what_has_a_caveat_is_shown_with_it(marked):
    answer = marked(MIGRAINE, "with caveat").ask(Request("Hjälper magnesium mot migrän?"))
    assert any(MIGRAINE in s.source.quote.replace("\xa0", " ") for s in answer.statements)
    assert texts("sv")("answer.claim") in answer.text


def test_a_topic_as_a_whole_leaves_it_out_too(marked):
    bot = marked("depression", "not in shop")
    answer = bot.ask(Request("Vad säger artikeln om depression?"))
    assert not any("depression" in s.source.quote for s in answer.statements)


def test_nothing_else_brings_it_back(marked):
    bot = marked(MIGRAINE, "not in shop")
    told = [
        bot.ask(Request(turns[-1], turns[:-1]))
        for turns in (
            ("Vilka påståenden stöds av källa 12?",),
            ("vad säger artikeln om migrän",),
            ("migrän", "berätta mer"),
            ("Hjälper magnesium mot migrän? Och vilka former tas upp bäst?",),
            ("skillnaden mellan migrän och adhd",),
        )
    ]
    said = [t.source.quote.replace("\xa0", " ") for answer in told for t in answer.statements]
    found = [p.quote.replace("\xa0", " ") for answer in told for p in answer.passages]
    assert not [text for text in (*said, *found) if MIGRAINE in text]


def test_no_language_model_words_them(marked, folder):
    bot = marked(MIGRAINE, "show")
    with pytest.raises(InputError, match="unset llm"):
        Bot(bot.index, Settings(use="shop", llm="openai:any"))
    with pytest.raises(InputError, match="unset llm"):
        Bot(bot.index, Settings(use="shop", llm_url="http://127.0.0.1:9/v1"))


def test_an_editorial_page_shows_all(bot):
    assert bot.ask(Request("Hjälper magnesium mot migrän?")).statements


def test_no_shop_opens_on_an_article_that_nobody_has_marked(index):
    with pytest.raises(InputError, match=r"has no claims\.yaml; run `fotnot claims"):
        Bot(index, SHOP)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("claims:\n- {sentence: no such, use: show}", "line 2: no such sentence"),
        ("claims:\n- sentence: SENTENCE\n  use: never", "line 2: “use” is one of"),
        ("claims: []\nregistered:\n- {claim: x}", "line 3: needs substance"),
        ("- a\n- b", "line 1: must have"),
        ("", "line 1: must have"),
        ("claims: all", "line 1: must have"),
        ("registered: []", "line 1: must have"),
        ("claims:\n- sentence: SENTENCE\n- sentence: SENTENCE", "marked twice"),
        ("claims:\n- 7", "line 2: no such sentence"),
    ],
)
def test_a_file_that_can_not_be_meant_is_one_clear_line(tmp_path, text, wrong):
    article = load(MAGNESIUM).article
    path = tmp_path / "claims.yaml"
    path.write_text(text.replace("SENTENCE", f'"{article.sentences[3].text}"'), encoding="utf-8")
    with pytest.raises(InputError, match=wrong):
        read_claims(path, article)


def test_the_command_lists_and_writes_and_keeps_marks(folder):
    runner = CliRunner()
    listed = runner.invoke(app, ["claims", str(folder)])
    assert listed.exit_code == 0
    assert listed.stdout.startswith("show")
    assert runner.invoke(app, ["claims", str(folder), "--write"]).exit_code == 0
    kept = read_claims(folder / "claims.yaml", load(folder).article)
    assert not kept.held_back
    assert kept.registered[0].source == "a register"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_texts_are_in_every_language(language):
    say = texts(language)
    assert say("decline.withheld") != say("answer.claim") != ""
