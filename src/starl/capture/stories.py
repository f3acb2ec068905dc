"""Saving stories: each revision with the coach's verdict on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from starl import __version__
from starl.coach.engine import check
from starl.model.report import Report
from starl.model.story import Story
from starl.model.story_record import Revision, StoryRecord, VerdictSnapshot
from starl.store.store import Store
from starl.text.markdown import parse


class Progress(NamedTuple):
    """How a story stands."""

    record: StoryRecord
    report: Report
    """On the newest text."""
    scores: tuple[int, ...]
    """0..100, of the revisions that were judged, the oldest first."""


def new_record(
    store: Store, title: str, *, entry: str | None = None, experience: str | None = None
) -> StoryRecord:
    """The record of a story that is not kept yet."""
    now = store.now()
    slug = store.stories.free_slug(title)
    return StoryRecord(store.new_id(), now, now, slug, title, entry=entry, experience=experience)


def save(
    store: Store,
    record: StoryRecord,
    text: str,
    note: str = "",
    *,
    expected: int | None = None,
    session: str | None = None,
) -> StoryRecord:
    """Saves a text as the story's next revision, judged now; title, themes and date are those in the text.

    An experience that the story came from points at it afterwards. A text that cannot be judged yet has no verdict.

    expected: the revision that the text was made from. session: the editing session that saves by itself. Both as in
    `Stories.save`, which raises Conflict where another revision is the newest by now.
    """
    story = parse(text)
    report = check(text)
    verdict = VerdictSnapshot.of(report, __version__) if report.judged else None
    record = replace(record, title=story.title or record.title, themes=story.themes, date=_date(story))
    with store.transaction():
        source = store.experiences.get(record.experience) if record.experience else None
        saved = store.stories.save(record, text, verdict, note, expected=expected, session=session)
        if source and source.story is None:
            store.experiences.update(replace(source, story=saved.id))
    return saved


def progress(store: Store, record: StoryRecord) -> Progress:
    """How a story stands, and how it came there."""
    revisions = store.stories.revisions(record.id)
    return Progress(record, check(revisions[-1].text if revisions else ""), tuple(scores(revisions)))


def scores(revisions: list[Revision]) -> list[int]:
    """The scores of those revisions that were judged."""
    return [revision.verdict.score for revision in revisions if revision.verdict]


def _date(story: Story) -> dt.date | None:
    """The day in the front matter, where it is one."""
    value = story.meta.get("date")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None
