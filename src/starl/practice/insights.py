"""Patterns over time, as a pure sum over the records. What is claimed from how few is set here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from starl.model.journal import Entry, Improvement, Outcome
from starl.model.story_record import Revision, StoryRecord
from starl.practice.causes import Cause, Group, group
from starl.practice.days import local_day

LEAST_CAUSES = 3
"""Causes written down, before any is called recurrent."""
LEAST_CHANGES = 3
"""Changes, before a median of them is named."""
LEAST_FOR_HABITS = 30
"""Entries, before days of the week or times of the day are looked at."""
WEEKS = 12
"""Weeks in the count of entries."""
MOST_WEEKS = 522
"""Ten years: as far back as weeks are counted at most."""
SPANS = (("a week", 7), ("a month", 31), ("3 months", 92), ("6 months", 183))
"""The upper ends of the classes of time from failure to change, in days; the last class is open."""
PARTS = ("night", "morning", "afternoon", "evening")
"""Quarters of the day, from midnight on."""


class Tag(NamedTuple):
    """A tag that is on more than one entry."""

    tag: str
    entries: int
    last: date
    """The day of the newest of them."""


class OpenLesson(NamedTuple):
    """A lesson that is not known to be lived by."""

    entry: str
    """The id of the entry."""
    day: date
    age: int
    """Days since then."""
    lesson: str


class Change(NamedTuple):
    """How long it took from a failure until its lesson was lived by."""

    entry: str
    days: int
    day: date
    """From which it was lived by."""


class Progress(NamedTuple):
    """The coach's score of a story at each of its revisions."""

    story: str
    """The id of the story."""
    title: str
    scores: tuple[tuple[int, datetime, int], ...]
    """Number of the revision, when it was saved, and its score, 0..100."""


class Streak(NamedTuple):
    """Days in a row on which something was written or reviewed."""

    current: int
    """Up to today or yesterday; 0 when it is broken."""
    longest: int
    days: int
    """Days with practice in all."""


@dataclass(frozen=True, slots=True)
class Insights:
    """All that the records show. What has too few of them is empty or None."""

    since: date | None
    today: date
    entries: int
    lessons: int
    causes: int
    """Causes written down."""
    groups: list[Group]
    tags: list[Tag]
    open_lessons: list[OpenLesson]
    """The oldest first."""
    changes: list[Change]
    median_days: float | None
    improvements: dict[str, int]
    """How many held, partly, not_yet, and are open."""
    weeks: list[tuple[date, int]]
    """Entries of each week by its Monday, the oldest first."""
    streak: Streak
    stories: list[Progress]
    """Those with a score."""
    weekdays: list[int] | None
    """Entries from Monday to Sunday."""
    parts: list[int] | None
    """Entries in each quarter of the day."""
    timed: int
    """Entries of which the time of the day is known."""


