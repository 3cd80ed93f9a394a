"""The list of languages: what stands in their files, and that all else follows it."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from languages import expressions, files
from languages.known import LANGUAGES, called
from prompts import NAMES, texts

DATA = Path("languages/data")
DOC = Path("docs/adding-a-language.md")
CODE = [p for room in ("languages", "ingest", "vectorstore") for p in Path(room).rglob("*.py")]
TOPICS = {  # what is joined for all languages: a language may have none of a group
    "sentences", "page", "announced", "entries", "study_kinds", "discourse", "study", "linking",
    "follow_up", "quantities",
}  # fmt: skip
FLAGS = ("compounds", "decimal_comma", "ordinal_in_both")
OPTIONAL = TOPICS | {"joints", "name_endings"}


class Strict(yaml.SafeLoader):
    """Takes no key twice: the last one would silently count."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key) for key, _ in node.value]
        twice = [key for key in keys if keys.count(key) > 1]
        assert not twice, f"line {node.start_mark.line + 1}: twice"
        return super().construct_mapping(node, deep)


def strings(value):
    if isinstance(value, dict):
        return [text for each in (*value, *value.values()) for text in strings(each)]
    return (
        [text for each in value for text in strings(each)] if isinstance(value, list) else [value]
    )


def test_each_language_of_the_list_has_its_files():
    assert LANGUAGES == ("sv", "en", "no", "da", "de", "fi")
    assert {path.stem for path in DATA.glob("*.yaml")} == {*LANGUAGES, "shared"}
    for folder in ("names", "contrasts"):
        assert {path.stem for path in (DATA / folder).glob("*.yaml")} - {"concepts"} == {*LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_groups_of_the_others_and_words_in_them(language):
    groups = yaml.load((DATA / f"{language}.yaml").read_text(encoding="utf-8"), Strict)
    assert set(groups) - OPTIONAL == set(files.kept("sv")) - OPTIONAL
    told = {name: v for name, v in groups.items() if name not in FLAGS}
    found = {
        g for g, v in told.items() if any(x is None or isinstance(x, bool) for x in strings(v))
    }
    assert not found  # YAML reads a bare on, no or yes as true or false


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_in_words_are_all_there(language):
    """Their places tell what they mean: 'two' is the first of `numbers`."""
    lengths = {"numbers": 18, "tens": 8, "ordinals": 19, "ordinal_tens": 8}
    groups = files.kept(language)
    assert {group: len(groups[group]) for group in lengths} == lengths
    told = ("one", "one_counted", "hundred", "half", "third", "yes_no", "question_words", "denies")
    assert not [group for group in told if not groups[group]], "none of these may be empty"


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_of_a_language_can_be_read(language):
    for group in ("denies", "alarming", "answer_types", "topics", "personal", "asks_for_more"):
        for text in strings(files.kept(language)[group]):
            try:
                re.compile(text)
            except re.error as error:
                pytest.fail(f"{language}.yaml, {group}: {text!r}: {error}")


def test_nearly_all_things_have_a_name_in_each_language():
    named = {language: set(files.read(f"names/{language}")) for language in LANGUAGES}
    things = set().union(*named.values())
    short = {code: len(known) for code, known in named.items() if len(known) < 0.95 * len(things)}
    assert not short, f"of {len(things)} things"


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_expression_is_one_and_is_read(topic):
    code = "".join(path.read_text(encoding="utf-8") for path in CODE)
    for language in LANGUAGES:
        for group, entries in expressions.of(language, topic).items():
            assert re.search(rf"<!?{group}>|[\"']{group}[\"']", code), (language, group)
            if isinstance(entries, dict):
                assert all(map(re.compile, expressions.named(topic, group).values()))
            elif isinstance(entries[0], str):
                re.compile(expressions.joined(topic, group))


def test_a_group_that_no_language_has_is_an_error():
    with pytest.raises(KeyError, match="page: no_such_group"):
        expressions.finding("page", r"\b<no_such_group>\b")


def test_a_place_may_be_one_that_words_do_not_stand_before():
    found = expressions.finding("discourse", r"<!known>\b<researchers>\b")
    assert found.search("Two researchers")
    assert not found.search("The researchers")


def test_other_lists_of_languages_are_the_same():
    schema = json.loads(Path("bot/evaluation/schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["language"]["enum"] == [*LANGUAGES]
    script = Path("bot/page/assets/page.js").read_text(encoding="utf-8")
    assert json.loads(re.search(r"const known = (\[.*?\]);", script)[1]) == [*LANGUAGES]
    assert all(f'"{tag}"' in script for code in LANGUAGES for tag in called(code).tags)
    assert tuple(NAMES) == LANGUAGES
    for language in LANGUAGES:
        missing = [code for code in LANGUAGES if f"languages.{code}" not in texts(language).keys]
        assert not missing, f"prompts/{language}.yaml, languages"


@pytest.fixture(scope="module")
def with_dutch(tmp_path_factory):
    """A copy of the code to which the examples of the page on adding a language are added."""
    root = tmp_path_factory.mktemp("dutch")
    for room in ("languages", "ingest"):
        shutil.copytree(room, root / room, ignore=shutil.ignore_patterns("__pycache__", "names"))
    _, *parts = re.split(r"^## ", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {
        part.split("`")[1]: [
            yaml.load(block, Strict)
            for block in re.findall(r"^```yaml\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
        ]
        for part in parts[:2]
    }
    (shared,) = told["languages/data/shared.yaml"]
    _write(root / DATA / "shared.yaml", _merged(files.kept("shared"), shared))
    groups = {name: v for name, v in files.kept("de").items() if name not in OPTIONAL}
    for block in told["languages/data/nl.yaml"]:
        groups |= block
    _write(root / DATA / "nl.yaml", groups)
    return root


def _merged(old, new):
    """What was there, with what is new: words beside the old ones, but for the lists of languages."""
    if isinstance(old, dict):
        return old | {key: _merged(old.get(key, []), value) for key, value in new.items()}
    return (
        [*old, *(x for x in new if x not in old)]
        if "sv" not in new and "FRENCH" not in new
        else new
    )


def _write(path, groups):
    path.write_text(yaml.safe_dump(groups, allow_unicode=True), encoding="utf-8")


ASKED = """
from ingest.capture import boilerplate
from ingest.text.language import detector, spoken
from ingest.linking.studies import traits
from ingest.parsing.discourse import depends_on_previous, introduces_study, is_caveat
from ingest.parsing.kinds import kind_of
from ingest.text.sentences import split
from languages.known import LANGUAGES
from languages.numerals import spelt
from languages.quantities import measured, quantities
from languages.spelling import parts
from languages.stems import stems_of

print([
    LANGUAGES[-1], spoken("nl-BE"), stems_of(["kinderen"], "nl"),
    spelt("nl")["zevenendertig"], spelt("nl")["tweeëntwintig"],
    measured("Na acht weken, en meer dan drie maanden.", "nl", frozenset(("month", "day"))),
    quantities("2 tot 3 weken", "nl") == quantities("2–3 veckor", "sv"),
    ("magnesium", "tekort") in parts("magnesiumtekort", "nl"),
    split("Vlees, bijv. Kip. Dit helpt."),
    boilerplate.is_heading_of("references", "Bronnen"),
    boilerplate.is_shop_talk("Gratis verzending vanaf 20 euro"),
    boilerplate.disclaimer("De tekst is niet bedoeld als medisch advies.") is not None,
    kind_of("Magnesium bij ratten"), sorted(traits("26 kinderen in acht weken").ages),
    introduces_study("Een klein onderzoek onder 40 mensen liep lang."),
    depends_on_previous("De deelnemers sliepen beter."), is_caveat("Helaas is dat weinig."),
])
"""


def test_a_language_is_added_by_its_file_alone(with_dutch):
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=with_dutch, env={"PYTHONPATH": str(with_dutch)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert ast.literal_eval(done.stdout) == [
        "nl", "nl", ["kinder"], 37, 22, ("acht weken", "meer dan drie maanden"), True, True,
        ["Vlees, bijv. Kip.", "Dit helpt."], True, True, True, "animal", ["children"], True, True, True,
    ]  # fmt: skip
