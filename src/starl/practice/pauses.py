"""Silences between words: how long, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starl.model.story import Section
from starl.practice.spoken import Said, Spoken

SHORTEST = 0.35
"""Seconds; shorter silences belong to articulation."""
LONG = 1.0
"""Seconds from which on a pause is a long one (Campione and Véronis 2002)."""
_WEIGHTY = (Section.RESULT, Section.LEARNING)


class Pause(NamedTuple):
    """A silence."""

    start: float
    """Seconds."""
    end: float
    within: bool
    """Whether it breaks a sentence; otherwise it stands between two."""
    before: Section | None
    """The result or the learning, where that begins behind it: there a pause gives weight."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start

    @property
    def looks_for_words(self) -> bool:
        """A long silence in the middle of a sentence."""
        return self.within and self.seconds > LONG


def pauses(spoken: Spoken, sections: Sequence[Section | None]) -> tuple[Pause, ...]:
    """The pauses in order; none where the words have no times. sections: of each sentence of the document."""
    if not spoken.timed or not spoken.said:
        return ()
    found = []
    end = spoken.words[0].end
    for number, word in enumerate(spoken.words):
        if word.start - end > SHORTEST:
            around = spoken.before(number), spoken.after(number - 1)
            found.append(_pause(end, word.start, *around, sections))
        end = max(end, word.end)
    return tuple(found)


def _pause(
    start: float, end: float, before: Said | None, after: Said | None, sections: Sequence[Section | None]
) -> Pause:
    if before is None or after is None:
        return Pause(start, end, False, None)
    within = before.sentence == after.sentence
    section = sections[after.sentence]
    begins = not within and section in _WEIGHTY and section is not sections[before.sentence]
    return Pause(start, end, within, section if begins else None)
