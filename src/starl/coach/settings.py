"""The numbers that `./dev fit` finds, beside the weights: transitions, verdicts, rubric."""

from __future__ import annotations

import json
from functools import cache
from operator import mul
from typing import Any, NamedTuple

from starl.content import content_text

Profile = list[float]
"""The numbers of a text, in the order of `Settings.names`."""


class Line(NamedTuple):
    """A linear function of a profile."""

    start: float
    weights: Profile

    def of(self, profile: Profile) -> float:
        """Its value."""
        total: float = sum(map(mul, self.weights, profile))
        return self.start + total


class Net(NamedTuple):
    """A layer of rectified units over a profile, and a linear function of them for each verdict."""

    units: list[Line]
    outputs: dict[str, Line]

    def of(self, profile: Profile) -> dict[str, float]:
        """The value of each output."""
        active = [max(0.0, unit.of(profile)) for unit in self.units]
        return {name: line.of(active) for name, line in self.outputs.items()}


class Settings(NamedTuple):
    """What content/coach.json holds."""

    names: list[str]
    """The names of the numbers of a profile."""
    moves: dict[str, list[float]]
    """See roles.decode."""
    verdicts: dict[str, Line]
    """For each pitfall and for `offtopic`, the log odds."""
    net: Net
    """For each pitfall, the log odds as a net finds them."""
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
    every = [*data["verdicts"].values(), *data["rubric"].values(), *data["net"]["units"]]
    names = sorted({name for line in every for name in line["weights"]})

    def line(numbers: dict[str, Any]) -> Line:
        return Line(numbers["start"], [numbers["weights"].get(name, 0.0) for name in names])

    def lines(part: str) -> dict[str, Line]:
        return {key: line(numbers) for key, numbers in data[part].items()}

    outputs = {key: Line(found["start"], found["weights"]) for key, found in data["net"]["outputs"].items()}
    net = Net([line(unit) for unit in data["net"]["units"]], outputs)
    return Settings(names, data["moves"], lines("verdicts"), net, data["flag"], lines("rubric"))


@cache
def shipped_settings(name: str = "coach.json") -> Settings:
    """The settings that come with starl."""
    return from_json(json.loads(content_text(name)))
