"""Mock interviews over HTTP, step by step."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from starl.model.mock import Said, Stage, Strictness
from starl.model.question import Theme
from starl.model.report import Dimension
from starl.practice.mock import LONGEST, MOST_CHARACTERS, MOST_QUESTIONS, SHORTEST
from starl.practice.mock_json import as_json
from starl.practice.mock_steps import (
    HalfSaid,
    StaleError,
    answered,
    assessed,
    ended,
    half_said,
    keep_half_said,
    place,
    thrown_away,
)
from starl.practice.mocks import QUESTIONS, Focus, Kept, sessions, start
from starl.store.store import Store
from starl.web.access import limited
from starl.web.api.answers import Refusal
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("interviews")
Id = Annotated[str, Path(max_length=40)]
Place = Annotated[
    str, Field(pattern="^[a-z0-9_]{1,12}$", description="Where the caller believes the session to be.")
]
Seconds = Annotated[float, Field(ge=0, le=86_400)]
Score = Annotated[int, Field(ge=0, le=4)]


class InterviewOut(BaseModel):
    """A mock interview in short."""

    id: str
    created: dt.datetime
    finished: dt.datetime | None
    stage: Stage
    place: str = Field(description="Where it is; another one after every step.")
    question: str | None = Field(description="What is asked: the question, or a follow-up to it.")
    questions: int
    focus: str = Field(description="What the questions were chosen by, in words.")
    strictness: Strictness
    minutes: float
    scores: dict[Dimension, float] = Field(description="The means, 0..4; empty until they are shown.")

    @classmethod
    def of(cls, kept: Kept) -> InterviewOut:
        """What is told of a session."""
        mock, debrief = kept.mock, kept.mock.debrief
        asked = (
            mock.follow_up.text if mock.follow_up else mock.current.question.text if mock.current else None
        )
        return cls(
            id=kept.id,
            created=kept.record.created,
            finished=kept.record.finished,
            stage=mock.stage,
            place=place(mock),
            question=asked,
            questions=len(mock.rounds),
            focus=mock.focus,
            strictness=mock.strictness,
            minutes=mock.minutes,
            scores=debrief.scores if debrief else {},
        )


class InterviewWhole(InterviewOut):
    """A mock interview with what was asked and said, and its debrief."""

    rounds: list[dict[str, Any]] = Field(description="As `starl interview show --format json` prints them.")
    assessment: dict[Dimension, int] | None
    debrief: dict[str, Any] | None
    half_said: str = Field(description="What was typed of the answer that is waited for.")

    @classmethod
    def whole(cls, kept: Kept, half: HalfSaid) -> InterviewWhole:
        """All of a session."""
        state = as_json(kept.mock)
        return cls(
            **InterviewOut.of(kept).model_dump(),
            rounds=state["rounds"],
            assessment=state["assessment"],
            debrief=state["debrief"],
            half_said=half.text,
        )


class Wanted(BaseModel):
    """An interview to begin. At most one of theme, role, value and weakest."""

    model_config = ConfigDict(extra="forbid")
    theme: Theme | None = None
    role: str | None = Field(None, max_length=100, description="A job's title.")
    value: str | None = Field(None, max_length=80, description="A value of the company.")
    weakest: bool = False
    number: int = Field(QUESTIONS, ge=1, le=MOST_QUESTIONS)
    strictness: Strictness = Strictness.USUAL
    minutes: float = Field(2.0, ge=SHORTEST, le=LONGEST, description="For an answer.")


class AnswerIn(BaseModel):
    """An answer, a reply to a follow-up, or with empty text a pass."""

    model_config = ConfigDict(extra="forbid")
    place: Place
    text: str = Field(max_length=MOST_CHARACTERS)
    seconds: Seconds | None = Field(None, description="How long it took.")


class HalfIn(BaseModel):
    """An answer that is not handed in yet."""

    model_config = ConfigDict(extra="forbid")
    place: Place
    text: str = Field(max_length=MOST_CHARACTERS)
    seconds: Seconds = 0.0


class EndIn(BaseModel):
    """No more questions."""

    model_config = ConfigDict(extra="forbid")
    place: Place


class OwnView(BaseModel):
    """How the person came across, in their own view; what is left out is not compared."""

    model_config = ConfigDict(extra="forbid")
    scores: dict[Dimension, Score] = {}


class StaleStep(Refusal):
    """The session is elsewhere by now; nothing was changed."""

    place: str = Field(description="Where it is.")


STALE: dict[int | str, dict[str, Any]] = {
    409: {"model": StaleStep, "description": "The session is elsewhere by now; nothing was changed."}
}


def the_session(store: Store, identifier: str) -> Kept:
    """The session of this id. Raises 404 where there is none."""
    record = store.mocks.get(identifier)
    if record is None:
        raise HTTPException(404, "There is no such interview.")
    return Kept.of(record)


async def stale(request: Request, error: Exception) -> Response:
    """What is answered to a step that came too late."""
    assert isinstance(error, StaleError)
    return JSONResponse({"detail": str(error), "place": error.place}, 409)


@router.get("/interviews", summary="The mock interviews, the newest first")
def index(
    request: Request,
    finished: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[InterviewOut]:
    """Those that are over or still run, where that is given."""
    with journal_of(request).open() as store:
        return [InterviewOut.of(kept) for kept in sessions(store, finished=finished, limit=limit)]


@router.post(
    "/interviews",
    status_code=201,
    dependencies=[Depends(limited("60/minute"))],
    summary="Begin a mock interview",
)
def begin(request: Request, wanted: Wanted) -> InterviewOut:
    """The session at its first question."""
    focus = Focus(wanted.theme, wanted.role, wanted.value, wanted.weakest)
    with journal_of(request).open() as store:
        kept = start(store, focus, number=wanted.number, strictness=wanted.strictness, minutes=wanted.minutes)
    return InterviewOut.of(kept)


@router.get("/interviews/{identifier}", summary="A mock interview with all that was said")
def show(request: Request, identifier: Id) -> InterviewWhole:
    """The debrief is there once the person has said how they saw it."""
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        return InterviewWhole.whole(kept, half_said(store, kept))


@router.delete("/interviews/{identifier}", status_code=204, summary="Remove a mock interview for good")
def drop(request: Request, identifier: Id) -> None:
    """With what was typed in it."""
    with journal_of(request).open() as store:
        thrown_away(store, the_session(store, identifier).id)


@router.put(
    "/interviews/{identifier}/half",
    status_code=204,
    response_model=None,
    responses=STALE,
    summary="Keep an answer that is not handed in yet",
)
def keep_half(request: Request, identifier: Id, half: HalfIn) -> Response:
    """It is there again when the session is taken up."""
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        keep_half_said(store, kept.id, half.place, HalfSaid(half.text, half.seconds))
    return Response(status_code=204)


@router.post(
    "/interviews/{identifier}/answer",
    response_model=InterviewOut,
    responses=STALE,
    dependencies=[Depends(limited("600/minute"))],
    summary="Answer the question or the follow-up",
)
def answer(request: Request, identifier: Id, said: AnswerIn) -> Any:
    """The session after it: at a follow-up, the next question, or the person's own view."""
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        kept = answered(store, kept.id, said.place, Said(said.text.strip(), said.seconds))
    return InterviewOut.of(kept)


@router.post(
    "/interviews/{identifier}/end",
    response_model=InterviewOut,
    responses=STALE,
    summary="Want no more questions",
)
def end(request: Request, identifier: Id, wish: EndIn) -> Any:
    """The session at the person's own view, with what was answered."""
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        kept = ended(store, kept.id, wish.place)
    return InterviewOut.of(kept)


@router.post(
    "/interviews/{identifier}/assess",
    response_model=InterviewWhole,
    responses=STALE,
    dependencies=[Depends(limited("120/minute"))],
    summary="Say how one came across, and see the debrief",
)
def assess(request: Request, identifier: Id, own: OwnView) -> Any:
    """The whole session with its debrief."""
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        kept = assessed(store, kept.id, dict(own.scores))
    return InterviewWhole.whole(kept, HalfSaid())
