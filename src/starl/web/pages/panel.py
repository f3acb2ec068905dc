"""What the coach says of a whole story, as the editor draws it."""

from __future__ import annotations

from typing import NamedTuple

from starl.model.report import Report
from starl.model.story import Section

SETUP_MOST = 40
"""Per cent of the words that situation and task may have together (rule S110)."""
LEARNING_LEAST = 12
"""Per cent of the words that the learning should have (rule S111)."""
SHORTEST, LONGEST = 45, 180
"""Seconds that a story takes to tell (rules S112, S113)."""
_SCALE = 240
"""Seconds at the right end of the bar of time."""


class Share(NamedTuple):
    """A section's part of the words."""

    name: str
    start: float
    """Per cent."""
    width: float
    words: int


class Shares(NamedTuple):
    """How the words are spread over the sections."""

    shares: list[Share]
    setup: int
    """Per cent of situation and task."""
    learning: int
    """Per cent of the learning."""
    setup_good: bool
    learning_good: bool


def shares(report: Report) -> Shares:
    """The sections as parts of a bar of 100, in the order in which they are told."""
    words = {section: report.sections[section].words for section in Section}
    total = sum(words.values())
    parts, at = [], 0.0
    for section in Section:
        width = 100 * words[section] / total if total else 0.0
        parts.append(Share(section.value, round(at, 2), round(width, 2), words[section]))
        at += width
    setup = parts[0].width + parts[1].width
    learning = parts[4].width
    return Shares(
        parts, round(setup), round(learning), total == 0 or setup <= SETUP_MOST, learning >= LEARNING_LEAST
    )


class Speech(NamedTuple):
    """How long it takes to tell."""

    seconds: int
    at: float
    """Per cent of the bar."""
    good_from: float
    good_width: float
    says: str


def speech(report: Report) -> Speech:
    """The time to tell the story at 140 words a minute, and the good range."""
    seconds = report.speaking_seconds
    if seconds > LONGEST:
        says = "long: an interviewer starts to wait"
    elif seconds < SHORTEST:
        says = "short: there is room for what happened"
    else:
        says = "a good length to tell"
    good = 100 * SHORTEST / _SCALE
    return Speech(
        seconds, min(100.0, round(100 * seconds / _SCALE, 1)), good, 100 * (LONGEST - SHORTEST) / _SCALE, says
    )
