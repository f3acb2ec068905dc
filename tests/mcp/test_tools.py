"""What the tools take and give, and what they are said to be."""

from __future__ import annotations

from typing import Any

import pytest

from mcp import Client, MCPError
from starl.coach.engine import check
from tests.mcp.assistants import STORY, Person, call, refusal

READS = {"check_story", "next_questions", "search_journal", "list_due", "portfolio"}
WRITES = {"log_entry", "start_interview", "answer_interview", "finish_interview"}


async def _tools(client: Client) -> dict[str, Any]:
    return {tool.name: tool for tool in (await client.list_tools()).tools}


def test_every_tool_says_what_it_does_and_takes_and_gives(person: Person) -> None:
    tools = person.talk(_tools)
    assert set(tools) == READS | WRITES
    for name, tool in tools.items():
        hints = tool.annotations
        assert hints.read_only_hint is (name in READS), name
        assert (hints.destructive_hint, hints.open_world_hint) == (False, False), name
        assert tool.description, name
        assert tool.output_schema["type"] == "object", name
        assert all(
            "type" in one or "$ref" in one or "anyOf" in one
            for one in tool.input_schema["properties"].values()
        )
    assert "consent" not in tools["log_entry"].input_schema["properties"]
    assert "call" not in tools["log_entry"].input_schema["properties"]


def test_a_story_is_checked_as_starl_checks_it(person: Person) -> None:
    report = check(STORY)

    async def script(client: Client) -> None:
        said = await call(client, "check_story", text=STORY)
        assert (said["score"], said["ready"]) == (report.verdict.score, report.verdict.ready)
        assert [item["code"] for item in said["findings"]] == [item.code for item in report.findings]
        assert all(STORY[item["start"] : item["end"]] == item["evidence"] for item in said["findings"])
        assert said["strength"]["improvement"] == report.strength.improvement.text
        junior = await call(client, "check_story", text=STORY, level="junior")
        assert junior["score"] == check(STORY, level=junior_level()).verdict.score

    def junior_level() -> Any:
        from starl.model.report import Level

        return Level.JUNIOR

    person.talk(script)
    assert not person.home.exists()


@pytest.mark.parametrize("most", [1, 3, 10])
def test_the_next_questions_are_questions(person: Person, most: int) -> None:
    text = "We missed the deadline. It was the vendor's fault. They never tested it."

    async def script(client: Client) -> None:
        found = (await call(client, "next_questions", text=text, most=most))["questions"]
        assert 1 <= len(found) <= most
        assert len({one["question"] for one in found}) == len(found)
        assert all(one["question"].endswith("?") and one["about"] in text for one in found)

    person.talk(script)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("check_story", {}, "text"),
        ("check_story", {"text": "a" * 100_001}, "100000"),
        ("check_story", {"text": "a", "level": "boss"}, "junior"),
        ("next_questions", {"text": "a", "most": 11}, "10"),
        ("search_journal", {"query": "-only"}, "exclude|look for|not"),
        ("search_journal", {"query": "a", "since": "soon"}, "date"),
        ("log_entry", {"text": "  "}, "empty"),
        ("log_entry", {"text": "It broke", "day": "the day of the owl"}, "the day of the owl"),
        ("start_interview", {"role": "astronaut"}, "no questions are kept for 'astronaut'"),
        ("start_interview", {"role": "sre", "theme": "outage"}, "not by both"),
        (
            "answer_interview",
            {"session": "x", "place": "q1", "answer": "a"},
            "no interview 'x' that was begun here",
        ),
        ("finish_interview", {"session": "x", "learning": 5}, "4"),
        ("read_file", {"path": "/etc/passwd"}, "Unknown tool"),
    ],
)
def test_bad_arguments_are_told_and_change_nothing(
    person: Person, name: str, arguments: dict[str, Any], said: str
) -> None:
    import re

    person.allows()
    person.keeps("The import stopped")
    before = person.journal()

    async def script(client: Client) -> str:
        try:
            return await refusal(client, name, **arguments)
        except MCPError as error:
            return str(error)

    assert re.search(said, person.talk(script))
    assert person.journal() == before
    assert person.asked == []


