"""Questions that no story answers yet, and what in the journal might become one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from starl.coach.fit import Fit, FitLevel
from starl.coach.topics import told
from starl.model.journal import EntryFilter, ExperienceStatus
from starl.model.question import Question
from starl.model.search import RecordKind
from starl.store.store import Store

LOOKED_AT = 400
"""Entries, and experiences, that are looked through, the newest (the best scored) first."""
SUGGESTED = 3
_TEXTS = 20_000
"""Texts whose topics are kept, some hundred bytes each: the journals of those who use a shared server at one time."""
_LEAST = 0.35
"""How much a record must tell of the topic: more than one word that only may."""
_TITLE = 70
_ANSWERS = (FitLevel.STRONG, FitLevel.WORKABLE)


class Suggestion(NamedTuple):
    """A record that may become the story that is missing."""

    kind: RecordKind
    id: str
    date: dt.date
    title: str
    strength: float
    """0..1: how much it tells of what the question is about."""


class Gap(NamedTuple):
    """A question without a workable story."""

    question: Question
    column: int
    """Its place among the questions asked."""
    best: int | None
    """The row of the story that comes nearest, a stretch; None where there is not even that."""
    suggestions: tuple[Suggestion, ...]
    """The most telling first; none where nothing in the journal speaks of it, or any failure would do."""


class _Record(NamedTuple):
    kind: RecordKind
    id: str
    date: dt.date
    title: str
    told: dict[str, float]


def gaps(store: Store, questions: Sequence[Question], fits: Sequence[Sequence[Fit]]) -> list[Gap]:
    """The gaps, in the order of the questions."""
    open_ones = [
        column for column in range(len(questions)) if not any(row[column].level in _ANSWERS for row in fits)
    ]
    if not open_ones:
        return []
    records = _records(store)
    return [Gap(questions[at], at, _nearest(fits, at), _suggest(questions[at], records)) for at in open_ones]


def _nearest(fits: Sequence[Sequence[Fit]], column: int) -> int | None:
    rows = [row for row in range(len(fits)) if fits[row][column].level is FitLevel.STRETCH]
    return max(rows, key=lambda row: (fits[row][column].score, -row), default=None)


def _suggest(question: Question, records: Sequence[_Record]) -> tuple[Suggestion, ...]:
    found = []
    for record in records:
        strengths = [max(record.told.get(name, 0.0) for name in group) for group in question.about]
        if strengths and min(strengths) >= _LEAST:
            strength = round(sum(strengths) / len(strengths), 3)
            found.append(Suggestion(record.kind, record.id, record.date, record.title, strength))
    found.sort(key=lambda item: (-item.strength, -item.date.toordinal(), item.id))
    return tuple(found[:SUGGESTED])


def _records(store: Store) -> list[_Record]:
    """Kept experiences without a story, and entries that no story came from, with what they tell of."""
    stories = store.stories.select(binned=None)
    used = {story.entry for story in stories} | {story.experience for story in stories}
    found = []
    for item in store.experiences.select([ExperienceStatus.KEPT], limit=LOOKED_AT):
        if item.story is None and item.id not in used:
            text = "\n".join((item.title, item.summary, *item.reasons, *(e.text for e in item.evidence)))
            found.append(_Record(RecordKind.EXPERIENCE, item.id, item.date, item.title, _topics(text)))
    for entry in store.entries.select(EntryFilter(), limit=LOOKED_AT):
        if entry.id not in used:
            parts = (entry.text, entry.mistake, entry.lesson, entry.cause, *entry.tags)
            title = " ".join((entry.mistake or entry.text).split())
            text = "\n".join(filter(None, parts))
            found.append(_Record(RecordKind.ENTRY, entry.id, entry.date, title[:_TITLE], _topics(text)))
    return found


@lru_cache(_TEXTS)
def _topics(text: str) -> dict[str, float]:
    sums: dict[tuple[str, int], float] = {}
    for topic, _, weight, pattern in told(text.lower().replace("’", "'")):
        sums[topic, pattern] = weight
    totals: dict[str, float] = {}
    for (topic, _), weight in sums.items():
        totals[topic] = totals.get(topic, 0.0) + weight
    return {topic: 1 - exp(-total) for topic, total in totals.items()}
