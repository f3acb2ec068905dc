"""Mock interviews in a journal, on both databases."""

from __future__ import annotations

import pytest

from starl.errors import StarlError
from starl.model.mock import Stage
from starl.model.question import Theme
from starl.practice import mock as machine
from starl.practice.mocks import Focus, conclude, find, keep, running, sessions, start
from starl.practice.questions import Value, add_value
from starl.store.store import Store
from tests.practice.interviews import BLAMES, WHOLE, say


def test_every_step_is_kept_and_can_be_taken_up_again(store: Store) -> None:
    kept = start(store, Focus(theme=Theme.FAILURE), number=2, seed="a")
    kept = keep(store, kept, say(kept.mock, BLAMES))
    again = running(store)
    assert again is not None
    assert (again.id, again.mock) == (kept.id, kept.mock)
    assert again.mock.stage is Stage.FOLLOWING_UP


def test_a_finished_one_is_no_longer_running(store: Store) -> None:
    kept = start(store, Focus(), number=1)
    mock = say(kept.mock, WHOLE)
    kept = conclude(store, keep(store, kept, machine.assess(mock, {})))
    assert running(store) is None
    assert kept.record.finished is not None
    assert find(store, kept.id).mock == kept.mock
    assert [one.id for one in sessions(store, finished=True)] == [kept.id]


def test_the_next_session_asks_other_questions(store: Store) -> None:
    first = start(store, Focus(), number=3, seed="a").mock
    second = start(store, Focus(), number=3, seed="a").mock
    ids = [{one.question.id for one in mock.rounds} for mock in (first, second)]
    assert not ids[0] & ids[1]


def test_a_value_of_the_journal_and_a_new_one(store: Store) -> None:
    add_value(store, Value("Ownership", "We finish what we start."))
    known = start(store, Focus(value="ownership"), number=1).mock.rounds[0].question
    assert "We finish what we start." in known.text
    new = start(store, Focus(value="Frugality"), number=2).mock.rounds
    assert "Frugality" in new[0].question.text
    assert len(new) == 2


def test_the_weakest_spots_without_any_story(store: Store) -> None:
    assert len(start(store, Focus(weakest=True), number=3).mock.rounds) == 3


@pytest.mark.parametrize(
    ("focus", "number", "says"),
    [
        (Focus(theme=Theme.FAILURE, weakest=True), 3, "not by two of them"),
        (Focus(), 0, "1 to 10 questions"),
        (Focus(role="astronaut"), 3, "the roles are"),
        (Focus(value="  "), 3, "has no name"),
    ],
)
def test_what_is_refused_keeps_nothing(store: Store, focus: Focus, number: int, says: str) -> None:
    with pytest.raises(StarlError, match=says):
        start(store, focus, number=number)
    assert sessions(store) == []


def test_what_cannot_be_read_says_so(store: Store) -> None:
    kept = start(store, Focus(), number=1)
    store.mocks.update(
        kept.record.__class__(kept.id, kept.record.created, kept.record.updated, {"version": 1})
    )
    with pytest.raises(StarlError, match="cannot be read"):
        find(store, kept.id)
