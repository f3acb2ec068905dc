"""Which weakness weighs most in a spoken answer: a small linear model over what the coach sees in it.

The detectors of weaknesses.py look for words; the model weighs all signs against each other. `python -m
starl.training.follow_fit` makes it.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import NamedTuple

from starl.content import content_text
from starl.model.mock import Weakness

WHOLE = "whole"
"""The kind of an answer that leaves nothing open."""
FILE = "weakest.json"


class Weakest(NamedTuple):
    """The model."""

    kinds: tuple[str, ...]
    """Weaknesses, and `whole`."""
    bias: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    """For each kind, one for each of the features."""

    def chances(self, features: list[float]) -> dict[str, float]:
        """How likely it is that a kind is what an interviewer would ask about first; the sum is 1."""
        sums = [
            bias + math.fsum(weight * number for weight, number in zip(row, features, strict=True))
            for bias, row in zip(self.bias, self.weights, strict=True)
        ]
        most = max(sums)
        powers = [math.exp(one - most) for one in sums]
        total = math.fsum(powers)
        return {kind: power / total for kind, power in zip(self.kinds, powers, strict=True)}


@cache
def shipped_weakest() -> Weakest:
    """The model of starl."""
    data = json.loads(content_text(FILE))
    return Weakest(tuple(data["kinds"]), tuple(data["bias"]), tuple(map(tuple, data["weights"])))


def first_kind(chances: dict[str, float], found: Weakness | None, trust: float) -> Weakness | None:
    """What to ask about first; None for nothing. found: what the detectors would ask about, which adds `trust`."""
    name = found.value if found else WHOLE
    weighed = {kind: chance + (trust if kind == name else 0.0) for kind, chance in chances.items()}
    best = max(weighed, key=lambda kind: weighed[kind])
    return None if best == WHOLE else Weakness(best)
