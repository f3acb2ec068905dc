"""Improvements over HTTP: what was to be done differently, and whether it held."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from starl.errors import StarlError
from starl.model.journal import Improvement, Outcome
from starl.practice.improvements import checked, in_order, keep_checked
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("improvements")


class ImprovementOut(BaseModel):
    """The chain from failure to strength."""

    id: str
    weakness: str
    learning: str
    change: str
    created: dt.datetime
    due: dt.date | None = Field(description="When to look whether it holds; null when that is settled.")
    outcome: Outcome | None
    checked: dt.date | None
    note: str
    entry: str | None = Field(description="The id of the entry that it came from.")
    story: str | None = Field(description="The id of the story that it came from.")

    @classmethod
    def of(cls, item: Improvement) -> ImprovementOut:
        """What is told of a record."""
        return cls(
            id=item.id, weakness=item.weakness, learning=item.learning, change=item.change,
            created=item.created, due=item.due, outcome=item.outcome, checked=item.checked, note=item.note,
            entry=item.entry, story=item.story,
        )  # fmt: skip


class Check(BaseModel):
    """What somebody saw who looked."""

    model_config = ConfigDict(extra="forbid")
    outcome: Outcome
    again: dt.date | None = Field(None, description="When to look once more; needed unless it held.")
    note: str | None = Field(None, max_length=2000, description="Replaces the earlier one.")


@router.get("/improvements", summary="The improvements, those to look at first")
def index(
    request: Request,
    due: Annotated[bool, Query(description="Only those to be looked at by today.")] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[ImprovementOut]:
    """By their day, then those without one."""
    journal = journal_of(request)
    with journal.open() as store:
        found = store.improvements.due(journal.today()) if due else in_order(store.improvements.select())
    return [ImprovementOut.of(item) for item in found[offset : offset + limit]]


@router.post("/improvements/{improvement}/check", summary="Note whether an improvement held")
def check(
    request: Request, improvement: Annotated[str, Path(pattern="^[0-9a-z]{1,40}$")], seen: Check
) -> ImprovementOut:
    """The improvement as it is then. Where it held, the lesson of its entry counts as lived by."""
    journal = journal_of(request)
    today = journal.today()
    with journal.open() as store:
        item = store.improvements.get(improvement)
        if item is None:
            raise HTTPException(404, "there is no such improvement")
        if seen.again is not None and seen.again <= today:
            raise StarlError(f"{seen.again} is not to come; name a day after {today}")
        kept = keep_checked(store, checked(item, seen.outcome, today, seen.again, seen.note))
    return ImprovementOut.of(kept)
