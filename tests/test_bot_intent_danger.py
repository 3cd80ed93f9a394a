"""Alarms are heard by letters and meaning together, and by letters alone where there is no encoder."""

import json
from pathlib import Path

import numpy as np
import pytest

from bot.intent.triage import classifier, danger
from bot.intent.triage.danger import by_letters, together
from bot.intent.triage.triage import possible_alarm, triage
from bot.kinds import ALARMS

LINES = list(map(json.loads, Path("training/thresholds.jsonl").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def hear(e5):
    return danger.hearing(e5)


def share(lines, hear):
    heard = [triage(line["turns"][-1], line["turns"][:-1], hear).kind in ALARMS for line in lines]
    return float(np.mean(heard))


def test_all_in_danger_get_a_helpline_and_nearly_all_an_alarm(hear):
    lines = [line for line in LINES if line["kind"] in ALARMS]
    assert share(lines, hear) >= 0.97
    missed = [
        line["turns"][-1]
        for line in lines
        if triage(line["turns"][-1], line["turns"][:-1], hear).kind not in ALARMS
        and not possible_alarm(line["turns"][-1], hear)
    ]
    assert missed == []


def test_far_fewer_ordinary_lines_are_alarms_than_by_letters_alone(hear):
    lines = [line for line in LINES if line["kind"] == "question"]
    assert share(lines, hear) <= 0.03
    assert share(lines, hear) <= share(lines, classifier.alarms) / 2


@pytest.mark.parametrize(
    "line",
    [
        "I want to return an item", "Ich habe eine Frage zu meiner Bestellung",
        "Minulla on kysymys tilauksestani", "min order har inte kommit",
        "Jeg vil opsige mit abonnement", "jeg har et spørsmål om bestillingen min",
    ],
)  # fmt: skip
def test_the_plainest_lines_of_a_shop_are_no_alarm(hear, line):
    assert triage(line, (), hear).kind not in ALARMS


def test_likelihoods_are_in_all_one(hear):
    for text in ("Hjälper magnesium mot ångest?", "jag vill dö", "x", "?!", "\N{FAMILY}"):
        likely = hear(text)
        assert sum(likely.values()) == pytest.approx(1.0)
        assert set(likely) == set(classifier.DANGERS)


def test_either_alone_does_not_decide():
    sure = {"none": 0.02, "crisis": 0.9, "urgent": 0.08}
    calm = {"none": 0.98, "crisis": 0.01, "urgent": 0.01}
    assert calm["none"] > together(sure, calm)["none"] > sure["none"]


def test_without_an_encoder_the_letters_are_heard_alone():
    hear = danger.hearing(None)
    assert hear("jag vill dö") == by_letters("jag vill dö")
    assert sum(by_letters("jag vill dö").values()) == pytest.approx(1)
    for text in ("jag vill dö", "vad kostar frakten"):  # on the careful side
        assert by_letters(text)["none"] < classifier.alarms(text)["none"]


def test_nothing_is_nobody(hear):
    assert hear("") == classifier.alarms("")


def test_an_encoder_that_fails_brings_the_careful_answer():
    class Broken:
        def states(self, text):
            raise RuntimeError

    hear = danger.hearing(Broken())
    assert triage("jag vill ta livet av mig", (), hear).kind == "crisis"
    assert triage("jag är så trött", (), hear).kind == "advice"
    assert possible_alarm("jag är så trött", hear)
    # Where letters are sure that all is calm, the encoder is not asked.
    assert triage("Vad är klockan?", (), hear).kind == "question"


def test_a_long_message_with_the_danger_in_one_sentence_is_heard(hear):
    shop = "Hej! Jag undrar var min beställning är, den skulle ha kommit i tisdags. "
    hidden = "Jag har bestämt mig för att ta mitt liv i helgen. "
    assert triage(6 * shop + hidden + 6 * shop, (), hear).kind == "crisis"
    assert triage(12 * shop, (), hear).kind not in ALARMS
