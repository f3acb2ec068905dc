"""The best few stories: against every set, and against an integer program."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.coach.fit import FitLevel
from starl.coach.portfolio import LARGEST, WORTH, choose
from starl.errors import StarlError

LEVELS = list(FitLevel)
Matrix = list[list[FitLevel]]


def worth(levels: Matrix, rows: tuple[int, ...], weights: list[int]) -> int:
    return sum(
        weight * max((WORTH[levels[row][column]] for row in rows), default=0)
        for column, weight in enumerate(weights)
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Matrix, list[int], int]:
    columns = draw(st.integers(0, 8))
    row = st.lists(st.sampled_from(LEVELS), min_size=columns, max_size=columns)
    levels = draw(st.lists(row, max_size=9))
    weights = draw(st.lists(st.integers(0, 3), min_size=columns, max_size=columns))
    return levels, weights if levels else [], draw(st.integers(1, LARGEST))


@given(cases())
def test_no_set_is_worth_more(case: tuple[Matrix, list[int], int]) -> None:
    levels, weights, size = case
    found = choose(levels, size, weights=weights)
    sets = combinations(range(len(levels)), min(size, len(levels)))
    assert found.optimal
    assert found.value == max(worth(levels, rows, weights) for rows in sets)
    assert worth(levels, found.chosen, weights) == found.value == sum(found.gains)
    assert len(found.chosen) <= size
    assert list(found.gains) == sorted(found.gains, reverse=True)
    assert all(found.gains)


@pytest.mark.parametrize(("stories", "questions", "size"), [(40, 60, 3), (60, 130, 4)])
def test_an_integer_program_finds_the_same_value(stories: int, questions: int, size: int) -> None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_matrix

    source = random.Random(stories)
    levels = [source.choices(LEVELS, (1, 2, 3, 6), k=questions) for _ in range(stories)]
    found = choose(levels, size, budget=1_000_000)
    steps = sorted(set(WORTH.values()))
    gains = [(low, high) for low, high in pairwise(steps)]
    reached = questions * len(gains)
    rows = lil_matrix((reached + 1, stories + reached))
    cost = np.zeros(stories + reached)
    for column in range(questions):
        for at, (low, high) in enumerate(gains):
            number = column * len(gains) + at
            cost[stories + number] = low - high
            rows[number, stories + number] = 1
            for story in range(stories):
                if WORTH[levels[story][column]] >= high:
                    rows[number, story] = -1
    rows[reached, :stories] = 1
    limit = LinearConstraint(rows.tocsr(), -np.inf, np.append(np.zeros(reached), size))
    whole = np.append(np.ones(stories), np.zeros(reached))
    solved = milp(cost, constraints=limit, integrality=whole, bounds=Bounds(0, 1))
    assert solved.success
    assert found.optimal
    assert found.value == round(-solved.fun)


def test_the_order_of_the_stories_does_not_change_the_value() -> None:
    source = random.Random(3)
    levels = [source.choices(LEVELS, k=12) for _ in range(12)]
    shuffled = levels.copy()
    source.shuffle(shuffled)
    assert choose(levels, 3).value == choose(shuffled, 3).value
    assert choose(levels, 3) == choose(levels, 3)


def test_a_budget_that_is_too_small_is_said() -> None:
    source = random.Random(5)
    levels = [source.choices(LEVELS, k=30) for _ in range(40)]
    found = choose(levels, 4, budget=2)
    assert not found.optimal
    assert found.nodes == 2
    assert 0 < found.value <= choose(levels, 4, budget=1_000_000).value


@pytest.mark.parametrize(
    ("levels", "chosen", "share"),
    [
        ([], (), 0.0),
        ([[]], (), 0.0),
        ([[FitLevel.GAP, FitLevel.GAP]], (), 0.0),
        ([[FitLevel.WORKABLE, FitLevel.GAP], [FitLevel.STRONG, FitLevel.STRETCH]], (1,), 0.6),
        ([[FitLevel.STRONG, FitLevel.GAP], [FitLevel.STRONG, FitLevel.GAP]], (0,), 0.5),
    ],
)
def test_a_story_that_adds_nothing_is_not_chosen(
    levels: Matrix, chosen: tuple[int, ...], share: float
) -> None:
    found = choose(levels, 3)
    assert (found.chosen, round(found.share, 3)) == (chosen, share)


@pytest.mark.parametrize("size", [0, LARGEST + 1])
def test_a_size_out_of_range(size: int) -> None:
    with pytest.raises(StarlError, match=r"1 to 5 stories"):
        choose([], size)
