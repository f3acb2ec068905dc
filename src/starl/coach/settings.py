"""The numbers that `./dev fit` finds, beside the weights: transitions, verdicts, rubric."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import Any

from starl.content import content_text

Profile = list[float]
"""The numbers of a text, in the order of `Settings.names`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A linear function of a profile."""

    start: float
    weights: Profile

    def of(self, profile: Profile) -> float:
        """Its value."""
        total: float = sum(map(mul, self.weights, profile))
        return self.start + total


@dataclass(frozen=True, slots=True)
class Settings:
    """What content/coach.json holds."""

    names: list[str]
    """The names of the numbers of a profile."""
    moves: dict[str, list[float]]
    """See roles.decode."""
    verdicts: dict[str, Line]
    """For each pitfall and for `offtopic`, the log odds."""
    flag: dict[str, float]
    """At and above this score a pitfall is flagged."""
    rubric: dict[str, Line]
    """For each dimension, the score before rounding."""

    def profile(self, numbers: dict[str, float]) -> Profile:
        """The numbers in order; what is not there counts as 0."""
        get = numbers.get
        return [get(name, 0.0) for name in self.names]


def from_json(data: dict[str, Any]) -> Settings:
    """Settings from the file's content."""
    names = sorted(
        {name for part in ("verdicts", "rubric") for line in data[part].values() for name in line["weights"]}
    )

    def lines(part: str) -> dict[str, Line]:
        return {
            key: Line(line["start"], [line["weights"].get(name, 0.0) for name in names])
            for key, line in data[part].items()
        }

    return Settings(names, data["moves"], lines("verdicts"), data["flag"], lines("rubric"))


@cache
def shipped_settings() -> Settings:
    """The settings that come with starl."""
    return from_json(json.loads(content_text("coach.json")))
