"""Translations: a faithful one is kept, any other is left to a person with the reason."""

import json
import shutil

import pytest
from drafting import ARTICLE, asking, copied, lines

from bot.authoring.material import gather
from bot.authoring.run import run
from bot.authoring.translations import Translations
from bot.authoring.work import Job, working
from ingest.folder import load

DOSE = (
    "Det spelar en roll i muskelfunktion och nervöverföring och fungerar som en katalysator i över "
    "300 enzymatiska reaktioner."
)
TRUE = (
    "It plays a role in muscle function and nerve transmission and acts as a catalyst in more than "
    "300 enzymatic reactions."
)


@pytest.fixture(scope="module")
def material(index_root, tmp_path_factory):
    return gather(copied(tmp_path_factory.mktemp("shop"), "translations"), index_root)


@pytest.fixture
def translate(material, provider, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "none")

    def go(translation, sentence=DOSE):
        provider.says(
            lambda asked: "```json\n" + json.dumps({"translation": translation}) + "\n```"
        )
        task = Translations(material, "en")
        (piece,) = (each for each in task.pieces if each.text == sentence)
        with working(tmp_path / "en.jsonl", Job("translations", material.slug, "en")) as work:
            run(task, [piece], work, asking(provider), lambda d, t: None)
            return work

    return go


def reply_of(text):
    return json.dumps({"translation": text})


def test_a_faithful_translation_is_kept(translate, tmp_path):
    work = translate(TRUE)
    assert lines(work.out) == [{"sentence": DOSE, "translation": TRUE}]
    place = copied(tmp_path, "translations")
    (place / "translations").mkdir()
    shutil.copy(work.out, place / "translations" / "en.jsonl")
    assert [w.text for w in load(place).bank.translations] == [TRUE]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (TRUE.replace("300", "3000"), "number"),
        (TRUE.replace("more than 300", "many"), "number"),
        (TRUE.replace("more than", "nearly"), "number"),
        (TRUE.replace("plays", "does not play"), "negation"),
        (TRUE.replace("300", "300 always proven"), "certainty"),
        (TRUE + " Ask your doctor before you take it.", "length"),
        ("Muscles.", "length"),
        (DOSE, "language"),
        (TRUE.replace("muscle", "<b>muscle</b>"), "form"),
    ],
)
def test_an_untrue_one_needs_a_person(translate, wrong, reason):
    work = translate(wrong)
    assert lines(work.out) == []
    assert lines(work.todo) == [{"sentence": DOSE, "reason": reason, "translation": wrong}]
    assert (work.total("person"), work.failed) == (1, {reason: 1})


def test_a_hedge_must_stay(translate):
    sentence = (
        "Forskning tyder på att upprätthållande av tillräckliga nivåer kan spela en viktig roll för "
        "långsiktig hälsa."
    )
    bold = "Maintaining sufficient levels plays an important role in long-term health."
    assert translate(bold, sentence).failed == {"certainty": 1}


def test_another_mineral_in_its_place_is_noticed(translate, material):
    (piece,) = (p for p in material.pieces if p.text.startswith("Intressant nog aktiverar"))
    told = translate(
        "Interestingly, iron directly activates a subset of GABA receptors.", piece.text
    )
    assert told.failed == {"name": 1}


def test_the_translation_of_the_next_sentence_is_noticed(material):
    task = Translations(material, "en")
    real = {
        wording.sentence: wording.text
        for wording in load(ARTICLE).bank.translations
        if wording.language == "en"
    }
    pieces = material.pieces
    kept = sum(bool(task.draft(p, reply_of(real[p.sentence.id])).kept) for p in pieces)
    swapped = sum(
        bool(task.draft(p, reply_of(real[other.sentence.id])).kept)
        for p, other in zip(pieces, (*pieces[1:], pieces[0]), strict=True)
    )
    assert kept >= 0.8 * len(pieces)
    assert swapped == 0


def test_what_is_translated_already_is_not_asked_for(index_root, tmp_path):
    place = copied(tmp_path)
    rows = (place / "translations" / "de.jsonl").read_text(encoding="utf-8").splitlines()
    (place / "translations" / "de.jsonl").write_text("\n".join(rows[3:]), encoding="utf-8")
    assert Translations(gather(place, index_root), "en").pieces == ()
    assert len(Translations(gather(place, index_root), "de").pieces) == 3
