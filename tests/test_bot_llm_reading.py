"""What a reader gets when a provider breaks off, refuses, hangs or never ends, over real HTTP."""

import logging
import time

import pytest
from written import ALSO, GOOD, MIGRAINE, falls_back, until, whole

from bot.llm import breaker


@pytest.fixture
def own(bot):
    """The article's own answer to the question."""
    return bot.ask(MIGRAINE)


def test_a_reply_that_breaks_off_loses_only_what_is_not_whole(writing, provider, own):
    half = "Dessutom minskar magnesium ris"
    provider.says(f"{GOOD} [{{0}}] {ALSO} [{{1}}] {half}", finish="length")
    answer = writing().ask(MIGRAINE)
    assert [s.text for s in answer.statements] == [GOOD, ALSO]
    provider.says(half, finish="length")
    falls_back(writing().ask(MIGRAINE), own, "unverified")
    provider.says(f"{GOOD} [{{0}}", finish="length")
    falls_back(writing().ask(MIGRAINE), own, "unverified")


def test_a_cut_connection(writing, provider, own):
    text = f"{GOOD} [{{0}}] {ALSO} [{{1}}] Dessutom minskar magnesium risken för mycket annat."
    provider.says(text, cut_after=len(text) - 20)
    answer = writing().ask(MIGRAINE)
    whole(answer, provider)
    assert [s.text for s in answer.statements] == [GOOD, ALSO]
    provider.says(text, cut_after=20)
    falls_back(writing().ask(MIGRAINE), own, "unreachable")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (429, "rate_limited"),
        (500, "unreachable"),
        (401, "key"),
        (402, "credit"),
        (404, "model"),
        (413, "too_long"),
        (400, "refused"),
    ],
)
def test_a_provider_that_refuses(writing, provider, own, caplog, status, reason):
    caplog.set_level(logging.DEBUG)
    provider.says("", status=[status] * 5)
    falls_back(writing().ask(MIGRAINE), own, reason)
    assert "sk-secret" not in caplog.text
    assert "sk-secret" in provider.asked[0].headers["authorization"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_refusal_is_tried_again(writing, provider, status):
    provider.says(f"{GOOD} [{{0}}]", status=[status])
    answer = writing(llm_retries=2).ask(MIGRAINE)
    assert answer.generated
    assert len(provider.asked) == 2


def test_a_hang_takes_no_longer_than_the_time_limit(writing, provider, own):
    provider.says("", hang=True)
    start = time.perf_counter()
    falls_back(writing(llm_timeout=0.5).ask(MIGRAINE), own, "timeout")
    assert time.perf_counter() - start < 3
    assert until(lambda: provider.asked[0].gone)


def test_a_slow_reply_keeps_what_came_in_time(writing, provider):
    provider.says(f"{GOOD} [{{0}}] {ALSO} [{{1}}] " + "Ord " * 500, pause=0.02)
    answer = writing(llm_timeout=2).ask(MIGRAINE)
    assert [s.text for s in answer.statements] == [GOOD, ALSO]


def test_nothing_listens_at_the_address(writing, own):
    answer = writing(llm_url="http://127.0.0.1:9/v1").ask(MIGRAINE)
    falls_back(answer, own, "unreachable")


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), ("  \n", "empty"), ("NONE", "not_answered"),
                         ("NONE.", "not_answered"), ("[", "unverified")]
)  # fmt: skip
def test_replies_without_an_answer(writing, provider, own, text, reason):
    provider.says(text)
    falls_back(writing().ask(MIGRAINE), own, reason)


@pytest.mark.parametrize("text", [" ", "\n", "[", "( ", "s0", "ord. ", f"<think>{GOOD}"])
def test_endless_rubbish_is_stopped(writing, provider, own, text):
    provider.says(text * 20, endless=True)
    start = time.perf_counter()
    answer = writing(llm_timeout=2).ask(MIGRAINE)
    assert time.perf_counter() - start < 4
    falls_back(answer, own, answer.fallback)
    assert answer.fallback in ("endless", "timeout")


