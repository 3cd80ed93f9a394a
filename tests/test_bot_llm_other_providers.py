"""What holds of one provider's protocol holds of Anthropic's and Ollama's, through the real clients."""

import json
import time

import pytest
from other_doubles import Anthropic, Ollama
from written import ALSO, GOOD, MIGRAINE, falls_back, until, whole

from bot.bot import Bot
from bot.settings import Settings

FAMILIES = {"anthropic": Anthropic, "ollama": Ollama}


@pytest.fixture(params=FAMILIES)
def family(request):
    return request.param


@pytest.fixture
def provider(family):
    made = FAMILIES[family]()
    yield made
    made.close()


@pytest.fixture
def writing(index, family, provider, monkeypatch):
    """Makes a bot whose model is the provider."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-secret-of-the-test")

    def make(**settings):
        options = {"base_url": provider.url} | settings.pop("llm_options", {})
        given = {"llm": f"{family}:test-model", "llm_timeout": 5.0, "llm_retries": 0}
        return Bot(index, Settings(**(given | {"llm_options": options} | settings)))

    return make


@pytest.fixture
def own(bot):
    """The article's own answer to the question."""
    return bot.ask(MIGRAINE)


def test_a_good_answer_is_shown_and_its_tokens_are_counted(writing, provider):
    provider.says(f"{GOOD} [{{0}}] {ALSO} [{{1}}]")
    answer = writing().ask(MIGRAINE)
    whole(answer, provider)
    assert [s.text for s in answer.statements] == [GOOD, ALSO]
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (1000, 50)
    assert not answer.usage.estimated


def test_what_a_model_thinks_is_no_part_of_its_answer(writing, provider):
    provider.says(f"{GOOD} [{{0}}]", thinking="Magnesium botar allt. [s1] ")
    answer = writing().ask(MIGRAINE)
    assert [s.text for s in answer.statements] == [GOOD]


def test_rules_and_material_are_sent_apart_and_a_limit_is_set(writing, provider, family):
    provider.says(f"{GOOD} [{{0}}]")
    writing(llm_output_tokens=300).ask(MIGRAINE)
    (asked,) = provider.asked
    assert "Swedish" in asked.system
    assert MIGRAINE.question in asked.human
    told = asked.body["options"]["num_predict"] if family == "ollama" else asked.body["max_tokens"]
    assert told == 300


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "key"), (404, "model"), (429, "rate_limited"), (400, "refused"), (500, "unreachable"),
     (529, "unreachable")],
)  # fmt: skip
def test_a_provider_that_refuses(writing, provider, own, caplog, status, reason):
    provider.says("", status=[status] * 5)
    falls_back(writing().ask(MIGRAINE), own, reason)
    assert "sk-secret" not in caplog.text


@pytest.mark.parametrize("status", [429, 503])
def test_a_refusal_is_tried_again_as_soon_as_the_provider_says(writing, provider, status):
    provider.says(f"{GOOD} [{{0}}]", status=[status], retry_after=1)
    start = time.perf_counter()
    assert writing(llm_retries=1).ask(MIGRAINE).generated
    assert len(provider.asked) == 2
    assert time.perf_counter() - start >= 0.4


def test_a_reply_that_breaks_off_and_a_cut_connection(writing, provider, own):
    provider.says(f"{GOOD} [{{0}}] {ALSO} [{{1}}] Dessutom minskar", finish="length")
    assert [s.text for s in writing().ask(MIGRAINE).statements] == [GOOD, ALSO]
    provider.says(f"{GOOD} [{{0}}]", cut_after=20)
    falls_back(writing().ask(MIGRAINE), own, "unreachable")


def test_a_hang_is_given_up_and_cancelled(writing, provider, own):
    provider.says("", hang=True)
    falls_back(writing(llm_timeout=0.5).ask(MIGRAINE), own, "timeout")
    assert until(lambda: provider.asked[0].gone)


def test_a_reply_is_held_to_a_schema(writing, provider, family):
    provider.says(lambda asked: json.dumps({"sentences": [{"text": GOOD, "ids": ["s1"]}]}))
    answer = writing(llm_structured=True).ask(MIGRAINE)
    assert [s.text for s in answer.statements] == [GOOD]
    (asked,) = provider.asked
    given = asked.body["format"] if family == "ollama" else asked.body["output_config"]["format"]
    schema = given if family == "ollama" else given["schema"]
    ids = schema["properties"]["sentences"]["items"]["properties"]["ids"]["items"]["enum"]
    assert ids == list(asked.passages)


def test_nothing_listens_at_the_address(writing, own):
    away = writing(llm_options={"base_url": "http://127.0.0.1:9"})
    falls_back(away.ask(MIGRAINE), own, "unreachable")
