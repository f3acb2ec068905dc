"""The journal: entries, experiences that may become stories, and improvements to check later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Source(NamedTuple):
    """Where a record came from. The pair is unique in a journal, so that nothing is taken in twice."""

    kind: str
    """Such as `jrnl`, `markdown`, `git`."""
    key: str
    """What the source calls it: a commit, a path, a hash of the text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated record: what happened, the mistake, the lesson."""

    id: str
    created: dt.datetime
    updated: dt.datetime
    date: dt.date
    """The day it happened, as the person counts days."""
    text: str
    at: dt.time | None = None
    """The time of that day, where it is known; local, without a zone."""
    mistake: str | None = None
    lesson: str | None = None
    cause: str | None = None
    """The root cause that the person owns."""
    tags: tuple[str, ...] = ()
    mood: str | None = None
    """In the person's own word."""
    project: str | None = None
    attachments: tuple[str, ...] = ()
    """Paths of files; the files stay where they are."""
    source: Source | None = None
    applied: dt.date | None = None
    """The day from which the lesson is known to be lived by."""
    binned: dt.datetime | None = None
    """When it was thrown into the bin; None outside of the bin."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries are meant; all conditions hold at once, None asks nothing."""

    tags: tuple[str, ...] = ()
    """All of these, in whatever case."""
    since: dt.date | None = None
    """This day or later."""
    until: dt.date | None = None
    """This day or earlier."""
    project: str | None = None
    source: str | None = None
    """The kind of source."""
    lesson: bool | None = None
    """Whether a lesson is written down."""
    applied: bool | None = None
    """Whether the lesson is lived by."""
    binned: bool | None = False
    """False: outside of the bin; True: in it; None: both."""


class ExperienceStatus(StrEnum):
    """What the person said of a candidate."""

    KEPT = "kept"
    DISMISSED = "dismissed"
    MERGED = "merged"
    """It is part of another experience."""


class Evidence(NamedTuple):
    """One thing that speaks for an experience."""

    kind: str
    """Such as `commit`, `file`, `issue`, `meeting`."""
    reference: str
    """Where to look: a commit, a path, an address."""
    text: str
    """What it says, in its own words."""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """An event that might become a story, found by the inventory or typed in."""

    id: str
    created: dt.datetime
    updated: dt.datetime
    title: str
    date: dt.date
    status: ExperienceStatus = ExperienceStatus.KEPT
    summary: str = ""
    score: float = 0.0
    """0..1: how much speaks for a story in it."""
    reasons: tuple[str, ...] = ()
    """Why the score is what it is, a sentence each."""
    evidence: tuple[Evidence, ...] = ()
    project: str | None = None
    source: Source | None = None
    merged: str | None = None
    """The id of the experience that it is part of."""
    entry: str | None = None
    """The id of the entry made from it."""
    story: str | None = None
    """The id of the story made from it."""


class Outcome(StrEnum):
    """What the check of an improvement found."""

    HELD = "held"
    PARTLY = "partly"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Improvement:
    """The specification's chain from failure to strength, with a day on which to check that it holds."""

    id: str
    created: dt.datetime
    updated: dt.datetime
    weakness: str
    """The root cause."""
    learning: str
    change: str
    """The improvement: what is done differently."""
    due: dt.date | None = None
    """When to look whether it holds; None when that is settled."""
    outcome: Outcome | None = None
    checked: dt.date | None = None
    """When the outcome was noted."""
    note: str = ""
    entry: str | None = None
    story: str | None = None


class Taken(NamedTuple):
    """What became of many records offered at once."""

    added: int
    known: int
    """Left alone, because their id or their source was there already."""