def test_endless_replies_are_stopped(writing, provider, own):
    provider.says("ord och åter ord ", endless=True)
    falls_back(writing().ask(MIGRAINE), own, "endless")
    assert until(lambda: provider.asked[0].gone)
    provider.says(f"{GOOD} [{{0}}] ", endless=True)
    answer = writing().ask(MIGRAINE)
    assert [s.text for s in answer.statements] == [GOOD]
    assert until(lambda: provider.asked[0].gone)
    provider.says("Påhitt efter påhitt står här. [s0000000000] ", endless=True)
    falls_back(writing().ask(MIGRAINE), own, "unverified")


def test_a_reader_who_stops_stops_the_model(writing, provider):
    provider.says(f"{GOOD} [{{0}}] {ALSO} [{{1}}] " + "Mer och mer. " * 500, pause=0.02)
    stream = writing().stream(MIGRAINE)
    next(stream)
    assert next(s for s in stream if s.generated).statements
    stream.close()
    assert until(lambda: provider.asked[0].gone)


def test_whoever_stops_before_anything_came_is_heard_within_a_second(writing, provider):
    provider.says("", hang=True)
    stream = writing().stream(MIGRAINE)
    first = next(stream)
    start = time.perf_counter()
    assert next(stream) is first  # nothing new, and time to stop
    stream.close()
    assert time.perf_counter() - start < 1
    assert until(lambda: provider.asked[0].gone, 1)


def test_a_first_sentence_is_waited_for_no_longer_than_is_set(writing, provider, own):
    provider.says(f"{GOOD} [{{0}}]", pause=0.5)
    start = time.perf_counter()
    falls_back(writing(llm_first_sentence=0.6).ask(MIGRAINE), own, "timeout")
    assert time.perf_counter() - start < 3


def test_a_server_is_waited_for_as_long_as_it_asks(writing, provider):
    provider.says(f"{GOOD} [{{0}}]", status=[429], retry_after=1)
    start = time.perf_counter()
    assert writing(llm_retries=1).ask(MIGRAINE).generated
    assert 1 <= time.perf_counter() - start < 4
    provider.says(f"{GOOD} [{{0}}]", status=[429], retry_after=60)
    assert writing(llm_retries=1).ask(MIGRAINE).fallback == "rate_limited"


def test_no_credit_is_no_limit(writing, provider, own):
    provider.says("", status=[429], error="You exceeded your quota: insufficient_quota")
    falls_back(writing().ask(MIGRAINE), own, "credit")


def test_a_model_that_is_down_is_left_alone_for_a_while(writing, provider, own):
    now = [1000.0]
    bot = writing(llm_cache=0)
    bot._writer._breaker = breaker.Breaker(clock=lambda: now[0])
    provider.says(f"{GOOD} [{{0}}]", status=[500] * (breaker.FAILURES + 1))
    for _ in range(breaker.FAILURES):
        falls_back(bot.ask(MIGRAINE), own, "unreachable")
    falls_back(bot.ask(MIGRAINE), own, "paused")
    assert len(provider.asked) == breaker.FAILURES
    now[0] += breaker.PAUSE_S + 1
    falls_back(bot.ask(MIGRAINE), own, "unreachable")
    falls_back(bot.ask(MIGRAINE), own, "paused")
    now[0] += breaker.PAUSE_S + 1
    assert bot.ask(MIGRAINE).generated
    assert bot.ask(MIGRAINE).generated


def test_a_model_that_writes_what_does_not_stand_is_no_outage(writing, provider, own):
    provider.says("Magnesium botar allt. [s0000000000] ", pause=0.03, endless=True)
    bot = writing(llm_first_sentence=0.8)
    for _ in range(breaker.FAILURES + 1):
        falls_back(bot.ask(MIGRAINE), own, "unverified")


def test_a_pause_that_leaves_no_time_for_a_sentence_is_not_waited_for(writing, provider, own):
    provider.says(f"{GOOD} [{{0}}]", status=[429], retry_after=2)
    start = time.perf_counter()
    falls_back(writing(llm_retries=2, llm_first_sentence=1).ask(MIGRAINE), own, "rate_limited")
    assert time.perf_counter() - start < 1
    assert len(provider.asked) == 1
