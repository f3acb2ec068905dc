"""A peer's review of a story: the specification's three questions, answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starl.model.story import Span

LOWEST, HIGHEST = 1, 5
"""The ends of both ratings."""


class Theme(StrEnum):
    """What a remark is about."""

    OWNERSHIP = "ownership"
    """Whose act it was."""
    STAKES = "stakes"
    """Whether it mattered to anybody."""
    HONESTY = "honesty"
    """What was hidden, then or in the telling."""
    LEARNING = "learning"
    """What was understood."""
    CHANGE = "change"
    """What is done differently since."""
    PRAISE = "praise"
    """Of the teller, where a fault is asked for."""
    SPECIFICS = "specifics"
    """Who, when, how many."""
    STRUCTURE = "structure"
    """What is too long, too short or in the wrong place."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a stretch of the story: an area that could be strengthened."""

    span: Span
    quote: str
    """The words at `span`."""
    comment: str
    theme: Theme | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The answers to the three questions."""

    authenticity: int
    """How authentic the story feels, 1..5."""
    learning: int
    """Whether the learning is compelling, 1..5."""
    strengthen: tuple[Remark, ...] = ()
    """Where the story could be stronger."""
    summary: str = ""
    """In a sentence or two, to the author."""
