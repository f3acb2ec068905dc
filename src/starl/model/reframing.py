"""The judgement on a short reply that turns a failure into something learned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from starl.model.story import Span

MOST_COPIED = 0.2
"""The share of a reply that may be words of the scenario or the example."""


class Point(StrEnum):
    """What makes a failure a learning story."""

    OWNS = "owns"
    COST = "cost"
    LEARNING = "learning"
    PLAIN = "plain"


class Standing(StrEnum):
    """How a point stands."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PointReport:
    """One point."""

    standing: Standing
    span: Span | None
    """The sentence that shows it; None where nothing does."""
    why: str
    ask: str
    """A question to go on with; empty where the point is met."""


class Copy(NamedTuple):
    """A stretch that is not the person's own words."""

    span: Span
    words: int
    source: str
    """`scenario` or `example`."""


@dataclass(frozen=True, slots=True)
class Reframing:
    """The judgement on a reply. Offsets are code points in `text`."""

    text: str
    words: int
    points: dict[Point, PointReport]
    """All four, or none where the reply cannot be judged."""
    copies: tuple[Copy, ...]
    note: str | None
    """Why it cannot be judged, or what is wrong with its length."""

    @property
    def met(self) -> bool:
        """Whether all four points are met, and most of it is in the person's own words."""
        met = [point.standing is Standing.MET for point in self.points.values()]
        return bool(met) and all(met) and self.copied_words <= self.words * MOST_COPIED

    @property
    def copied_words(self) -> int:
        """How many words are copied."""
        return sum(copy.words for copy in self.copies)
