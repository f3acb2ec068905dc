"""Interviews, planned and past, and the stories told in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Went(StrEnum):
    """How a story went, as the person saw it."""

    WELL = "well"
    MIXED = "mixed"
    BADLY = "badly"


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview on a day."""

    id: str
    created: dt.datetime
    updated: dt.datetime
    date: dt.date
    company: str = ""
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A story told in a real interview."""

    id: str
    created: dt.datetime
    story: str
    """The id of the story."""
    date: dt.date
    question: str | None = None
    """The id of the question that it answered."""
    company: str = ""
    interview: str | None = None
    """The id of the interview, where that is kept."""
    note: str = ""
    went: Went | None = None