def insights(
    entries: Iterable[Entry],
    improvements: Sequence[Improvement],
    stories: Iterable[tuple[StoryRecord, Sequence[Revision]]],
    reviewed: Iterable[datetime],
    now: datetime,
    since: date | None = None,
    weeks: int | None = WEEKS,
) -> Insights:
    """The patterns in these records.

    entries: outside of the bin, since that day; any number, gone through once. reviewed: when cards were reviewed.
    now: with the person's time zone. since: what is older is left out. weeks: how many are counted, up to this one;
    None counts them from the first entry on, MOST_WEEKS at most.
    """
    today = now.date()
    causes: list[Cause] = []
    caused: set[str] = set()
    tags: dict[str, Tag] = {}
    open_lessons: list[OpenLesson] = []
    changes: list[Change] = []
    per_day: Counter[date] = Counter()
    hours: Counter[int] = Counter()
    active: set[date] = set()
    lessons = 0
    for entry in entries:
        per_day[entry.date] += 1
        active.add(local_day(entry.created, now))
        if entry.at is not None:
            hours[entry.at.hour // 6] += 1
        if entry.cause:
            causes.append(Cause(entry.id, entry.date, entry.cause))
            caused.add(entry.id)
        for tag in {tag.casefold() for tag in entry.tags}:
            before = tags.get(tag, Tag(tag, 0, entry.date))
            tags[tag] = Tag(tag, before.entries + 1, max(before.last, entry.date))
        if entry.lesson:
            lessons += 1
            if entry.applied is None:
                age = (today - entry.date).days
                open_lessons.append(OpenLesson(entry.id, entry.date, age, entry.lesson))
        if entry.applied is not None:
            changes.append(Change(entry.id, max(0, (entry.applied - entry.date).days), entry.applied))
    improvements = [item for item in improvements if since is None or local_day(item.created, now) >= since]
    causes += [
        Cause(item.id, local_day(item.created, now), item.weakness)
        for item in improvements
        if item.weakness and item.entry not in caused
    ]
    days = (local_day(moment, now) for moment in reviewed)
    active.update(day for day in days if since is None or day >= since)
    enough = sum(per_day.values()) >= LEAST_FOR_HABITS
    timed = sum(hours.values())
    return Insights(
        since=since,
        today=today,
        entries=sum(per_day.values()),
        lessons=lessons,
        causes=len(causes),
        groups=group(causes) if len(causes) >= LEAST_CAUSES else [],
        tags=sorted(
            (tag for tag in tags.values() if tag.entries > 1), key=lambda tag: (-tag.entries, tag.tag)
        ),
        open_lessons=sorted(open_lessons, key=lambda lesson: (lesson.day, lesson.entry)),
        changes=sorted(changes, key=lambda change: (change.days, change.entry)),
        median_days=median(change.days for change in changes) if len(changes) >= LEAST_CHANGES else None,
        improvements=_outcomes(improvements),
        weeks=_weeks(per_day, today, weeks),
        streak=_streak(active, today),
        stories=_progress(stories, now, since),
        weekdays=_weekdays(per_day) if enough else None,
        parts=[hours[part] for part in range(len(PARTS))] if timed >= LEAST_FOR_HABITS else None,
        timed=timed,
    )


def spread(changes: Iterable[Change]) -> list[tuple[str, int]]:
    """How many changes took how long, by the classes of SPANS."""
    names = [f"within {name}" for name, _ in SPANS] + ["longer"]
    numbers = [0] * len(names)
    for change in changes:
        numbers[next((at for at, (_, most) in enumerate(SPANS) if change.days <= most), len(SPANS))] += 1
    return list(zip(names, numbers, strict=True))


def _outcomes(improvements: Iterable[Improvement]) -> dict[str, int]:
    numbers = {outcome.value: 0 for outcome in Outcome} | {"open": 0}
    for item in improvements:
        numbers[item.outcome.value if item.outcome else "open"] += 1
    return numbers


def _weeks(per_day: Counter[date], today: date, number: int | None) -> list[tuple[date, int]]:
    this = today - timedelta(days=today.weekday())
    if number is None:
        number = min(MOST_WEEKS, max(0, (this - min(per_day, default=today)).days + 6) // 7 + 1)
    mondays = [this - timedelta(weeks=week) for week in reversed(range(number))]
    return [(monday, sum(per_day[monday + timedelta(days=day)] for day in range(7))) for monday in mondays]


def _streak(active: set[date], today: date) -> Streak:
    longest = run = 0
    before: date | None = None
    for day in sorted(active):
        run = run + 1 if before is not None and (day - before).days == 1 else 1
        longest = max(longest, run)
        before = day
    unbroken = before is not None and (today - before).days <= 1
    return Streak(run if unbroken else 0, longest, len(active))


def _progress(
    stories: Iterable[tuple[StoryRecord, Sequence[Revision]]], now: datetime, since: date | None
) -> list[Progress]:
    found = []
    for record, revisions in stories:
        scores = tuple(
            (revision.number, revision.saved, revision.verdict.score)
            for revision in revisions
            if revision.verdict is not None and (since is None or local_day(revision.saved, now) >= since)
        )
        if scores:
            found.append(Progress(record.id, record.title, scores))
    return found


def _weekdays(per_day: Counter[date]) -> list[int]:
    numbers = [0] * 7
    for day, number in per_day.items():
        numbers[day.weekday()] += number
    return numbers
