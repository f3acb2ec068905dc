"""The plan up to an interview, and uses of stories, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from fastapi import HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from starl.model.interview import Use, Went
from starl.practice.plan import LEAST, MINUTES, MOST, make_plan
from starl.practice.plan_state import gather
from starl.practice.planned import clear_plan, planned, set_plan
from starl.practice.steps import preparation
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.overviews import gaps_of
from starl.web.routers import api_router
from starl.web.targets import address

router = api_router("plan")


class TaskOut(BaseModel):
    kind: str
    title: str
    minutes: int
    why: str
    page: str | None = Field(description="Where in the web app it is done.")


class DayOut(BaseModel):
    date: dt.date
    minutes: int
    tasks: list[TaskOut]


class DroppedOut(BaseModel):
    title: str
    minutes: int
    reason: str


class StepOut(BaseModel):
    step: str
    title: str
    status: Literal["done", "partly", "open"]
    numbers: dict[str, int]
    said: str
    action: str
    page: str | None


class PlanOut(BaseModel):
    """The days up to the interview, and how far the preparation is."""

    interview: dt.date | None
    company: str
    role: str
    minutes: int | None
    days: list[DayOut]
    dropped: list[DroppedOut]
    steps: list[StepOut]
    next: str


class NewPlan(BaseModel):
    """An interview to plan for."""

    model_config = ConfigDict(extra="forbid")
    date: dt.date
    company: str = Field("", max_length=100)
    role: str = Field("", max_length=100)
    minutes: int = Field(MINUTES, ge=LEAST, le=MOST)


class NewUse(BaseModel):
    """A story told in a real interview."""

    model_config = ConfigDict(extra="forbid")
    story: str = Field(max_length=80, description="Its short name.")
    date: dt.date
    question: str | None = Field(None, max_length=100)
    company: str = Field("", max_length=100)
    went: Went | None = None
    note: str = Field("", max_length=1000)


class UseOut(NewUse):
    """As it is kept."""

    id: str


@router.get("/plan", summary="The days up to the interview")
def show(request: Request) -> PlanOut:
    """Made anew from what is done by now."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        state = gather(store, now, read=request.app.state.readings.read, gaps=gaps_of(request, store, now))
        target = planned(store)
    plan = make_plan(state, now.date(), target.interview.date, target.minutes) if target else None
    steps = preparation(state)
    return PlanOut(
        interview=target.interview.date if target else None,
        company=target.interview.company if target else "",
        role=target.interview.role if target else "",
        minutes=target.minutes if target else None,
        days=[
            DayOut(
                date=day.date,
                minutes=day.minutes,
                tasks=[
                    TaskOut(
                        kind=task.kind.value,
                        title=task.title,
                        minutes=task.minutes,
                        why=task.why,
                        page=address(task.target),
                    )
                    for task in day.tasks
                ],
            )
            for day in (plan.days if plan else ())
        ],
        dropped=[
            DroppedOut(title=item.title, minutes=item.minutes, reason=item.reason)
            for item in (plan.dropped if plan else ())
        ],
        steps=[
            StepOut(
                step=step.step.value,
                title=step.title,
                status=step.status.value,
                numbers=step.numbers,
                said=step.said,
                action=step.action.label,
                page=address(step.action.target),
            )
            for step in steps.steps
        ],
        next=steps.next.label,
    )


@router.put("/plan", summary="Set the interview, or move it")
def put(request: Request, new: NewPlan) -> PlanOut:
    """The plan as it is then. A day more than a year ahead is refused."""
    journal = journal_of(request)
    with journal.open() as store:
        set_plan(store, journal.today(), new.date, company=new.company, role=new.role, minutes=new.minutes)
    return show(request)


@router.delete("/plan", status_code=204, summary="Plan for nothing any more")
def clear(request: Request) -> None:
    """An interview that has been stays in the journal."""
    journal = journal_of(request)
    with journal.open() as store:
        clear_plan(store, journal.today())


@router.get("/uses", summary="Stories told in real interviews, the newest first")
def uses(request: Request) -> list[UseOut]:
    """The last hundred."""
    with journal_of(request).open() as store:
        found = store.uses.select(limit=100)
        slugs = {use.story: record.slug for use in found if (record := store.stories.get(use.story))}
    return [_out(use, slugs[use.story]) for use in found if use.story in slugs]


@router.post("/uses", status_code=201, summary="Note that a story was told")
def used(request: Request, new: NewUse) -> UseOut:
    """As it is kept."""
    with journal_of(request).open() as store:
        record = the_story(store, new.story)
        use = store.uses.add(
            Use(
                id=store.new_id(),
                created=store.now(),
                story=record.id,
                date=new.date,
                question=new.question,
                company=new.company,
                note=new.note,
                went=new.went,
            )
        )
    return _out(use, record.slug)


@router.delete("/uses/{use}", status_code=204, summary="Forget a use")
def forget(request: Request, use: str) -> None:
    """For one noted by mistake."""
    with journal_of(request).open() as store:
        if store.uses.get(use) is None:
            raise HTTPException(404, "there is no such use")
        store.uses.remove(use)


def _out(use: Use, slug: str) -> UseOut:
    return UseOut(
        id=use.id,
        story=slug,
        date=use.date,
        question=use.question,
        company=use.company,
        went=use.went,
        note=use.note,
    )
