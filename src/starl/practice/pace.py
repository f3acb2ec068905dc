"""How fast words come: in all, and in each half minute."""

from __future__ import annotations

from statistics import fmean, pstdev
from typing import NamedTuple

from starl.practice.spoken import Spoken

HALF_MINUTE = 30.0
_SHORTEST = 15.0
"""Seconds that the last stretch needs to stand alone; a shorter one belongs to the one before."""


class PaceAt(NamedTuple):
    """The pace of one stretch."""

    start: float
    """Seconds."""
    end: float
    words_a_minute: float


def pace_by_half_minute(spoken: Spoken) -> tuple[PaceAt, ...]:
    """The pace of each half minute from the first word on, fillers not counted; none where words have no times."""
    if not spoken.timed or not spoken.words or not spoken.seconds:
        return ()
    first = min(word.start for word in spoken.words)
    last = first + spoken.seconds
    number = max(1, int(spoken.seconds // HALF_MINUTE))
    if number * HALF_MINUTE + _SHORTEST <= spoken.seconds:
        number += 1
    edges = [first + HALF_MINUTE * place for place in range(number)] + [last]
    counts = [0] * number
    for word in spoken.said:
        place = int((spoken.words[word.number].start - first) // HALF_MINUTE)
        counts[min(max(place, 0), number - 1)] += 1
    return tuple(
        PaceAt(start, end, round(60 * count / (end - start), 1))
        for start, end, count in zip(edges, edges[1:], counts, strict=False)
    )


def variation(paces: tuple[PaceAt, ...]) -> float | None:
    """How far the stretches lie from their mean, in percent of it; None for fewer than two."""
    values = [item.words_a_minute for item in paces]
    mean = fmean(values) if values else 0.0
    return 100 * pstdev(values) / mean if len(values) > 1 and mean else None
