"""`starl mcp` as a process, over its standard streams and over HTTP, with the SDK's own client."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

import httpx2
import pytest
from mcp.client.streamable_http import streamable_http_client

from mcp import Client
from starl.mcp.http import TOKEN, token
from tests.mcp.assistants import MODES, STORY, Mode, Person, call, refusal


@pytest.mark.parametrize("mode", MODES)
def test_over_standard_input_and_output(person: Person, mode: Mode) -> None:
    person.keeps("The build broke")

    async def script(client: Client) -> None:
        assert (await call(client, "check_story", text=STORY))["ready"]
        assert "starl mcp allow" in await refusal(client, "search_journal", query="build")
        person.allows("search_journal", "log_entry")
        assert (await call(client, "search_journal", query="build"))["hits"]
        assert (await call(client, "log_entry", text="It broke again"))["status"] == "written"

    person.talk(script, mode=mode, server=person.process())
    assert [entry.text for entry in person.journal()["entries"]] == ["It broke again", "The build broke"]
    assert len(person.asked) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_ends_it_at_once(person: Person) -> None:
    """While it waits for a line, as at a terminal."""
    start = person.process()
    with subprocess.Popen(
        [start.command, *start.args], env=start.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write('{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        process.stdin.flush()
        assert process.stdout.readline().startswith('{"jsonrpc"')
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == -signal.SIGINT


class Running(NamedTuple):
    """A server that answers."""

    person: Person
    url: str
    token: str


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    person = Person(tmp_path_factory.mktemp("http") / "home")
    start = person.process()
    process = subprocess.Popen(
        [start.command, *start.args, "--http", "--port", "0"],
        env=start.env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", process.stdout.readline())
        assert found
        yield Running(person, found[0], token(person.home))
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert "Stopped." in process.stdout.read() or sys.platform == "win32"
        process.stdout.close()


@pytest.mark.parametrize("mode", MODES)
def test_over_http(running: Running, mode: Mode) -> None:
    person = running.person
    person.allows("log_entry")
    person.asked.clear()
    before = len(person.journal()["entries"])

    async def script(client: Client) -> None:
        assert (await call(client, "check_story", text=STORY))["ready"]
        assert "starl mcp allow" in await refusal(client, "search_journal", query="build")
        assert (await call(client, "log_entry", text="It broke"))["status"] == "written"

    import anyio

    async def run() -> None:
        headers = {"Authorization": f"Bearer {running.token}"}
        async with httpx2.AsyncClient(headers=headers) as http:
            transport = streamable_http_client(running.url, http_client=http)
            async with Client(transport, mode=mode, elicitation_callback=person.answer) as client:
                await script(client)

    anyio.run(run)
    assert len(person.asked) == 1
    assert len(person.journal()["entries"]) == before + 1


_CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "bearer"}, 401),
        ({"Host": "evil.test"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "http://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_strangers_are_refused(running: Running, headers: dict[str, str], status: int) -> None:
    sent: dict[str, str] = {
        "Authorization": f"Bearer {running.token}",
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
    }
    answer = httpx2.post(running.url, json=_CALL, headers=sent | headers)
    assert answer.status_code == status
    assert "check_story" not in answer.text


def test_a_page_of_a_browser_cannot_ask_first(running: Running) -> None:
    asked = httpx2.options(
        running.url, headers={"Origin": "http://evil.test", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status_code == 401
    assert not [name for name in asked.headers if name.startswith("access-control")]


def test_the_token_is_for_the_owner_and_can_be_made_anew(person: Person) -> None:
    first = token(person.home)
    assert token(person.home) == first
    assert len(first) >= 32
    assert (person.home / TOKEN).stat().st_mode & 0o077 == 0
    assert token(person.home, new=True) != first
