"""What a search of the journal finds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from starl.model.story import Span


class RecordKind(StrEnum):
    """The kinds of record that can be searched."""

    ENTRY = "entry"
    STORY = "story"
    EXPERIENCE = "experience"
    IMPROVEMENT = "improvement"


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found."""

    kind: RecordKind
    id: str
    date: dt.date
    title: str
    """The record's title, or the beginning of its text."""
    snippet: str
    """A piece of its text, on one line, around what was looked for."""
    highlights: tuple[Span, ...]
    """Where the words looked for stand in `snippet`, as code points."""
    score: float
    """Higher is better; comparable within one answer only. 0 where no word was asked for."""
