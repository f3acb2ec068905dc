"""What an answer leaves open: measured on planted answers, and what must hold for any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.coach.replies import settles
from starl.coach.weaknesses import DEPTH, weaknesses
from starl.model.mock import Weakness
from starl.training.follow_eval import WHOLE, follow, planted, share

FLOOR = {"tune": 0.97, "test": 0.89}
"""Just below what was measured; docs/interview.md has the table."""
ANSWERS = [one for name in FLOOR for one in planted(name)]


def _open(text: str) -> list[Weakness]:
    return [weak.kind for weak in weaknesses(text) if weak.kind not in DEPTH]


@pytest.mark.parametrize("name", list(FLOOR))
def test_the_first_follow_up_digs_where_the_weakness_is(name: str) -> None:
    outcomes = [follow(one) for one in planted(name)]
    assert share(outcomes) >= FLOOR[name]
    whole = [one.first for one in outcomes if one.planted.kind == WHOLE]
    assert whole.count(WHOLE) >= 0.75 * len(whole)


@pytest.mark.parametrize("name", list(FLOOR))
def test_a_reply_that_gives_it_ends_the_digging_for_it(name: str) -> None:
    again = [one.again for one in map(follow, planted(name)) if one.again is not None]
    assert len(again) >= 8
    assert again.count(False) >= 0.9 * len(again)


def test_the_planted_answers_are_many_and_of_each_kind() -> None:
    for name in FLOOR:
        kinds = [one.kind for one in planted(name)]
        assert all(kinds.count(kind) >= 3 for kind in set(kinds))
        assert len(set(kinds)) == 13
    assert len({one.text for one in ANSWERS}) == len(ANSWERS) >= 220


@pytest.mark.parametrize("one", ANSWERS, ids=lambda one: f"{one.kind}: {one.text[:30]}")
def test_quotes_are_the_persons_own_words(one: object) -> None:
    text = one.text  # type: ignore[attr-defined]
    flat = " ".join(text.split())
    for weak in weaknesses(text):
        assert weak.quote.removesuffix(" …") in flat


def test_an_empty_answer_was_passed() -> None:
    assert weaknesses(" \n ") == ()


def test_a_few_words_are_no_story_yet() -> None:
    assert _open("I broke the build once.") == [Weakness.MORE]


SETTLED = [
    (Weakness.BLAME, "I had not read the contract, and I never asked.", True),
    (Weakness.BLAME, "They simply never told us anything.", False),
    (Weakness.NO_SCALE, "About four hundred people, for two days.", True),
    (Weakness.NO_SCALE, "A lot.", False),
    (Weakness.NO_SETTING, "That was at a bank in 2021.", True),
    (Weakness.NO_SETTING, "It was somewhere else.", False),
    (Weakness.NO_RESULT, "Three customers lost their orders.", True),
    (Weakness.NO_RESULT, "I thought about it for long.", False),
    (Weakness.PLATITUDE, "Since then I write the test before the fix.", True),
    (Weakness.PLATITUDE, "Communication is key.", False),
    (Weakness.DISAGREED, "Maria had warned me.", True),
    (Weakness.TODAY, "Today I would ask the ones who use it.", True),
    (Weakness.TODAY, "", False),
]


@pytest.mark.parametrize(("kind", "reply", "settled"), SETTLED)
def test_what_settles_a_weakness(kind: Weakness, reply: str, settled: bool) -> None:
    assert settles(kind, reply) is settled


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_has_an_answer_and_each_weakness_once(text: str) -> None:
    kinds = [weak.kind for weak in weaknesses(text)]
    assert len(set(kinds)) == len(kinds)
    assert kinds == sorted(kinds, key=list(Weakness).index)
