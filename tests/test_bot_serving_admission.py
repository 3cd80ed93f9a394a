"""The admission: requests a minute, places, the queue; by threads, by tasks and over HTTP."""

import asyncio
import threading
import time

import httpx
import pytest
from serving import served
from starlette.testclient import TestClient

from bot.api.app import create
from bot.serving.admission import AdmissionController, TooManyError
from bot.serving.front import protect
from bot.settings import Settings

BODY = {"question": "Vad gör GABA?"}


def admission(**settings):
    return AdmissionController(Settings(**settings))


def test_a_client_has_its_requests_a_minute_and_each_client_its_own():
    narrow = admission(requests_per_minute=3)
    for _ in range(3):
        with narrow.admit("192.0.2.1"):
            pass
    with pytest.raises(TooManyError) as told, narrow.admit("192.0.2.1"):
        pass
    assert 1 <= told.value.retry_after_s <= 60
    assert told.value.reason == "rate"
    with narrow.admit("192.0.2.2"):
        pass
    narrow.count("192.0.2.1", "read")


def test_a_household_of_ipv6_addresses_is_one_client():
    narrow = admission(requests_per_minute=1)
    narrow.count("2001:db8:0:1::1", "answer")
    with pytest.raises(TooManyError):
        narrow.count("2001:db8:0:1:ffff::2", "answer")
    narrow.count("2001:db8:0:2::1", "answer")
    narrow.count("::ffff:192.0.2.9", "answer")
    with pytest.raises(TooManyError):
        narrow.count("192.0.2.9", "answer")
    narrow.count("a socket without an address", "answer")


def test_never_more_at_once_than_set_and_all_get_in():
    wide = admission(concurrent_answers=3, waiting_answers=40, requests_per_minute=1000)
    inside, most, done = 0, 0, 0
    lock = threading.Lock()

    def stay(number):
        nonlocal inside, most, done
        with wide.admit(f"192.0.2.{number}"):
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.005)
            with lock:
                inside -= 1
                done += 1

    async def stays():
        for _ in range(5):
            async with wide.admit("192.0.2.1"):
                await asyncio.sleep(0.005)

    threads = [threading.Thread(target=stay, args=(n,)) for n in range(30)]
    tasks = threading.Thread(target=lambda: asyncio.run(stays()))
    for thread in (*threads, tasks):
        thread.start()
    for thread in (*threads, tasks):
        thread.join(20)
    assert done == 30
    assert most <= 3
    assert wide._inside.total() == 0


def test_a_full_queue_sends_away_and_says_for_how_long():
    narrow = admission(concurrent_answers=1, waiting_answers=1)
    narrow._mean_s = 7.0

    async def three():
        async with narrow.admit("192.0.2.1"):
            second = asyncio.create_task(_enter(narrow))
            await asyncio.sleep(0)
            with pytest.raises(TooManyError) as told:
                async with narrow.admit("192.0.2.1"):
                    pass
            assert told.value.reason == "busy"
            assert told.value.retry_after_s == 14
        await second

    asyncio.run(three())
    assert narrow._inside.total() == 0


def test_who_gives_up_waiting_leaves_the_queue():
    narrow = admission(concurrent_answers=1, waiting_answers=1)

    async def give_up():
        async with narrow.admit("192.0.2.1"):
            for _ in range(3):
                waiting = asyncio.create_task(_enter(narrow))
                await asyncio.sleep(0)
                waiting.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await waiting
        # The turn comes in the very moment of giving up:
        await narrow.admit("192.0.2.1").__aenter__()
        waiting = asyncio.create_task(_enter(narrow))
        await asyncio.sleep(0)
        narrow.leave("192.0.2.1", 0.0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(give_up())
    assert narrow._inside.total() == 0


def test_one_client_leaves_places_to_others_and_they_take_turns():
    wide = admission(concurrent_answers=4, waiting_answers=4, requests_per_minute=100)
    many, other, third = "192.0.2.1", "192.0.2.2", "192.0.2.3"
    order = []

    async def wait(client):
        async with wide.admit(client):
            order.append(client)
            await asyncio.sleep(0)

    async def crowd():
        async with wide.admit(many), wide.admit(many), wide.admit(other):
            async with wide.admit(third):
                waiting = [asyncio.create_task(wait(many)) for _ in range(3)]
                await asyncio.sleep(0)
                with pytest.raises(TooManyError):
                    wide.join(many)
                waiting.append(asyncio.create_task(wait(other)))
                await asyncio.sleep(0)
            await asyncio.sleep(0.01)
            assert order == [other]
        await asyncio.gather(*waiting)

    asyncio.run(crowd())
    assert order == [other, many, many, many]
    assert wide._inside.total() == 0


def test_one_client_has_half_of_the_answers_made_at_once():
    wide = admission(concurrent_answers=4, waiting_answers=4)
    places = [wide.join("192.0.2.1") for _ in range(3)]
    assert [place.done() for place in places] == [True, True, False]
    assert wide.join("192.0.2.2").done()


async def _enter(some):
    async with some.admit("192.0.2.1"):
        pass


def test_over_http_the_minute_ends_with_429_and_when_to_come_back(bot):
    with (
        served(create(bot, Settings(requests_per_minute=2))) as address,
        httpx.Client(base_url=address) as http,
    ):
        statuses = [http.post("/v1/answers", json=BODY).status_code for _ in range(2)]
        refused = http.post("/v1/answers", json=BODY)
        assert http.get("/v1/articles").status_code == 200
        assert http.get("/readyz").status_code == 200
    assert statuses == [200, 200]
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    told = refused.json()
    assert int(refused.headers["retry-after"]) == told["retry_after_s"] >= 1
    assert told["type"] == "urn:problem:fotnot:too-many"


def test_a_forwarded_address_counts_only_from_a_trusted_proxy(bot):
    def statuses(**settings):
        chosen = Settings(requests_per_minute=1, hosts=["testserver"], **settings)
        app = create(bot, chosen)
        protect(app, chosen)
        with TestClient(app, client=("192.0.2.7", 1)) as http:
            return [
                http.post("/v1/answers", json=BODY, headers={"X-Forwarded-For": who}).status_code
                for who in ("198.51.100.1", "198.51.100.2", "198.51.100.9, 198.51.100.2")
            ]

    assert statuses() == [200, 429, 429]
    assert statuses(trusted_proxies=["192.0.2.0/24"]) == [200, 200, 429]
