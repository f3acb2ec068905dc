"""Two takes side by side, and how the takes of a story went over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from starl.model.take import Take
from starl.practice.measure import Measure, measured, ranges


class Change(NamedTuple):
    """One measure in two takes."""

    name: str
    before: Measure
    after: Measure

    @property
    def towards(self) -> int:
        """1 where it came nearer to its good range or into it, -1 where it went away from it, 0 otherwise."""
        apart = _apart(self.before) - _apart(self.after)
        return (apart > 0) - (apart < 0)


class Comparison(NamedTuple):
    """Two takes side by side, the earlier one first."""

    before: Take
    after: Take
    changes: tuple[Change, ...]
    """The measures that both have."""
    told: tuple[int, int] | None
    """Points of the written story that were told; None where one of the two was not laid beside it."""


class Trend(NamedTuple):
    """One measure over the takes that have it."""

    name: str
    unit: str
    low: float | None
    high: float | None
    moments: tuple[datetime, ...]
    """The earliest first."""
    values: tuple[float, ...]


def compare(one: Take, other: Take) -> Comparison:
    """Two takes by what delivery said of each then."""
    before, after = sorted((one, other), key=lambda take: (take.created, take.id))
    first, second = _measures(before), _measures(after)
    changes = tuple(Change(name, first[name], second[name]) for name in first if name in second)
    points = _told(before), _told(after)
    told = (points[0], points[1]) if points[0] is not None and points[1] is not None else None
    return Comparison(before, after, changes, told)


def progress(takes: Sequence[Take]) -> tuple[Trend, ...]:
    """Each measure over the takes, those with at least one value, in the order in which measures are shown."""
    ordered = sorted(takes, key=lambda take: (take.created, take.id))
    kept = [(take.created, _measures(take)) for take in ordered]
    found = []
    for name, known in ranges().items():
        having = [(created, measures[name].value) for created, measures in kept if name in measures]
        if having:
            moments, values = zip(*having, strict=True)
            found.append(Trend(name, known.unit, known.low, known.high, moments, values))
    return tuple(found)


def _measures(take: Take) -> dict[str, Measure]:
    """The measures that a take keeps, beside today's ranges; what is unknown or no number is left out."""
    kept = (take.metrics or {}).get("measures")
    if not isinstance(kept, dict):
        return {}
    return {
        name: measured(name, kept[name])
        for name in ranges()
        if isinstance(kept.get(name), int | float) and not isinstance(kept[name], bool)
    }


def _told(take: Take) -> int | None:
    coverage = (take.metrics or {}).get("coverage")
    told = coverage.get("told") if isinstance(coverage, dict) else None
    return told if isinstance(told, int) else None


def _apart(item: Measure) -> float:
    """How far outside of its range a measure is; 0 within."""
    bound = {1: item.high, -1: item.low}.get(item.side)
    return 0.0 if bound is None else abs(item.value - bound)
