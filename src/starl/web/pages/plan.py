"""The plan up to an interview, and what was told in interviews."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.model.interview import Use, Went
from starl.practice.plan import LEAST, MINUTES, MOST, make_plan
from starl.practice.plan_calendar import calendar
from starl.practice.plan_state import gather
from starl.practice.planned import clear_plan, interview_on, planned, set_plan
from starl.practice.steps import preparation
from starl.text.dates import coming_day, day
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.overviews import gaps_of
from starl.web.render import back_to, page, within
from starl.web.routers import page_router

router = page_router()


@router.get("/plan")
def show(request: Request) -> Response:
    """The days up to the interview."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        state = gather(store, now, read=request.app.state.readings.read, gaps=gaps_of(request, store, now))
        target = planned(store)
        uses = store.uses.select(limit=12)
        stories = store.stories.select(limit=300)
        names = {use.story: store.stories.get(use.story) for use in uses}
    plan = make_plan(state, now.date(), target.interview.date, target.minutes) if target else None
    return page(
        request,
        "plan.html",
        target=target,
        plan=plan,
        steps=preparation(state),
        uses=[(use, names[use.story]) for use in uses],
        stories=stories,
        least=LEAST,
        most=MOST,
        usual=MINUTES,
        wents=list(Went),
    )


@router.post("/plan")
def put(
    request: Request,
    when: Annotated[str, Form(max_length=60)],
    company: Annotated[str, Form(max_length=100)] = "",
    role: Annotated[str, Form(max_length=100)] = "",
    minutes: Annotated[int, Form(ge=LEAST, le=MOST)] = MINUTES,
) -> Response:
    """Sets the interview, or moves it."""
    journal = journal_of(request)
    date = coming_day(when, journal.today(), or_today=True)
    with journal.open() as store:
        set_plan(store, journal.today(), date, company=company.strip(), role=role.strip(), minutes=minutes)
    return back_to("/plan", request, "The days are planned. What you do disappears, what you miss moves.")


@router.post("/plan/clear")
def clear(request: Request) -> Response:
    """Plans for nothing any more."""
    journal = journal_of(request)
    with journal.open() as store:
        clear_plan(store, journal.today())
    return back_to("/plan", request, "No interview is planned for any more.")


@router.get("/plan.ics")
def ics(request: Request, at: Annotated[str, Query(max_length=5)] = "") -> Response:
    """The plan for a calendar."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        target = planned(store)
        if target is None or target.interview.date < now.date():
            raise HTTPException(404, "No interview is to come, so there are no days to write.")
        state = gather(store, now, read=request.app.state.readings.read, gaps=gaps_of(request, store, now))
    plan = make_plan(state, now.date(), target.interview.date, target.minutes)
    try:
        begins = dt.time.fromisoformat(at) if at else None
    except ValueError:
        raise HTTPException(422, f"'{at}' is no time of day; write it as 18:00.") from None
    return Response(
        calendar(plan, target.interview, now, begins),
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="starl-plan.ics"'},
    )


@router.post("/uses")
def used(
    request: Request,
    story: Annotated[str, Form(max_length=80)],
    when: Annotated[str, Form(max_length=60)] = "",
    company: Annotated[str, Form(max_length=100)] = "",
    question: Annotated[str, Form(max_length=100)] = "",
    went: Annotated[Went | None, Form()] = None,
    note: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Notes that a story was told in a real interview."""
    journal = journal_of(request)
    date = day(when, journal.now()) if when.strip() else journal.today()
    with journal.open() as store:
        record = the_story(store, story)
        interview = interview_on(store, date, company.strip() or None)
        store.uses.add(
            Use(
                id=store.new_id(),
                created=store.now(),
                story=record.id,
                date=date,
                question=question.strip() or None,
                company=company.strip() or (interview.company if interview else ""),
                interview=interview.id if interview else None,
                note=note.strip(),
                went=went,
            )
        )
    return back_to(within(request, "/plan"), request, f"Noted: “{record.title}”, told on {date}.")
