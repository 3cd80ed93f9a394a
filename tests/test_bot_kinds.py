"""What cannot import bot/kinds.py has its names all the same: the schema of tests, the docs, the texts."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from bot.kinds import BLOCK_TYPES, KINDS, PROGRAM_TOPICS, STANCES, TOPICS, Kind

SCHEMA = json.loads(Path("bot/evaluation/schema.json").read_text(encoding="utf-8"))
OF_TESTS = SCHEMA["properties"]["expect"]["properties"]
INTERFACE = Path("docs/machine-interface.md").read_text(encoding="utf-8")


def test_each_kind_is_told_once():
    assert tuple(KINDS) == get_args(Kind)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        (SCHEMA["$defs"]["kind"], tuple(KINDS)),
        (SCHEMA["$defs"]["stance"], (*STANCES, "none")),
        (SCHEMA["$defs"]["block"], BLOCK_TYPES),
        (OF_TESTS["topic"], TOPICS),
    ],
    ids=["kind", "stance", "block", "topic"],
)
def test_the_schema_of_tests_has_the_same_names(listed, names):
    assert tuple(listed["enum"]) == names


@pytest.mark.parametrize("name", sorted({*KINDS, *TOPICS, *STANCES, *BLOCK_TYPES}))
def test_the_machine_interface_tells_each_name(name):
    told = INTERFACE[INTERFACE.index("`kind` is") : INTERFACE.index("`generated` is")]
    assert re.search(rf"`{name}`", told)


def test_each_topic_of_the_program_has_lines_to_learn_from():
    lines = Path("training/topics.jsonl").read_text(encoding="utf-8").splitlines()
    assert {*PROGRAM_TOPICS} <= {json.loads(line)["topic"] for line in lines}
