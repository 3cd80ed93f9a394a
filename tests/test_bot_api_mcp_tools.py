"""The MCP tools, called by the protocol's own client over loopback."""

import subprocess
import sys

import anyio
import httpx
import pytest
from mcp import Client
from serving import served

from bot.api.app import create
from bot.rendering.serialization import answer_json
from bot.request import Request
from bot.settings import Settings


def call(bot, work, **settings):
    """What `work`, given a client of a running server, returns."""

    async def run(address):
        async with Client(f"{address}/mcp") as client:
            return await work(client)

    with served(create(bot, Settings(mcp=True, **settings))) as address:
        return anyio.run(run, address)


def timeless(told):
    return {**told, "elapsed_ms": None}


def test_the_tools_tell_what_they_take_and_give(bot):
    async def work(client):
        return (await client.list_tools()).tools

    ask, reference = call(bot, work)
    assert (ask.name, reference.name) == ("ask", "reference")
    assert set(ask.input_schema["properties"]) == {"question", "earlier", "language", "article"}
    assert ask.input_schema["required"] == ["question"]
    assert set(reference.input_schema["properties"]) == {"number", "article"}
    assert "disclaimer" in ask.output_schema["properties"]
    assert ask.description.startswith("Answer a question")


def test_ask_gives_the_machine_interfaces_answer(bot):
    async def work(client):
        first = await client.call_tool("ask", {"question": "Hjälper magnesium barn med ADHD?"})
        then = await client.call_tool(
            "ask", {"question": "och för vuxna?", "earlier": ["Hjälper magnesium mot ADHD?"]}
        )
        return first, then

    first, then = call(bot, work)
    asked = Request("Hjälper magnesium barn med ADHD?")
    expected = answer_json(bot.ask(asked), asked.question, 0)
    assert timeless(first.structured_content) == timeless(expected)
    assert "treonat" in then.structured_content["text"]
    assert then.structured_content["text"].endswith(then.structured_content["disclaimer"])


def test_reference_gives_an_entry_and_what_rests_on_it(bot, article):
    async def work(client):
        return await client.call_tool("reference", {"number": 33})

    told = call(bot, work).structured_content
    assert told["text"] == article.reference(33).text
    assert told["supports"]


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("ask", {"question": ""}, "question"),
        ("ask", {"question": "x" * 2001}, "question"),
        ("ask", {"question": "GABA?", "article": "none"}, "there is no article of that slug"),
        ("ask", {"question": "GABA?", "language": "fr"}, "language"),
        ("reference", {"number": 9999}, "has no reference 9999"),
    ],
)
def test_mistakes_are_told_to_the_model(bot, tool, arguments, says):
    async def work(client):
        return await client.call_tool(tool, arguments)

    result = call(bot, work)
    assert result.is_error
    assert says in result.content[0].text


def test_the_minute_counts_here_too(bot):
    async def work(client):
        return [await client.call_tool("ask", {"question": "GABA?"}) for _ in range(3)]

    results = call(bot, work, requests_per_minute=2)
    assert [result.is_error for result in results] == [False, False, True]
    assert "try again in" in results[-1].content[0].text


def test_pages_of_other_sites_and_large_requests_are_refused(bot):
    with served(create(bot, Settings(mcp=True, request_bytes=5000))) as address:
        head = {"Content-Type": "application/json", "Accept": "application/json"}
        for name, value in (("Host", "evil.example"), ("Origin", "https://evil.example")):
            answer = httpx.post(f"{address}/mcp", content=b"{}", headers={**head, name: value})
            assert answer.status_code in {403, 421}
        assert httpx.post(f"{address}/mcp", content=b" " * 6000, headers=head).status_code == 413
        assert httpx.get(f"{address}/v1/articles").status_code == 200


def test_it_is_not_served_unless_set(bot):
    with served(create(bot, Settings())) as address:
        assert httpx.post(f"{address}/mcp", content=b"{}").status_code == 404


def test_without_its_package_one_line_says_what_to_install():
    code = (
        "import sys; sys.modules['mcp'] = None; sys.modules['mcp.server'] = None\n"
        "from ingest.errors import InputError\n"
        "try:\n    import bot.api.mcp_tools\nexcept InputError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "fotnot[mcp]" in done.stdout
    assert done.stdout.count("\n") == 1
