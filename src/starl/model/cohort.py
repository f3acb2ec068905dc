"""A cohort, what it is asked to do, and what its people say to each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from starl.model.account import Part
from starl.model.attempt import Exercise


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who learn together, and who coaches them."""

    id: str
    name: str
    part: Part
    """What the one who asks is in it."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a cohort, with numbers from the journal and never a word."""

    account: str
    name: str
    part: Part
    entries: int = 0
    stories: int = 0
    ready: int = 0
    """Stories that the coach holds ready to be told."""
    takes: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """One of the exercises, for a cohort, with a day."""

    id: str
    cohort: str
    exercise: Exercise
    title: str
    note: str
    due: dt.date
    """The last day on which it can be handed in; a peer review is given within as many days after it as `days`."""
    days: int
    anonymous: bool
    """Whether the names of authors and reviewers are hidden from each other."""
    matched: bool
    """Whether reviewers have been found."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A story that was handed in, as it was then."""

    id: str
    assignment: str
    account: str
    name: str
    title: str
    text: str
    created: dt.datetime


@dataclass(frozen=True, slots=True)
class Pairing:
    """Who reviews what somebody handed in, and what came of it."""

    assignment: str
    reviewer: str
    reviewer_name: str
    submission: str
    title: str
    author: str
    author_name: str
    due: dt.date
    review: str | None
    """As `practice.peer_review.to_json` writes it; None as long as there is none."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A story that its author showed to the coaches of a cohort, as it was then."""

    id: str
    cohort: str
    account: str
    name: str
    story: str
    title: str
    text: str
    created: dt.datetime
