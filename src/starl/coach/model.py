"""The shipped linear model: one integer addition a feature gives the scores of all classes at once.

A row of weights is one Python integer with a 32-bit lane for each class, every weight raised by `BIAS` so that
lanes never borrow from one another. Adding the integers of a sentence's features adds all lanes together.
"""

from __future__ import annotations

import struct
from functools import cache
from importlib import resources
from math import exp, sqrt
from typing import NamedTuple

from starl.coach.features import features, place

ROLES = ("S", "T", "A", "R", "L", "X")
TAGS = ("own", "blame", "lesson", "applied", "platitude", "trivial", "catastrophe", "brag")
TOPICS = ("is_trivial", "is_blame", "is_catastrophic", "is_no_learning", "is_humblebrag", "is_offtopic")
LANES = ROLES + TAGS + TOPICS
BIAS = 1 << 15
"""Added to each weight; 65,536 features of one text may be summed before a lane overflows."""
SCALE = 512
"""A stored weight of 512 is 1.0 in log odds."""
_LANE_BYTES = 4
_ROW_BYTES = _LANE_BYTES * len(LANES)
_MOST = (1 << 32) // (2 * BIAS) - 1
_UNPACK = struct.Struct(f"<{len(LANES)}I").unpack


class Scores(NamedTuple):
    """What the model says of one sentence."""

    roles: tuple[float, ...]
    """Log odds of each of ROLES."""
    tags: dict[str, float]
    """For each of TAGS, the probability 0..1."""


class Model:
    """Weights by feature."""

    def __init__(self, data: bytes) -> None:
        """data: names, one a line, an empty line, then a row of little-endian lanes for each name."""
        names, rows = data.split(b"\n\n", 1)
        self._rows = {
            name: int.from_bytes(rows[at : at + _ROW_BYTES], "little")
            for name, at in zip(names.decode().split("\n"), range(0, len(rows), _ROW_BYTES), strict=True)
        }
        self._intercept = self._rows["#"]

    def _sum(self, bag: list[str]) -> tuple[int, int]:
        rows = [row for row in map(self._rows.get, bag) if row]
        return sum(rows), len(rows)

    def sentence(self, words: list[str], index: int, count: int) -> Scores:
        """Role and tags of a sentence, from its lower-case words and its place among `count`."""
        total, used = self._sum(features(words[:400]))
        weight = 1 / (sqrt(max(1, len(words))) * SCALE)
        placed, places = self._sum(place(index, count))
        lanes = _UNPACK((total).to_bytes(_ROW_BYTES, "little"))
        more = _UNPACK((placed + self._intercept).to_bytes(_ROW_BYTES, "little"))
        low, low_more = used * BIAS, (places + 1) * BIAS
        logits = [(a - low) * weight + (b - low_more) / SCALE for a, b in zip(lanes, more, strict=True)]
        tags = {tag: sigmoid(logits[len(ROLES) + i]) for i, tag in enumerate(TAGS)}
        return Scores(tuple(logits[: len(ROLES)]), tags)

    def text(self, sentences: list[list[str]]) -> dict[str, float]:
        """For each of TOPICS, the log odds that a whole text is so."""
        total = used = words = 0
        for sentence in sentences:
            part, number = self._sum(features(sentence[:400]))
            if used + number > _MOST:
                break
            total, used, words = total + part, used + number, words + len(sentence)
        weight = 1 / (sqrt(max(1, words)) * SCALE)
        lanes = _UNPACK(total.to_bytes(_ROW_BYTES, "little"))[-len(TOPICS) :]
        start = _UNPACK(self._intercept.to_bytes(_ROW_BYTES, "little"))[-len(TOPICS) :]
        return {
            topic: (lane - used * BIAS) * weight + (first - BIAS) / SCALE
            for topic, lane, first in zip(TOPICS, lanes, start, strict=True)
        }


def sigmoid(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow."""
    return 1 / (1 + exp(-x)) if x > -30 else 0.0


@cache
def shipped() -> Model:
    """The model that comes with starl. `./dev fit` makes it from corpus/."""
    return Model(resources.files("starl.content").joinpath("weights.bin").read_bytes())
