"""A story as it is kept: its record, its revisions, and what the coach said of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

from starl.model.report import Dimension, Pitfall, Report

AUTOSAVE = "autosave"
"""The note of a revision that an editor saved by itself."""
AUTOSAVE_WINDOW = dt.timedelta(minutes=10)
"""How long an autosave may be replaced by the next one of its session; after a longer pause a new step begins."""


@dataclass(frozen=True, slots=True)
class VerdictSnapshot:
    """What the coach said when a revision was saved."""

    score: int
    """0..100."""
    ready: bool
    pitfalls: tuple[Pitfall, ...]
    """The flagged ones."""
    rubric: dict[Dimension, int]
    """0..4 each."""
    coach: str
    """The version of the coach that judged."""

    @classmethod
    def of(cls, report: Report, coach_version: str) -> Self:
        """The part of a report that is worth keeping."""
        return cls(
            score=report.verdict.score,
            ready=report.verdict.ready,
            pitfalls=tuple(pitfall for pitfall, answer in report.pitfalls.items() if answer.flagged),
            rubric={dimension: answer.score for dimension, answer in report.rubric.items()},
            coach=coach_version,
        )


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story in the journal. The text is in its revisions."""

    id: str
    created: dt.datetime
    updated: dt.datetime
    slug: str
    """A short name, unique in the journal: letters, digits and hyphens."""
    title: str
    date: dt.date | None = None
    """When it happened."""
    themes: tuple[str, ...] = ()
    revision: int = 0
    """The number of the newest revision; 0 before the first."""
    verdict: VerdictSnapshot | None = None
    """Of the newest revision."""
    entry: str | None = None
    """The id of the entry that it came from."""
    experience: str | None = None
    """The id of the experience that it came from."""
    binned: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state of a story's text."""

    story: str
    """The id of the story."""
    number: int
    """From 1."""
    saved: dt.datetime
    text: str
    verdict: VerdictSnapshot | None = None
    note: str = ""
    """Why it was saved, in the person's words; `AUTOSAVE` where an editor saved it by itself."""
    session: str | None = None
    """The editing session that saved it by itself; None for what a person saved."""
