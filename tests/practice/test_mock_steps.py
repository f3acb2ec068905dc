"""Steps that say where they believe the session to be."""

from __future__ import annotations

import pytest

from starl.errors import StarlError
from starl.model.mock import Said, Stage, Strictness
from starl.model.report import Dimension
from starl.practice import mock as machine
from starl.practice.mock_steps import (
    HalfSaid,
    StaleError,
    answered,
    assessed,
    ended,
    half_said,
    keep_half_said,
    place,
    thrown_away,
    where,
)
from starl.practice.mocks import Focus, Kept, find, keep, start
from starl.store.store import Store
from tests.practice.interviews import BLAMES, WHOLE


def a_session(store: Store, number: int = 2) -> Kept:
    return start(store, Focus(), number=number, strictness=Strictness.GENTLE, seed="a")


def test_every_step_is_another_place(store: Store) -> None:
    kept = a_session(store)
    places, words = [], []
    for said in (BLAMES, "I had not asked them, and I should have.", WHOLE):
        places.append(place(kept.mock))
        words.append(where(kept.mock))
        kept = answered(store, kept.id, places[-1], Said(said, 30.0))
    assert [*places, place(kept.mock)] == ["q1", "q1f1", "q2", "assessing"]
    assert [*words, where(kept.mock)] == [
        "question 1",
        "a follow-up to question 1",
        "question 2",
        "your own view",
    ]
    kept = assessed(store, kept.id, {Dimension.LEARNING: 3})
    assert (place(kept.mock), where(kept.mock)) == ("done", "the debrief")
    assert find(store, kept.id).mock == kept.mock
    assert kept.record.finished is not None


def test_the_next_question_is_put_at_once(store: Store) -> None:
    kept = a_session(store)
    assert answered(store, kept.id, "q1", Said("")).mock.stage is Stage.ANSWERING


@pytest.mark.parametrize("text", [WHOLE, ""])
def test_a_step_from_behind_changes_nothing(store: Store, text: str) -> None:
    kept = answered(store, a_session(store).id, "q1", Said(WHOLE))
    with pytest.raises(StaleError, match="it is at question 2 now") as error:
        answered(store, kept.id, "q1", Said(text))
    assert error.value.place == "q2"
    with pytest.raises(StaleError):
        ended(store, kept.id, "q1")
    with pytest.raises(StaleError):
        keep_half_said(store, kept.id, "q1", HalfSaid("late"))
    with pytest.raises(StaleError):
        assessed(store, kept.id, {})
    assert find(store, kept.id).mock == kept.mock


def test_an_answer_that_is_half_typed_waits(store: Store) -> None:
    kept = a_session(store)
    keep_half_said(store, kept.id, "q1", HalfSaid("In March I", 12.5))
    other = a_session(store)
    keep_half_said(store, other.id, "q1", HalfSaid("Another", 1.0))
    assert half_said(store, kept) == HalfSaid("In March I", 12.5)
    kept = answered(store, kept.id, "q1", Said(WHOLE))
    assert half_said(store, kept) == HalfSaid()
    assert half_said(store, other).text == "Another"


def test_one_that_is_too_long_is_not_kept(store: Store) -> None:
    kept = a_session(store)
    with pytest.raises(StarlError, match="20000 characters"):
        keep_half_said(store, kept.id, "q1", HalfSaid("a" * 20_001))
    assert half_said(store, kept) == HalfSaid()


def test_what_was_typed_goes_with_the_session(store: Store) -> None:
    kept = a_session(store)
    keep_half_said(store, kept.id, "q1", HalfSaid("In March I"))
    thrown_away(store, kept.id)
    assert store.mocks.get(kept.id) is None
    assert "In March" not in repr(store.settings.all())


def test_ending_early_looks_back_at_what_was_answered(store: Store) -> None:
    kept = answered(store, a_session(store).id, "q1", Said(WHOLE))
    kept = ended(store, kept.id, "q2")
    assert (kept.mock.stage, len(kept.mock.rounds)) == (Stage.ASSESSING, 1)


def test_a_debrief_that_was_cut_off_is_made_up_for(store: Store) -> None:
    kept = answered(store, a_session(store, number=1).id, "q1", Said(WHOLE))
    keep(store, kept, machine.assess(kept.mock, {Dimension.HUMILITY: 1}))
    kept = assessed(store, kept.id, {Dimension.HUMILITY: 4})
    assert kept.mock.assessment == {Dimension.HUMILITY: 1}
    assert kept.mock.debrief is not None
