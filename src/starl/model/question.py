"""A behavioural question, and what an interviewer listens for in the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What a question is about. The order is that of the bank."""

    FAILURE = "failure"
    MISTAKE = "mistake"
    DEADLINE = "deadline"
    CONFLICT = "conflict"
    FEEDBACK = "feedback"
    WEAKNESS = "weakness"
    WRONG_DECISION = "wrong-decision"
    OUTAGE = "outage"
    QUALITY = "quality"
    SCALING = "scaling"
    ESTIMATE = "estimate"
    DISAGREEMENT = "disagreement"
    AMBIGUOUS_GOAL = "ambiguous-goal"
    UNDER_PERFORMANCE = "under-performance"


class Signal(StrEnum):
    """What a question wants to hear in any answer, as the coach measures it."""

    OWN = "own"
    """The person's own part: the rubric's self-awareness."""
    HUMILITY = "humility"
    LEARNING = "learning"
    RESILIENCE = "resilience"
    CHANGE = "change"
    """A change made since: the last link of the strength chain."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank, of the person, or made from a company's value."""

    id: str
    """A slug; unique in the bank."""
    text: str
    """As an interviewer says it."""
    theme: Theme
    listens_for: str
    follow_ups: tuple[str, ...]
    """Three or more that dig and do not lead."""
    about: tuple[tuple[str, ...], ...] = ()
    """What a story must tell of to answer it: one topic of each group (see coach/topics). Empty: any failure."""
    wants: tuple[Signal, ...] = ()
    value: str | None = None
    """The name of the company's value that it asks for."""
    own: bool = False
    """Whether the person added it."""
