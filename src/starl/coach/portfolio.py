"""The few stories that together answer the most questions: an exact search with a bound.

The value of a set of stories is the sum over the questions of the best fit in the set, in fifths of a strong one
(WORTH). That sum is submodular: the more stories there are, the less one more adds. So no set that extends a chosen
one by r stories is worth more than the chosen one and the r largest single gains on it. Where that is no more than
what has been found, nothing below needs a look.

In the search each story is one integer: as many bits for a question as its fit is worth in fifths, the lowest set
first. The best of two fits is then `|`, and the value of a set is the number of bits set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from starl.coach.fit import FitLevel
from starl.errors import StarlError

WORTH = {FitLevel.STRONG: 5, FitLevel.WORKABLE: 3, FitLevel.STRETCH: 1, FitLevel.GAP: 0}
"""What a fit is worth, in fifths. A workable story carries an answer, with work (0.6); a stretch is better than
silence (0.2). Two questions answered in a workable way are worth more than one strong answer and a gap."""
FIFTHS = 5
LARGEST = 5
"""Stories that anybody has ready at most."""
BUDGET = 20_000
"""Nodes of the search at most, unless the caller says otherwise: a few seconds at 300 stories."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The set that was chosen."""

    chosen: tuple[int, ...]
    """Rows of the matrix, the one that adds the most first. Fewer than asked for where more would add nothing."""
    gains: tuple[int, ...]
    """What each adds to those before it, in fifths."""
    value: int
    """The sum of the gains."""
    most: int
    """What a strong fit to every question would be worth."""
    optimal: bool
    """True: no set of this size is worth more, proven. False: the best found within the budget."""
    nodes: int
    """Sets that were extended."""

    @property
    def share(self) -> float:
        """The value as a share of `most`, 0..1; 0 without questions."""
        return self.value / self.most if self.most else 0.0


def choose(
    levels: Sequence[Sequence[FitLevel]],
    size: int,
    *,
    weights: Sequence[int] | None = None,
    budget: int = BUDGET,
) -> Portfolio:
    """The set of at most `size` rows that is worth the most.

    levels: the fit of each story (rows) to each question (columns). weights: for each question, how often it counts
    (a whole number, 1 by default). budget: nodes at most; the same on every machine, as a time limit would not be.
    Among sets of equal value the one that the search meets first is kept: it goes by the larger gain, then by the
    earlier row. Raises StarlError for a size outside of 1..5.
    """
    if not 1 <= size <= LARGEST:
        raise StarlError(f"a portfolio has 1 to {LARGEST} stories, not {size}")
    columns = len(levels[0]) if levels else 0
    counted = list(weights) if weights is not None else [1] * columns
    masks = [_mask(row, counted) for row in levels]
    search = _Search(masks, budget)
    search.extend(0, 0, list(range(len(masks))), size, ())
    chosen = _in_order(search.best, masks)
    return Portfolio(
        chosen=tuple(row for row, _ in chosen),
        gains=tuple(gain for _, gain in chosen),
        value=search.value,
        most=FIFTHS * sum(counted),
        optimal=search.nodes <= budget,
        nodes=min(search.nodes, budget),
    )


def _mask(row: Sequence[FitLevel], weights: Sequence[int]) -> int:
    mask = at = 0
    for level, weight in zip(row, weights, strict=True):
        for _ in range(weight):
            mask |= ((1 << WORTH[level]) - 1) << at
            at += FIFTHS
    return mask


class _Search:
    """Depth first, the most promising story first, so that the first leaf is the greedy choice."""

    def __init__(self, masks: Sequence[int], budget: int) -> None:
        self._masks = masks
        self._budget = budget
        self.best: tuple[int, ...] = ()
        self.value = 0
        self.nodes = 0

    def extend(self, covered: int, value: int, rows: list[int], left: int, chosen: tuple[int, ...]) -> None:
        """Looks at every set that extends `chosen` by up to `left` of `rows` and may be worth more than the best."""
        self.nodes += 1
        if self.nodes > self._budget:
            return
        masks = self._masks
        ranked = [(value - (covered | masks[row]).bit_count(), row) for row in rows]
        ranked.sort()
        gains = [-loss for loss, _ in ranked]
        if gains and gains[0] > 0 and value + gains[0] > self.value:
            self.value, self.best = value + gains[0], (*chosen, ranked[0][1])
        if left == 1:
            return
        order = [row for _, row in ranked]
        for at, row in enumerate(order):
            if value + sum(gains[at : at + left]) <= self.value:
                return
            rest = reduce(or_, (masks[other] for other in order[at:]), covered)
            if rest.bit_count() <= self.value:
                return
            self.extend(covered | masks[row], value + gains[at], order[at + 1 :], left - 1, (*chosen, row))
            if self.nodes > self._budget:
                return


def _in_order(rows: Sequence[int], masks: Sequence[int]) -> list[tuple[int, int]]:
    """The rows, each time the one that adds the most to those before it, with what it adds; none that adds nothing."""
    left, covered, found = sorted(rows), 0, []
    while left:
        gains = [((covered | masks[row]).bit_count() - covered.bit_count(), row) for row in left]
        gain, row = max(gains, key=lambda item: (item[0], -item[1]))
        if not gain:
            break
        left.remove(row)
        covered |= masks[row]
        found.append((row, gain))
    return found
