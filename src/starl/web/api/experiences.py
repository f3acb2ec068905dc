"""Experiences over HTTP: what was kept of the inventory, and what a person remembers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from starl.inventory.answers import said_of
from starl.inventory.remembered import remember_one
from starl.model.journal import Experience, ExperienceStatus
from starl.web.entries import the_experience
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("inventory")
Id = Annotated[str, Path(max_length=40, description="The whole id.")]


class EvidenceOut(BaseModel):
    """One thing that speaks for an experience."""

    kind: str
    reference: str
    text: str
    date: dt.date | None


class ExperienceOut(BaseModel):
    """An event that might become a story."""

    id: str
    title: str
    date: dt.date
    status: ExperienceStatus
    summary: str
    score: float = Field(description="0..1: how much speaks for a story in it.")
    reasons: list[str]
    evidence: list[EvidenceOut]
    project: str | None
    entry: str | None = Field(description="The id of the entry made from it.")
    story: str | None = Field(description="The id of the story made from it.")

    @classmethod
    def of(cls, item: Experience) -> ExperienceOut:
        """What is told of an experience."""
        return cls(
            id=item.id,
            title=item.title,
            date=item.date,
            status=item.status,
            summary=item.summary,
            score=item.score,
            reasons=list(item.reasons),
            evidence=[EvidenceOut(**piece._asdict()) for piece in item.evidence],
            project=item.project,
            entry=item.entry,
            story=item.story,
        )


class NewExperience(BaseModel):
    """An experience that the person remembers."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=1, max_length=200)
    date: dt.date | None = Field(None, description="Null: today.")
    summary: str = Field("", max_length=20_000)
    project: str | None = Field(None, max_length=200)


class Status(BaseModel):
    """What the person says of it."""

    model_config = ConfigDict(extra="forbid")
    status: Literal["kept", "dismissed"]


@router.get("/experiences", summary="The experiences, the highest score first")
def index(
    request: Request,
    status: ExperienceStatus = ExperienceStatus.KEPT,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[ExperienceOut]:
    """Those with one status."""
    with journal_of(request).open() as store:
        found = store.experiences.select([status], limit=limit, offset=offset)
    return [ExperienceOut.of(item) for item in found]


@router.post("/experiences", status_code=201, summary="Keep an experience that you remember")
def create(request: Request, new: NewExperience) -> ExperienceOut:
    """The experience as it was kept."""
    today = journal_of(request).today()
    if new.date is not None and new.date > today:
        raise HTTPException(422, "date: this day is still to come")
    with journal_of(request).open() as store:
        return ExperienceOut.of(remember_one(store, new.title, new.date or today, new.summary, new.project))


@router.patch("/experiences/{identifier}", summary="Keep or dismiss an experience")
def answer(request: Request, identifier: Id, said: Status) -> ExperienceOut:
    """The experience as it now is."""
    with journal_of(request).open() as store, store.transaction():
        item = the_experience(store, identifier)
        return ExperienceOut.of(said_of(store, item, ExperienceStatus(said.status)))
