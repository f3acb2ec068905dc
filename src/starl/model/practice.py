"""Spaced repetition: cards and what their reviews said, in the terms of py-fsrs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class State(IntEnum):
    """Where a card is in its learning."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Rating(IntEnum):
    """How well the person recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class CardKind(StrEnum):
    """What a card asks for."""

    STORY = "story"
    LESSON = "lesson"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Card:
    """The memory of one item."""

    id: str
    created: datetime
    kind: CardKind
    item: str
    """The id of the story, of the entry whose lesson it is, or the name of the question."""
    due: datetime
    state: State = State.LEARNING
    step: int | None = 0
    """The learning step; None in review."""
    stability: float | None = None
    """Days until the chance of recall falls to 90 %; None before the first review."""
    difficulty: float | None = None
    """1..10; None before the first review."""
    last_review: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewLog:
    """One review of a card."""

    id: str
    card: str
    """The id of the card."""
    rating: Rating
    reviewed: datetime
    duration: int | None = None
    """Milliseconds that the person took; None where nobody measured."""
