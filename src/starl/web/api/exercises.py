"""The exercises over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from starl.coach.reframing import judge
from starl.errors import StarlError
from starl.model.attempt import Attempt, Exercise
from starl.model.report import Level
from starl.practice.scenarios import Scenario, scenario, scenarios
from starl.web.access import limited
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("exercises")
Offsets = tuple[int, int]
PointName = Literal["owns", "cost", "learning", "plain"]


class ScenarioOut(BaseModel):
    """A failure that happened to nobody."""

    id: str
    role: str
    level: Level
    text: str
    seeds: list[str]

    @classmethod
    def of(cls, one: Scenario) -> ScenarioOut:
        """What is told of a scenario."""
        return cls(id=one.id, role=one.role, level=one.level, text=one.text, seeds=list(one.seeds))


class ScenarioWhole(ScenarioOut):
    """A scenario with one good reframing of it."""

    example: str


class Reply(BaseModel):
    """A reply to judge."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=8000)
    scenario: str = Field(
        "", max_length=80, description="The id of the scenario, to see what was copied from it; may be empty."
    )


class PointOut(BaseModel):
    standing: Literal["met", "partly", "missing"]
    span: Offsets | None
    why: str
    ask: str = Field(description="Empty where the point is met.")


class CopyOut(BaseModel):
    span: Offsets
    words: int
    source: Literal["scenario", "example"]


class ReframingOut(BaseModel):
    """The judgement on a reply. Offsets are code points in the text as sent."""

    words: int
    met: bool
    points: dict[PointName, PointOut] = Field(description="All four, or none where it cannot be judged.")
    copies: list[CopyOut]
    note: str | None = Field(description="Why it cannot be judged, or what is wrong with its length.")


class AttemptOut(BaseModel):
    """One go at an exercise."""

    id: str
    created: dt.datetime
    exercise: Exercise
    item: str = Field(description="The id of the story, of the scenario, or of the sample.")
    text: str
    seconds: int | None
    verdict: dict[str, Any] | None

    @classmethod
    def of(cls, attempt: Attempt) -> AttemptOut:
        """What is told of an attempt."""
        return cls(
            id=attempt.id,
            created=attempt.created,
            exercise=attempt.kind,
            item=attempt.item,
            text=attempt.text,
            seconds=attempt.seconds,
            verdict=attempt.verdict,
        )


@router.get("/scenarios", summary="The scenarios of the reframing practice")
def index(role: Annotated[str, Query(max_length=60)] = "", level: Level | None = None) -> list[ScenarioOut]:
    """Those of one kind of work or level, where it is given."""
    return [
        ScenarioOut.of(one) for one in scenarios() if role in ("", one.role) and level in (None, one.level)
    ]


@router.get("/scenarios/{identifier}", summary="A scenario with an example")
def show(identifier: Annotated[str, Path(max_length=80)]) -> ScenarioWhole:
    """The scenario, and one good reframing of it."""
    one = _scenario(identifier)
    return ScenarioWhole(**ScenarioOut.of(one).model_dump(), example=one.example)


@router.post(
    "/reframing", dependencies=[Depends(limited("600/minute"))], summary="Judge a reply; nothing is kept"
)
def judged(reply: Reply) -> ReframingOut:
    """The four points, and what was copied."""
    one = _scenario(reply.scenario) if reply.scenario else None
    found = judge(reply.text, one.text if one else "", one.example if one else "")
    return ReframingOut(
        words=found.words,
        met=found.met,
        points={
            point.value: PointOut(
                standing=report.standing.value, span=report.span, why=report.why, ask=report.ask
            )
            for point, report in found.points.items()
        },
        copies=[CopyOut.model_validate(copy._asdict()) for copy in found.copies],
        note=found.note,
    )


@router.get("/attempts", summary="The attempts at exercises, the newest first")
def attempts(
    request: Request,
    exercise: Exercise | None = None,
    item: Annotated[str | None, Query(max_length=80, pattern=r"^[A-Za-z0-9-]+$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[AttemptOut]:
    """At one exercise or item, where it is given."""
    with journal_of(request).open() as store:
        found = store.attempts.select(kind=exercise, item=item, limit=limit)
    return [AttemptOut.of(attempt) for attempt in found]


def _scenario(identifier: str) -> Scenario:
    try:
        return scenario(identifier)
    except StarlError as error:
        raise HTTPException(404, str(error)) from None
