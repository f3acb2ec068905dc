"""The patterns over time, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from starl.practice.insights import Insights, spread
from starl.practice.scheduling import DESIRED_RETENTION
from starl.web.journal import journal_of
from starl.web.patterns import Patterns, Since, patterns
from starl.web.routers import api_router

router = api_router("insights")
NEWEST = 500
"""Of a list that grows with the journal, so many are told."""
GROUPS, CAUSES = 20, 200
"""Groups of causes that are told, and causes of each."""
DRAWN = 12
"""Stories of which the page draws, at most; it says that there are more than it shows."""


class CauseOut(BaseModel):
    record: str = Field(description="The id of an entry, or of an improvement without one.")
    date: dt.date
    text: str


class GroupOut(BaseModel):
    """Causes that share a word."""

    word: str
    causes: list[CauseOut] = Field(description=f"The newest {CAUSES}.")


class CausesOut(BaseModel):
    written: int
    groups: list[GroupOut] = Field(description=f"The largest {GROUPS}; none below 3 causes.")


class TagOut(BaseModel):
    tag: str
    entries: int
    last: dt.date


class LessonOut(BaseModel):
    """A lesson not yet lived by."""

    entry: str
    date: dt.date
    age_days: int
    lesson: str


class ChangeOut(BaseModel):
    """A lesson that is lived by."""

    entry: str
    day: dt.date = Field(description="From which it is.")
    days: int = Field(description="Since the failure.")


class ClassOut(BaseModel):
    name: str
    n: int


class WeekOut(BaseModel):
    monday: dt.date
    entries: int


class RecallOut(BaseModel):
    monday: dt.date
    recalled: int
    asked: int


class StreakOut(BaseModel):
    """Days on which something was written or reviewed."""

    current: int = Field(description="In a row up to today or yesterday.")
    longest: int
    days: int


class ScoreOut(BaseModel):
    revision: int
    saved: dt.datetime
    score: int = Field(description="0..100.")


class StoryScores(BaseModel):
    slug: str
    title: str
    scores: list[ScoreOut]


class InsightsOut(BaseModel):
    """What the records show. What has too few behind it is null or empty."""

    since: dt.date | None
    today: dt.date
    entries: int
    lessons: int
    causes: CausesOut
    tags: list[TagOut]
    open_lessons: list[LessonOut] = Field(description=f"The oldest {NEWEST}.")
    open_lessons_in_all: int
    changes: list[ChangeOut] = Field(description=f"The newest {NEWEST}.")
    changes_in_all: int
    median_days: float | None
    spread: list[ClassOut] = Field(description="How many changes took how long.")
    improvements: dict[str, int] = Field(description="How many held, partly, not_yet, and are open.")
    weeks: list[WeekOut]
    streak: StreakOut
    stories: list[StoryScores] = Field(description="The one saved last first.")
    recall: list[RecallOut] = Field(description="Of the cards that tested memory in a week.")
    aim: float = Field(description="The share of recall at which cards come back.")
    weekdays: list[int] | None = Field(description="Entries from Monday to Sunday.")
    parts_of_day: list[int] | None = Field(description="Entries from 0, 6, 12 and 18 o'clock on.")
    timed_entries: int


@router.get("/insights", response_model=InsightsOut, summary="Patterns over time")
def show(request: Request, since: Since = Since.ALL, plots: bool = False) -> Any:
    """As `starl insights --format json`, with the recall by week.

    plots: only what is drawn, so without tags and open lessons, and with few stories, all told in more than one score.
    """
    journal = journal_of(request)
    with journal.open() as store:
        seen = patterns(store, journal.now(), since)
    if plots:
        text = seen.once("plots", lambda seen: _drawn(_told(seen)).model_dump_json())
    else:
        text = seen.once("json", lambda seen: _told(seen).model_dump_json())
    return Response(text, media_type="application/json")


def _told(seen: Patterns) -> InsightsOut:
    found = seen.found
    stories = [
        StoryScores(
            slug=seen.slugs[story.story],
            title=story.title,
            scores=[
                ScoreOut(revision=number, saved=saved, score=score) for number, saved, score in story.scores
            ],
        )
        for story in found.stories
    ]
    recall = [
        RecallOut(monday=monday, recalled=one.recalled, asked=one.asked)
        for monday, one in seen.recall.items()
    ]
    return InsightsOut(**_sums(found), stories=stories, recall=recall, aim=DESIRED_RETENTION)


def _drawn(told: InsightsOut) -> InsightsOut:
    told.tags, told.open_lessons = [], []
    told.causes.groups = told.causes.groups[:5]
    told.stories = [story for story in told.stories if len(story.scores) > 1][:DRAWN]
    return told


def _sums(found: Insights) -> dict[str, Any]:
    newest = sorted(found.changes, key=lambda change: (change.day, change.entry))[-NEWEST:]
    groups = [
        GroupOut(
            word=group.word,
            causes=[
                CauseOut(record=one.record, date=one.day, text=one.text) for one in group.causes[:CAUSES]
            ],
        )
        for group in found.groups[:GROUPS]
    ]
    return {
        "since": found.since,
        "today": found.today,
        "entries": found.entries,
        "lessons": found.lessons,
        "causes": CausesOut(written=found.causes, groups=groups),
        "tags": [TagOut(tag=tag.tag, entries=tag.entries, last=tag.last) for tag in found.tags[:NEWEST]],
        "open_lessons": [
            LessonOut(entry=one.entry, date=one.day, age_days=one.age, lesson=one.lesson)
            for one in found.open_lessons[:NEWEST]
        ],
        "open_lessons_in_all": len(found.open_lessons),
        "changes": [ChangeOut(entry=one.entry, day=one.day, days=one.days) for one in newest],
        "changes_in_all": len(found.changes),
        "median_days": found.median_days,
        "spread": [ClassOut(name=name, n=number) for name, number in spread(found.changes)],
        "improvements": found.improvements,
        "weeks": [WeekOut(monday=monday, entries=number) for monday, number in found.weeks],
        "streak": StreakOut(**found.streak._asdict()),
        "weekdays": found.weekdays,
        "parts_of_day": found.parts,
        "timed_entries": found.timed,
    }
