"""The numbers that `./dev fit` finds, beside the weights: transitions, verdicts, rubric."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from starl.content import content_text


@dataclass(frozen=True, slots=True)
class Line:
    """A linear function of a profile."""

    start: float
    weights: dict[str, float]

    def of(self, profile: dict[str, float]) -> float:
        """Its value; what the profile does not have counts as 0."""
        get = profile.get
        return self.start + sum(weight * get(name, 0.0) for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Settings:
    """What content/coach.json holds."""

    moves: dict[str, list[float]]
    """See roles.decode."""
    verdicts: dict[str, Line]
    """For each pitfall and for `offtopic`, the log odds."""
    flag: dict[str, float]
    """At and above this score a pitfall is flagged."""
    rubric: dict[str, Line]
    """For each dimension, the score before rounding."""


def from_json(data: dict[str, Any]) -> Settings:
    """Settings from the file's content."""
    return Settings(
        moves=data["moves"],
        verdicts={name: Line(line["start"], line["weights"]) for name, line in data["verdicts"].items()},
        flag=data["flag"],
        rubric={name: Line(line["start"], line["weights"]) for name, line in data["rubric"].items()},
    )


@cache
def shipped_settings() -> Settings:
    """The settings that come with starl."""
    return from_json(json.loads(content_text("coach.json")))
