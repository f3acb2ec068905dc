"""Who reviews whom."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from starl.practice.matching import EACH, Pair, match

NAMES = "abcdefghij"


def _fair(
    pairs: tuple[Pair, ...], gives: dict[str, int], needs: dict[str, int], past: set[tuple[str, str]]
) -> None:
    given_by, got_by = Counter(p.reviewer for p in pairs), Counter(p.author for p in pairs)
    assert len(set(pairs)) == len(pairs)
    assert all(p.reviewer != p.author and (p.reviewer, p.author) not in past for p in pairs)
    assert all(given_by[name] <= gives.get(name, 0) for name in given_by)
    assert all(got_by[name] <= needs.get(name, 0) for name in got_by)


@given(st.integers(3, 10), st.integers(1, 3))
def test_everyone_gives_and_gets_and_no_pair_repeats(number: int, rounds: int) -> None:
    people = NAMES[:number]
    alike = dict.fromkeys(people, EACH)
    past: set[tuple[str, str]] = set()
    for _ in range(rounds):
        pairs = match(alike, alike, past)
        _fair(pairs, alike, alike, past)
        if len(past) + EACH * number <= number * (number - 1) // 2:
            assert len(pairs) == EACH * number
        past |= set(pairs)


@given(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3)),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3)),
    st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20),
)
def test_nobody_gets_a_second_while_a_first_is_possible(
    gives: dict[str, int], needs: dict[str, int], past: set[tuple[str, str]]
) -> None:
    pairs = match(gives, needs, past)
    _fair(pairs, gives, needs, past)
    got = Counter(pair.author for pair in pairs)
    first = match({k: min(v, 1) for k, v in gives.items()}, {k: min(v, 1) for k, v in needs.items()}, past)
    assert len([name for name in needs if got[name]]) >= len({pair.author for pair in first})
