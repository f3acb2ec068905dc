"""Real interviews beside practice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import Request
from starlette.responses import Response

from starl.model.interview import Went
from starl.practice.mocks import sessions
from starl.practice.outcomes import Month, outcomes, practised
from starl.web.journal import journal_of
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()
WIDTH = 720
"""Of the picture, in its units."""
HEIGHT = 120
"""Of its scale from 0 to 4; what went in interviews stands below."""
_STEP = 13
_LEFT = 34
_SHOWN = 24
"""Months in the picture; the table has all."""
_LATELY = 30


class Mark(NamedTuple):
    """A real telling in the picture."""

    y: float
    went: Went


class Column(NamedTuple):
    """A month in the picture."""

    x: float
    month: Month
    y: float | None
    """Of the practice score."""
    marks: tuple[Mark, ...]
    """Of the tellings in interviews."""


@router.get("/interview/outcomes")
def show(request: Request) -> Response:
    """Month by month, and by how it went."""
    journal = journal_of(request)
    zone = journal.now().tzinfo
    with journal.open() as store:
        mocks = [
            (kept.record.created.astimezone(zone).date(), kept.mock)
            for kept in sessions(store, finished=True)
        ]
        uses = store.uses.select()
        stories = store.stories.select(limit=300)
        names = store.stories.among(use.story for use in uses[:_LATELY])
    found = outcomes(practised(mocks), uses)
    columns = _columns(found.months[-_SHOWN:])
    most = max((len(column.marks) for column in columns), default=0)
    return page(
        request,
        "outcomes.html",
        found=found,
        columns=columns,
        line=[column for column in columns if column.y is not None],
        width=WIDTH,
        left=_LEFT,
        scale=HEIGHT,
        height=HEIGHT + 26 + most * _STEP,
        hidden=max(0, len(found.months) - _SHOWN),
        uses=[(use, names.get(use.story)) for use in uses[:_LATELY]],
        stories=stories,
        wents=list(Went),
    )


def _columns(months: Sequence[Month]) -> list[Column]:
    apart = (WIDTH - _LEFT) / max(1, len(months))
    columns = []
    for at, month in enumerate(months):
        order = [went for went in Went for _ in range(month.went.get(went, 0))]
        marks = tuple(Mark(HEIGHT + 34 + place * _STEP, went) for place, went in enumerate(order))
        y = None if month.score is None else round(HEIGHT * (1 - month.score / 4), 1)
        columns.append(Column(round(_LEFT + apart * (at + 0.5), 1), month, y, marks))
    return columns
