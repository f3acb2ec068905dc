"""The mock interview as a state machine, and its JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.model.mock import Mock, Said, Stage, Strictness
from starl.model.report import Dimension
from starl.practice.debrief import debrief
from starl.practice.mock import answer, assess, begin, end_early, finish, put
from starl.practice.mock_json import as_json, from_json
from starl.practice.question_file import shipped
from tests.practice.interviews import BLAMES, OUTAGE, WHOLE, say, story

QUESTIONS = shipped()
STORIES = [story("a", "The bike shops", WHOLE), story("b", "The fridge", OUTAGE)]
TEXTS = ["", "Yes.", WHOLE, BLAMES, OUTAGE, "We lost it – für immer 🙂\nand more"]


@settings(deadline=None, max_examples=40)
@given(
    st.integers(1, 4),
    st.sampled_from(Strictness),
    st.lists(st.sampled_from(TEXTS), min_size=20, max_size=20),
    st.integers(0, 22),
    st.dictionaries(st.sampled_from(Dimension), st.integers(0, 4)),
)
def test_every_state_survives_json_and_the_session_ends(
    number: int, strictness: Strictness, texts: list[str], early: int, own: dict[Dimension, int]
) -> None:
    mock = begin(QUESTIONS[:number], strictness=strictness, minutes=1.5, focus="theme: failure", seed="x")
    steps = 0
    while mock.stage is not Stage.DONE:
        assert from_json(json.loads(json.dumps(as_json(mock)))) == mock
        mock = _step(mock, texts[steps % 20], own, early == steps)
        steps += 1
        assert steps < 50
    assert from_json(json.loads(json.dumps(as_json(mock)))) == mock
    assert mock.debrief is not None
    assert len(mock.debrief.rounds) == len(mock.rounds)
    assert len({tip.drill for tip in mock.debrief.drills}) == len(mock.debrief.drills) == 3


def _step(mock: Mock, text: str, own: dict[Dimension, int], early: bool) -> Mock:
    if mock.stage is Stage.ASKING:
        return put(mock)
    if mock.stage in (Stage.ANSWERING, Stage.FOLLOWING_UP):
        if early and any(one.answer for one in mock.rounds):
            return end_early(mock)
        return answer(mock, Said(text, 12.5, None))
    return assess(mock, own) if mock.stage is Stage.ASSESSING else finish(mock, debrief(mock, STORIES))


REFUSED = [
    (lambda: begin([]), "1 to 10 questions, not 0"),
    (lambda: begin(QUESTIONS[:11]), "1 to 10 questions, not 11"),
    (lambda: begin(QUESTIONS[:1], minutes=30), "0.5 to 10 minutes, not 30"),
    (lambda: answer(begin(QUESTIONS[:1]), Said("x")), "at asking, not at answering or following up"),
    (lambda: say(begin(QUESTIONS[:1]), "x" * 20_001), "20001 characters"),
    (lambda: end_early(begin(QUESTIONS[:1])), "nothing was answered yet"),
    (lambda: assess(begin(QUESTIONS[:1]), {}), "not at assessing"),
    (lambda: assess(say(begin(QUESTIONS[:1]), ""), {Dimension.LEARNING: 5}), "learning is 0 to 4, not 5"),
    (lambda: from_json({"version": 1}), "cannot be read"),
    (lambda: from_json(None), "cannot be read"),
    (lambda: from_json(as_json(begin(QUESTIONS[:1])) | {"version": 9}), "version 9"),
    (lambda: from_json(as_json(begin(QUESTIONS[:1])) | {"at": 3}), "does not fit together"),
    (lambda: from_json(as_json(begin(QUESTIONS[:1])) | {"stage": "lunch"}), "cannot be read"),
]


@pytest.mark.parametrize(("call", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_what_is_refused(call: object, says: str) -> None:
    with pytest.raises(StarlError, match=says):
        call()  # type: ignore[operator]


def test_putting_a_question_twice_changes_nothing() -> None:
    once = put(begin(QUESTIONS[:1]))
    assert put(once) == once


def test_ending_early_keeps_what_was_answered() -> None:
    mock = end_early(put(say(begin(QUESTIONS[:3]), WHOLE)))
    assert (len(mock.rounds), mock.stage) == (1, Stage.ASSESSING)
    waiting = end_early(say(begin(QUESTIONS[:3]), BLAMES))
    assert waiting.rounds[0].follow_ups == ()
