"""Rehearsals over HTTP."""

from __future__ import annotations

import datetime as dt
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from starl.model.report import Pitfall
from starl.model.story import Section
from starl.model.take import Take, TakeSource
from starl.practice.take_progress import progress
from starl.practice.takes import again
from starl.store.store import Store
from starl.web.access import limited
from starl.web.api.hearings import WordOut
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("takes")
ID = "^[0-9a-z]{26}$"
Id = Annotated[str, Path(pattern=ID)]
StoryQuery = Annotated[str, Query(max_length=80, description="The slug of a story; empty for all.")]
PEAKS = 600
"""Peaks of a waveform."""


class _Seen(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class TakeOut(_Seen):
    """One rehearsal."""

    id: str
    created: dt.datetime
    story: str | None = Field(description="The id of the story.")
    question: str | None
    source: TakeSource
    text: str
    seconds: float | None
    engine: str
    recorded: bool = Field(description="Whether the recording was kept; it is at /takes/{id}/audio.")
    measures: dict[str, float] = Field(description="As measured then, by name.")
    told: int | None = Field(description="Points of the written story that were told then.")
    points: int | None
    note: str

    @classmethod
    def of(cls, take: Take) -> TakeOut:
        """What is told of a take."""
        kept = take.metrics or {}
        coverage = kept.get("coverage") or {}
        return cls(
            id=take.id,
            created=take.created,
            story=take.story,
            question=take.question,
            source=take.source,
            text=take.text,
            seconds=take.seconds,
            engine=take.engine,
            recorded=take.audio is not None,
            measures=kept.get("measures") or {},
            told=coverage.get("told"),
            points=coverage.get("points"),
            note=take.note,
        )


class MeasureOut(_Seen):
    """One number of a telling beside its good range."""

    name: str
    value: float
    unit: str
    low: float | None
    high: float | None
    side: int = Field(description="-1 below the range, 1 above it, 0 within.")
    source: str
    says: str


class FillerOut(_Seen):
    kind: str
    number: int = Field(description="Of its first word.")
    start: float | None
    place: str


class PauseOut(_Seen):
    start: float
    end: float
    within: bool
    before: Section | None


class StretchOut(_Seen):
    """A run of sentences of one section."""

    section: Section | None
    first: int
    last: int
    words: int
    start: float | None
    end: float | None


class MarkOut(_Seen):
    """A restart or a hedge."""

    text: str
    number: int
    start: float | None


class DeliveryOut(_Seen):
    seconds: float | None
    words: int
    measures: list[MeasureOut]
    fillers: list[FillerOut]
    pauses: list[PauseOut]
    restarts: list[MarkOut]
    hedges: list[MarkOut]
    stretches: list[StretchOut]


class PointOut(_Seen):
    text: str
    section: Section | None
    sentence: int | None = Field(
        description="Of the telling, that says most of it; null where it was missed."
    )


class ChangedOut(_Seen):
    written: str
    told: str


class CoverageOut(_Seen):
    """The written story beside the telling."""

    points: list[PointOut]
    new: list[int] = Field(description="Sentences of the telling that are not written.")
    changed: list[ChangedOut]


class TakeWhole(TakeOut):
    """A rehearsal beside the story as it is written now."""

    words: list[WordOut]
    delivery: DeliveryOut
    coverage: CoverageOut | None
    only_told: list[Pitfall] = Field(description="Pitfalls of the telling that the written story has not.")
    next: list[str] = Field(description="What to try next time.")


class TrendOut(_Seen):
    """A measure over the takes that have it, the earliest first."""

    name: str
    unit: str
    low: float | None
    high: float | None
    moments: list[dt.datetime]
    values: list[float]


class WaveOut(BaseModel):
    peaks: list[float] = Field(description="0..1, from the beginning to the end of the recording.")


def the_take(store: Store, identifier: str) -> Take:
    """The take of this id. Raises 404 where there is none."""
    take = store.takes.get(identifier)
    if take is None:
        raise HTTPException(404, "There is no such take; it may have been removed.")
    return take


def the_recording(store: Store, identifier: str) -> FilePath:
    """Where the recording of a take is. Raises 404 where there is no such take, or its recording was not kept."""
    path = store.takes.recording(the_take(store, identifier))
    if path is None:
        raise HTTPException(404, "The recording of this take was not kept.")
    return path


@router.get("/takes", summary="The rehearsals, the newest first")
def index(
    request: Request, story: StoryQuery = "", limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> list[TakeOut]:
    """Of one story, where it is given."""
    with journal_of(request).open() as store:
        record = the_story(store, story).id if story else None
        return [TakeOut.of(take) for take in store.takes.select(story=record, limit=limit)]


@router.get("/takes/progress", summary="How the measures of a story's rehearsals went over time")
def trends(request: Request, story: Annotated[str, Query(min_length=1, max_length=80)]) -> list[TrendOut]:
    """As `starl takes STORY --format json` has it."""
    with journal_of(request).open() as store:
        takes = store.takes.select(story=the_story(store, story).id)
    return [TrendOut.model_validate(trend) for trend in progress(takes)]


@router.get("/takes/{identifier}", summary="A rehearsal with all that is said of it")
def show(request: Request, identifier: Id) -> TakeWhole:
    """Beside the story as it is written now."""
    with journal_of(request).open() as store:
        take = the_take(store, identifier)
        rehearsal = again(store, take)
    return TakeWhole(
        **TakeOut.of(take).model_dump(),
        words=[WordOut.of(word) for word in rehearsal.spoken.words],
        delivery=DeliveryOut.model_validate(rehearsal.delivery),
        coverage=CoverageOut.model_validate(rehearsal.coverage) if rehearsal.coverage else None,
        only_told=list(rehearsal.blurted.only_told) if rehearsal.blurted else [],
        next=list(rehearsal.tries),
    )


@router.get(
    "/takes/{identifier}/waveform",
    dependencies=[Depends(limited("120/minute"))],
    summary="The loudness of a rehearsal's recording over time",
)
def wave(request: Request, identifier: Id) -> WaveOut:
    """Where the recording was kept."""
    from starl.speech.decode import waveform

    with journal_of(request).open() as store:
        path = the_recording(store, identifier)
    return WaveOut(peaks=list(waveform(path, PEAKS)))


@router.delete("/takes/{identifier}", status_code=204, summary="Remove a rehearsal with its recording")
def remove(request: Request, identifier: Id) -> None:
    """For good."""
    with journal_of(request).open() as store:
        store.takes.remove(the_take(store, identifier).id)


@router.delete("/takes/{identifier}/audio", summary="Remove only the recording of a rehearsal")
def remove_audio(request: Request, identifier: Id) -> TakeOut:
    """What was said stays."""
    with journal_of(request).open() as store:
        return TakeOut.of(store.takes.remove_audio(the_take(store, identifier).id))
