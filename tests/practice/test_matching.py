"""Everybody gives and gets alike, nobody reviews themself, and no pair comes twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from starl.practice.matching import EACH, match


@given(st.lists(st.permutations(range(12)), min_size=1, max_size=4), st.integers(2, 12))
def test_rounds(orders: list[list[int]], number: int) -> None:
    past: set[tuple[str, str]] = set()
    for at, order in enumerate(orders, 1):
        people = dict.fromkeys((str(one) for one in order if one < number), EACH)
        pairs = match(people, people, past)
        assert len(set(pairs)) == len(pairs)
        assert not past & set(pairs)
        assert all(pair.reviewer != pair.author for pair in pairs)
        if EACH * at < number:
            assert Counter(pair.reviewer for pair in pairs) == people
            assert Counter(pair.author for pair in pairs) == people
        past |= set(pairs)


def test_somebody_late_is_replaced_by_others() -> None:
    pairs = match({"a": 1, "b": 1}, {"a": 1, "b": 0, "c": 1}, {("b", "c")})
    assert set(pairs) == {("a", "c"), ("b", "a")}


def test_two_people_review_each_other_once() -> None:
    assert len(match({"a": 2, "b": 2}, {"a": 2, "b": 2})) == 2
