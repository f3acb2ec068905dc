"""Nothing of the journal is given before the person allows it, and nothing is written without their yes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import mcp_types as types
import pytest

from mcp import Client, MCPError
from starl.assistant.pending import MOST
from starl.assistant.permission import FILE, TOOLS, allow, deny, load
from starl.assistant.seen import FILE as LOG
from starl.assistant.seen import Seen, What, note, read
from starl.errors import StarlError
from starl.mcp.server import Server
from tests.mcp.assistants import MODES, MORNING, Mode, Person, call, refusal
from tests.store.conftest import database, schema

__all__ = ["database", "schema"]

DRAFT = {"text": "I broke the build\nand told nobody", "lesson": "Say it early", "tags": ["ci"]}
CALLS: dict[str, dict[str, Any]] = {
    "search_journal": {"query": "build"},
    "list_due": {},
    "portfolio": {},
    "log_entry": DRAFT,
    "start_interview": {},
}
NO = [
    types.ElicitResult(action="decline"),
    types.ElicitResult(action="cancel"),
    types.ElicitResult(action="accept", content={"agree": False}),
]
WRONG = [
    types.ElicitResult(action="accept", content={}),
    types.ElicitResult(action="accept", content={"agree": "perhaps"}),
    types.ElicitResult(action="accept"),
]


@pytest.mark.parametrize("name", CALLS)
def test_each_tool_is_off_until_it_is_allowed_by_itself(person: Person, name: str) -> None:
    person.keeps("I broke the build")
    person.allows(*(set(TOOLS) - {name}))
    before = person.journal()

    async def script(client: Client) -> str:
        return await refusal(client, name, **CALLS[name])

    assert f"starl mcp allow {name}" in person.talk(script)
    assert person.journal() == before
    assert person.asked == []
    assert [(seen.tool, seen.what) for seen in read(person.home, 9)] == [(name, What.REFUSED)]


def test_stories_are_closed_too(person: Person) -> None:
    identifier = person.tells()

    async def script(client: Client) -> None:
        assert [str(one.uri) for one in (await client.list_resources()).resources] == ["starl://stories"]
        for uri in ("starl://stories", f"starl://story/{identifier}"):
            with pytest.raises(MCPError, match="starl mcp allow stories"):
                await client.read_resource(uri)

    person.talk(script)


def test_a_denial_counts_for_a_server_that_runs(person: Person) -> None:
    person.keeps("I broke the build")
    person.allows("search_journal")

    async def script(client: Client) -> None:
        assert (await call(client, "search_journal", query="build"))["hits"]
        deny(person.home, ())
        assert "not allowed" in await refusal(client, "search_journal", query="build")

    person.talk(script)


@pytest.mark.parametrize("mode", MODES)
def test_the_person_sees_the_whole_entry_and_their_yes_writes_it(person: Person, mode: Mode) -> None:
    person.allows("log_entry")

    async def script(client: Client) -> dict[str, Any]:
        return await call(client, "log_entry", **DRAFT, day="yesterday")

    done = person.talk(script, mode=mode)
    assert person.asked == [
        "An assistant wants to write this to your journal:\n\n"
        "| I broke the build\n| and told nobody\n| lesson: Say it early\n| day: yesterday\n| tags: ci"
    ]
    (entry,) = person.journal()["entries"]
    assert done == {"status": "written", "id": entry.id, "say": "It is in the journal."}
    assert (entry.text, entry.lesson, entry.tags) == (DRAFT["text"], DRAFT["lesson"], ("ci",))
    assert (str(entry.date), entry.source.kind, entry.attachments) == ("2026-04-30", "assistant", ())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["log_entry", "start_interview"])
@pytest.mark.parametrize("no", NO)
def test_a_no_writes_nothing(person: Person, mode: Mode, name: str, no: types.ElicitResult) -> None:
    person.allows()
    person.says = no
    before = person.journal()

    async def script(client: Client) -> str:
        done = await call(client, name, **CALLS[name])
        return str(done["say"])

    assert "The person said no" in person.talk(script, mode=mode)
    assert len(person.asked) == 1
    assert person.journal() == before
    assert read(person.home, 1)[0].what is What.DECLINED


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_clear_yes_writes_nothing(person: Person, mode: Mode, wrong: types.ElicitResult) -> None:
    person.allows()
    person.says = wrong
    before = person.journal()

    async def script(client: Client) -> str:
        return await refusal(client, "log_entry", **DRAFT)

    assert "log_entry" in person.talk(script, mode=mode)
    assert person.journal() == before


@pytest.mark.parametrize("mode", MODES)
def test_where_nobody_can_be_asked_it_waits(person: Person, mode: Mode) -> None:
    person.allows()

    async def script(client: Client) -> None:
        for _ in range(2):
            done = await call(client, "log_entry", **DRAFT)
            assert (done["status"], done["id"]) == ("waiting", None)
            assert "starl mcp pending 1" in done["say"]
        begun = await call(client, "start_interview", questions=2)
        assert (begun["session"], begun["asks"]) == (None, None)
        assert "starl mcp pending 2" in begun["say"]

    person.talk(script, mode=mode, can_ask=False)
    after = person.journal()
    assert (after["entries"], after["mocks"]) == ([], [])


def test_a_yes_cannot_be_given_in_the_arguments(person: Person) -> None:
    person.allows()
    yes = {"consent": {"action": "accept", "data": {"agree": True}}, "agree": True}

    async def script(client: Client) -> None:
        result = await client.call_tool("log_entry", {**DRAFT, **yes})
        assert result.is_error or (result.structured_content or {})["status"] == "waiting"

    person.talk(script, can_ask=False)
    assert person.journal()["entries"] == []


def test_proposals_cannot_bury_the_person(person: Person) -> None:
    person.allows("log_entry")

    async def script(client: Client) -> str:
        for number in range(MOST):
            await call(client, "log_entry", text=f"Entry {number}")
        return await refusal(client, "log_entry", text="One more")

    assert f"{MOST} proposals wait already" in person.talk(script, can_ask=False)


def test_the_log_has_what_was_given_and_not_a_word_of_it(person: Person) -> None:
    person.allows()
    identifier = person.keeps("The secret build broke")

    async def script(client: Client) -> None:
        await call(client, "search_journal", query="secret")
        await call(client, "log_entry", **DRAFT)

    person.talk(script)
    found = read(person.home, 9)
    assert [(seen.tool, seen.what) for seen in found] == [
        ("log_entry", What.WRITTEN),
        ("search_journal", What.GIVEN),
    ]
    assert found[1].records == (identifier,)
    text = (person.home / LOG).read_text()
    assert not [word for word in ("secret", "build", "early") if word in text]
    assert (person.home / LOG).stat().st_mode & 0o077 == 0


def test_an_interview_is_logged_step_by_step(person: Person) -> None:
    person.allows()

    async def script(client: Client) -> str:
        step = await call(client, "start_interview")
        await call(
            client, "answer_interview", session=step["session"], place=step["place"], answer="I broke it"
        )
        await call(client, "finish_interview", session=step["session"])
        return str(step["session"])

    session = person.talk(script)
    assert [(seen.tool, seen.what, seen.records) for seen in read(person.home, 9)] == [
        (name, What.WRITTEN, (session,))
        for name in ("finish_interview", "answer_interview", "start_interview")
    ]


def test_the_log_keeps_its_end_when_it_is_long(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starl.assistant.seen._MOST_BYTES", 300)
    monkeypatch.setattr("starl.assistant.seen._KEPT", 2)
    for number in range(20):
        note(person.home, Seen(MORNING, f"tool{number}", What.GIVEN, ()))
    found = read(person.home, 99)
    assert [seen.tool for seen in found[:2]] == ["tool19", "tool18"]
    assert len(found) < 10
    with (person.home / LOG).open("a") as file:
        file.write("half a li")
    assert read(person.home, 99) == found


def test_what_cannot_be_logged_is_not_written_either(person: Person) -> None:
    person.allows()
    (person.home / LOG).mkdir()

    async def script(client: Client) -> str:
        return await refusal(client, "log_entry", **DRAFT)

    assert "the log cannot be written" in person.talk(script)
    assert person.journal()["entries"] == []


def test_a_journal_in_postgresql_is_as_closed(person: Person, schema: str) -> None:
    desk = replace(person.desk(), location=schema)

    async def script(client: Client) -> None:
        assert "starl mcp allow" in await refusal(client, "log_entry", **DRAFT)
        person.allows()
        identifier = (await call(client, "log_entry", **DRAFT))["id"]
        (hit,) = (await call(client, "search_journal", query="build"))["hits"]
        assert hit["id"] == identifier
        assert (await call(client, "start_interview"))["asks"]

    person.talk(script, server=Server(desk))


def test_what_cannot_be_logged_is_not_given(person: Person) -> None:
    person.allows()
    person.keeps("I broke the build")
    (person.home / LOG).mkdir()

    async def script(client: Client) -> str:
        return await refusal(client, "search_journal", query="build")

    assert "the log cannot be written" in person.talk(script)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"allowed": ["search_journal"]}', '{"allowed": 3, "plain": true}']
)
def test_a_damaged_permission_allows_nothing(person: Person, text: str) -> None:
    person.home.mkdir()
    (person.home / FILE).write_text(text)

    async def script(client: Client) -> str:
        return await refusal(client, "search_journal", query="build")

    assert "so it may do nothing" in person.talk(script)


def test_only_what_there_is_can_be_allowed(person: Person) -> None:
    with pytest.raises(StarlError, match="there is no 'everything'"):
        allow(person.home, ["search_journal", "everything"])
    assert load(person.home).allowed == frozenset()
    person.home.mkdir()
    (person.home / FILE).write_text(json.dumps({"allowed": ["everything", "list_due"], "plain": False}))
    assert load(person.home).allowed == {"list_due"}


def test_an_import_cannot_allow_anything(person: Person) -> None:
    """What is allowed is no setting of the journal: an export holds none of it."""
    person.allows()
    assert person.journal()["settings"] == {}
