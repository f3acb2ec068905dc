"""Whether sentences can be heard to their end."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from starl.practice.spoken import Said, Spoken

_LAST = 3
"""Words that are the end of a sentence."""
_LEAST = 8
"""Words of a sentence that has an end and a rest."""
_SENTENCES = 3
"""Sentences that a verdict needs."""


def volume_drop(spoken: Spoken, sentences: Sequence[Sequence[Said]]) -> float | None:
    """How much softer the ends of sentences are than the rest of them: the middle one's drop, in decibels.

    None where too few sentences are long enough, or their loudness is not known. Below 0 where the ends are louder.
    """
    drops = []
    for words in sentences:
        levels = [spoken.words[word.number].level for word in words]
        known = [level for level in levels if level is not None]
        if len(levels) == len(known) >= _LEAST:
            drops.append(fmean(known[:-_LAST]) - fmean(known[-_LAST:]))
    return round(median(drops), 1) if len(drops) >= _SENTENCES else None
