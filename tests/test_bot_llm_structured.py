"""Replies in JSON by a schema: read as they come, and as plain text where they are none."""

import json

import pytest
from written import ALSO, GOOD, MIGRAINE, falls_back, whole

from bot.fact_check.written import Written
from bot.llm.structured import StructuredReply, form, schema


@pytest.fixture
def own(bot):
    """The article's own answer to the question."""
    return bot.ask(MIGRAINE)


def read(text, piece=5, finished=True):
    """The sentences of a reply that comes in pieces, and how many of them came before its end."""
    reply = StructuredReply("NONE")
    early = [w for at in range(0, len(text), piece) for w in reply.feed(text[at : at + piece])]
    return [*early, *reply.close(finished)], len(early)


TWO = json.dumps(
    {"sentences": [{"text": "Ett är så.", "ids": ["s1"]}, {"text": "Två är så.", "ids": ["s2", "s3"]}]},
    ensure_ascii=False,
)  # fmt: skip


@pytest.mark.parametrize("piece", [1, 3, 50, 1000])
@pytest.mark.parametrize("around", ["{}", "```json\n{}\n```", "  {}\n"])
def test_each_sentence_comes_once_it_is_whole(piece, around):
    found, early = read(around.replace("{}", TWO), piece)
    assert found == [Written("Ett är så.", ("s1",)), Written("Två är så.", ("s2", "s3"))]
    assert early == 2


@pytest.mark.parametrize("cut", range(30, len(TWO) - 3, 7))
def test_what_is_cut_off_is_not_whole(cut):
    found, early = read(TWO[:cut], finished=False)
    assert all(written.whole for written in found[:early])
    assert not any(written.whole for written in found[early:])


def test_an_empty_list_is_no_answer_and_other_json_is_none_at_all():
    assert read(form()) == ([Written("NONE")], 0)
    for other in ("{}", '{"sentences": "Så är det."}', '{"answer": "Så är det."}', "{not json}"):
        assert read(other) == ([], 0)


@pytest.mark.parametrize(
    "odd", [{"text": 7, "ids": ["s1"]}, {"text": "Så.", "ids": "s1"}, "Så.", None, {"ids": ["s1"]}]
)
def test_odd_items_have_no_ids(odd):
    found, _ = read(json.dumps({"sentences": [odd]}))
    assert all(written.text in ("", "7", "Så.") for written in found)
    assert "s1" not in [i for written in found if not written.text for i in written.ids]


@pytest.mark.parametrize("piece", [1, 4, 1000])
def test_what_a_model_thinks_first_is_passed_over(piece):
    found, _ = read(f"<think>{{så här}} {TWO[:40]}</think>\n{TWO}", piece)
    assert [w.text for w in found] == ["Ett är så.", "Två är så."]


@pytest.mark.parametrize("piece", [1, 4, 1000])
def test_a_brace_in_a_sentence_does_not_end_it(piece):
    said = '{"sentences": [{"ids": ["s1"], "text": "Magnesium {Mg} är ett mineral."}]}'
    found, _ = read(said, piece)
    assert found == [Written("Magnesium {Mg} är ett mineral.", ("s1",))]


def test_plain_text_is_read_as_such():
    assert read("Så är det. [s1]") == ([Written("Så är det.", ("s1",))], 0)


def test_a_schema_has_just_the_names_that_were_sent():
    items = schema(["s1", "s2"])["properties"]["sentences"]["items"]
    assert items["properties"]["ids"]["items"]["enum"] == ["s1", "s2"]
    assert items["additionalProperties"] is False


def test_the_provider_is_given_the_schema_and_its_reply_is_checked(writing, provider, own):
    said = [{"text": GOOD, "ids": ["s1"]}, {"text": "Magnesium botar migrän.", "ids": ["s1"]}]
    provider.says(lambda asked: json.dumps({"sentences": said}))
    answer = writing(llm_structured=True).ask(MIGRAINE)
    whole(answer, provider)
    assert [s.text for s in answer.statements] == [GOOD]
    told = provider.asked[0].body["response_format"]["json_schema"]
    assert told["schema"] == schema(list(provider.asked[0].passages))
    assert provider.asked[0].body["max_tokens"] == 2000
    assert form(GOOD)[:15] in provider.asked[0].system


def test_a_server_that_knows_no_schemas_is_asked_without(writing, provider, caplog):
    provider.says(
        lambda asked: json.dumps({"sentences": [{"text": GOOD, "ids": ["s1"]}]}),
        status=[400], error="response_format is not supported",
    )  # fmt: skip
    assert writing(llm_structured=True).ask(MIGRAINE).generated
    assert ["response_format" in asked.body for asked in provider.asked] == [True, False]
    provider.says(f"{GOOD} [{{0}}] {ALSO} [{{1}}]")
    assert len(writing(llm_structured=True).ask(MIGRAINE).statements) == 2


def test_no_sentences_say_that_the_passages_do_not_answer(writing, provider, own):
    provider.says(lambda asked: form())
    falls_back(writing(llm_structured=True).ask(MIGRAINE), own, "not_answered")
