"""A mock interview through an assistant, from the person's yes to the debrief."""

from __future__ import annotations

from typing import Any

import pytest

from mcp import Client
from starl.assistant.pending import accept, waiting
from starl.practice.mock import begin
from starl.practice.mock_json import as_json
from starl.practice.mocks import Focus, start
from tests.mcp.assistants import MODES, MORNING, Mode, Person, call, refusal

ANSWER = (
    "Last year I dropped the users table in production since I trusted my script. 2,000 people could not log in for "
    "an hour. I restored it from the copy. Since then I run every script on a copy first, and it held in March."
)


@pytest.mark.parametrize("mode", MODES)
def test_one_yes_and_then_question_by_question(person: Person, mode: Mode) -> None:
    person.allows("start_interview")

    async def script(client: Client) -> dict[str, Any]:
        step = await call(client, "start_interview", questions=2, theme="outage")
        assert (step["question"], step["questions"], step["follow_up"]) == (1, 2, False)
        again = await call(client, "start_interview", questions=9)
        assert again == step
        seen = set()
        while step["asks"]:
            assert step["asks"].endswith(("?", "."))
            seen.add(step["question"])
            step = await call(
                client, "answer_interview", session=step["session"], place=step["place"], answer=ANSWER
            )
        assert seen == {1, 2}
        assert step["place"] == "assessing"
        return await call(client, "finish_interview", session=step["session"], humility=2, learning=4)

    last = person.talk(script, mode=mode)
    assert len(person.asked) == 1
    assert "2 questions, theme outage" in person.asked[0]
    assert last["place"] == "done"
    assert set(last["debrief"]["scores"]) == {"self_awareness", "humility", "learning", "resilience"}
    (record,) = person.journal()["mocks"]
    assert record.state["rounds"][0]["answer"]["text"] == ANSWER
    assert record.state["assessment"] == {"humility": 2, "learning": 4}


def test_an_answer_comes_once_and_an_end_may_come_early(person: Person) -> None:
    person.allows("start_interview")

    async def script(client: Client) -> None:
        step = await call(client, "start_interview")
        given = {"session": step["session"], "place": step["place"], "answer": ANSWER}
        await call(client, "answer_interview", **given)
        assert "went on in another window" in await refusal(client, "answer_interview", **given)
        done = await call(client, "finish_interview", session=step["session"])
        assert await call(client, "finish_interview", session=step["session"], humility=4) == done
        assert "no interview" in await refusal(client, "answer_interview", **given | {"session": "01"})

    person.talk(script)
    assert len(person.journal()["mocks"]) == 1


def test_interviews_that_were_begun_elsewhere_are_closed(person: Person) -> None:
    person.allows("start_interview")
    with person.store() as store:
        kept = start(store, Focus())
    before = person.journal()

    async def script(client: Client) -> None:
        given = {"session": kept.id, "place": "q1", "answer": "owned"}
        assert "was begun here" in await refusal(client, "answer_interview", **given)
        assert "was begun here" in await refusal(client, "finish_interview", session=kept.id)

    person.talk(script)
    assert person.journal() == before
    assert (
        as_json(begin([one.question for one in kept.mock.rounds]))["rounds"] == as_json(kept.mock)["rounds"]
    )


def test_a_proposed_interview_begins_once_the_person_agrees_at_the_terminal(person: Person) -> None:
    person.allows("start_interview")

    async def script(client: Client) -> None:
        assert (await call(client, "start_interview", questions=1))["session"] is None
        with person.store() as store:
            (one,) = waiting(store)
            identifier = accept(store, one.number, MORNING)
        step = await call(client, "start_interview", questions=1)
        assert (step["session"], step["questions"]) == (identifier, 1)

    person.talk(script, can_ask=False)