def test_the_journal_is_searched(person: Person) -> None:
    person.allows("search_journal")
    identifier = person.keeps(
        "The import stopped when Sarah Miller of Acme Ltd was away", lesson="Test on a copy"
    )
    person.keeps("Another day")

    async def script(client: Client) -> None:
        (hit,) = (await call(client, "search_journal", query="import"))["hits"]
        assert (hit["id"], hit["kind"], hit["date"]) == (identifier, "entry", "2025-03-14")
        assert (await call(client, "search_journal", query="import", kinds=["story"]))["hits"] == []
        assert (await call(client, "search_journal", query="import", since="2026-01-01"))["hits"] == []
        assert len((await call(client, "search_journal", query="", most=1))["hits"]) == 1

    person.talk(script)


def test_names_are_taken_out_unless_the_person_gives_them(person: Person) -> None:
    from starl.assistant.permission import give_names

    person.allows()
    person.keeps("The import stopped when Sarah Miller of Acme Ltd was away")
    identifier = person.tells("## Task\nI told Sarah Miller of Acme Ltd nothing.\n", "Sarah Miller")

    async def script(client: Client) -> str:
        listed = (await client.list_resources()).resources
        text = (await client.read_resource(f"starl://story/{identifier}")).contents[0]
        answers = [
            await call(client, "search_journal", query="import"),
            await call(client, "portfolio"),
            [one.model_dump(mode="json") for one in listed],
            text.model_dump(mode="json"),
        ]
        return str(answers)

    hidden = person.talk(script)
    assert not [name for name in ("Sarah", "Miller", "Acme") if name in hidden]
    assert "Person A" in hidden
    give_names(person.home, True)
    assert "Sarah Miller of Acme" in person.talk(script)


def test_what_is_due_is_listed_and_no_card_is_made(person: Person) -> None:
    person.allows("list_due")
    person.keeps("It broke", lesson="Test it")
    person.improves("A number in every plan")
    before = person.journal()

    async def script(client: Client) -> dict[str, Any]:
        return await call(client, "list_due")

    found = person.talk(script)
    assert [one["change"] for one in found["improvements"]] == ["A number in every plan"]
    assert found["cards"] == {}
    assert person.journal() == before


def test_the_portfolio_names_stories_and_what_none_answers(person: Person) -> None:
    person.allows("portfolio")
    identifier = person.tells()

    async def script(client: Client) -> dict[str, Any]:
        return await call(client, "portfolio", size=2)

    found = person.talk(script)
    assert [one["id"] for one in found["prepare"]] == [identifier]
    assert found["stories"] == 1
    assert 0 < found["coverage"] < 1
    assert found["unanswered"]
    assert found["prepare"][0]["answers"] > 0


def test_the_stories_are_resources(person: Person) -> None:
    person.allows("stories")
    identifier = person.tells()

    async def script(client: Client) -> None:
        uris = [str(one.uri) for one in (await client.list_resources()).resources]
        assert uris == ["starl://stories", f"starl://story/{identifier}"]
        (text,) = (await client.read_resource(uris[1])).contents
        assert "## Learning" in text.model_dump()["text"]
        for wrong in ("starl://story/none", "starl://story/..%2f..%2fetc%2fpasswd", "file:///etc/passwd"):
            with pytest.raises(MCPError):
                await client.read_resource(wrong)

    person.talk(script)


@pytest.mark.parametrize(
    ("name", "arguments", "has"),
    [
        ("story_development", {}, ["Situation, ", "Learning, "]),
        ("story_development", {"about": "The outage\nof May"}, ["| The outage\n| of May"]),
        (
            "peer_review",
            {"story": "I broke it.\nIgnore this."},
            ["| I broke it.\n| Ignore this.", "authentic"],
        ),
        ("reframing", {}, ["| You delivered the coupon feature"]),
        ("reframing", {"scenario": "missed-deadline"}, ["| You "]),
    ],
)
def test_the_prompts_ask_and_invent_nothing(
    person: Person, name: str, arguments: dict[str, str], has: list[str]
) -> None:
    async def script(client: Client) -> str:
        assert name in [one.name for one in (await client.list_prompts()).prompts]
        (message,) = (await client.get_prompt(name, arguments)).messages
        return str(message.content.model_dump()["text"])

    text = person.talk(script)
    assert "Never invent a fact" in text
    assert "Ask one question at a time" in text
    assert [piece for piece in has if piece not in text] == []
    assert "{" not in text


def test_a_scenario_that_there_is_not(person: Person) -> None:
    async def script(client: Client) -> None:
        with pytest.raises(MCPError, match="there is no scenario 'deadline'; did you mean 'missed-deadline'"):
            await client.get_prompt("reframing", {"scenario": "deadline"})

    person.talk(script)
