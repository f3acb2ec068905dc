"""Review: lessons and stories come back when they are about to fade, and improvements are looked at."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, NamedTuple

from fastapi import Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.model.journal import Outcome
from starl.model.practice import Card, CardKind, Rating
from starl.practice.cues import cue_of
from starl.practice.days import end_of_day, local_day, span, start_of_day
from starl.practice.deck import due, fill
from starl.practice.grading import Today, grade, take_back, today_of
from starl.practice.improvements import checked, in_order, keep_checked
from starl.practice.marks import mark, marked
from starl.practice.retention import load, recall_on
from starl.practice.scheduling import intervals
from starl.store.cards import Coming
from starl.store.store import Store
from starl.web.journal import journal_of
from starl.web.render import back_to, flash, page
from starl.web.routers import page_router

router = page_router()
DAYS = 14
"""Days in the forecast."""
AGAIN = dt.timedelta(days=14)
"""When to look at an improvement again where the person names no day."""
LONGEST = 86_400_000
"""Milliseconds that a card may take; what is longer was no recall."""
PAGE = 100
"""Improvements on a page."""
_SKIPPED = 60
"""Cards that a session remembers as skipped; its cookie has 4 kB."""
Identifier = Annotated[str, Form(max_length=40, pattern="^[0-9a-z]+$")]
NAMES = {CardKind.LESSON: ("lesson", "lessons"), CardKind.STORY: ("story", "stories"),
         CardKind.QUESTION: ("question", "questions")}  # fmt: skip
WORDS = {Outcome.HELD: "held", Outcome.PARTLY: "held in part", Outcome.NOT_YET: "not yet"}


class Choice(NamedTuple):
    """A grade with what it leads to."""

    rating: int
    name: str
    wait: str
    """After how long the card would come back."""


class Column(NamedTuple):
    """A day of the forecast."""

    day: dt.date
    cards: int
    height: float
    """Per cent of the chart."""


def wait(time: dt.timedelta) -> str:
    """A time until a card comes back, in words.

    >>> wait(dt.timedelta(minutes=10)), wait(dt.timedelta(days=3, hours=2))
    ('10 min', '3 days')
    """
    return span(time.days) if time.days else f"{time.seconds // 60} min"


def choices(card: Card, now: dt.datetime) -> list[Choice]:
    """The four grades."""
    return [Choice(int(one), one.name.title(), wait(time)) for one, time in intervals(card, now).items()]


def _skipped(request: Request, now: dt.datetime) -> list[str]:
    day, ids = request.session.get("skipped", (None, ()))
    return list(ids) if day == now.date().isoformat() else []


def _skip(request: Request, now: dt.datetime, ids: list[str]) -> None:
    request.session["skipped"] = (now.date().isoformat(), ids[-_SKIPPED:])


def _forecast(coming: list[Coming], now: dt.datetime) -> list[Column]:
    numbers = load((one.due for one in coming), now, DAYS)
    top = max(*numbers, 1)
    return [
        Column(now.date() + dt.timedelta(days=day), number, round(100 * number / top, 1))
        for day, number in enumerate(numbers)
    ]


def _summary(store: Store, day: Today, now: dt.datetime) -> dict[str, Any]:
    """What was done today, and when it comes back."""
    found = filter(None, map(store.cards.get, day.done))
    days: dict[dt.date, int] = {}
    for card in found:
        back = local_day(card.due, now)
        days[back] = days.get(back, 0) + 1
    seconds = sum(min(log.duration or 0, LONGEST) for log in day.logs) // 1000
    return {
        "recall": recall_on(store.cards.logs(), now),
        "back": sorted(days.items()),
        "seconds": seconds,
        "reviews": len(day.logs),
        "marked": [
            (
                f"/stories/{one.identifier}" if one.command == "story edit" else f"/journal/{one.item}",
                one.title,
            )
            for one in marked(store)
        ],
    }


@router.get("/review")
def review(
    request: Request, card: Annotated[str, Query(max_length=40, pattern="^[0-9a-z]*$")] = ""
) -> Response:
    """The card that is due first, or the one that was asked for; at the end, what was done."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        fill(store, now)
        coming = store.cards.coming(end_of_day(now) + dt.timedelta(days=DAYS - 1))
        logs = store.cards.logs(since=start_of_day(now))
        day = today_of(coming, logs, now, _skipped(request, now))
        current = _current(store, day, card)
        story = store.stories.get(current.item) if current and current.kind is CardKind.STORY else None
        return page(
            request,
            "review.html",
            day=day,
            card=current,
            cue=cue_of(store, current) if current else None,
            story=story,
            choices=choices(current, now) if current else [],
            kinds=NAMES,
            summary=_summary(store, day, now) if current is None and day.logs else None,
            next_due=due(store, now).next if current is None else None,
            forecast=_forecast(coming, now),
            waiting=bool(store.cards.candidates(1)),
            improvements=store.improvements.due(now.date()),
            any_improvement=bool(store.improvements.select(limit=1)),
            again=now.date() + AGAIN,
            back="/review",
        )


def _current(store: Store, day: Today, asked: str) -> Card | None:
    if not day.waiting:
        return None
    return store.cards.get(asked if asked in day.waiting else day.waiting[0])


def _card(store: Store, identifier: str) -> Card:
    found = store.cards.get(identifier)
    if found is None:
        raise HTTPException(404, "This card is not there any more.")
    return found


@router.post("/review/grade")
def graded(
    request: Request,
    card: Identifier,
    rating: Annotated[int, Form(ge=1, le=4)],
    due: Annotated[str, Form(max_length=40)],
    duration: Annotated[int | None, Form(ge=0)] = None,
) -> Response:
    """Keeps a grade. due: of the card as it was shown, so that a second click grades nothing twice."""
    journal = journal_of(request)
    with journal.open() as store, store.transaction():
        found = _card(store, card)
        if found.due.isoformat() != due:
            return back_to("/review", request, "That card was graded already.")
        took = duration if duration and duration <= LONGEST else None
        grade(store, found, Rating(rating), journal.now(), took)
    return back_to("/review")


@router.post("/review/skip")
def skip(request: Request, card: Identifier) -> Response:
    """Leaves a card for later; it stays due."""
    now = journal_of(request).now()
    ids = [one for one in _skipped(request, now) if one != card]
    _skip(request, now, [*ids, card])
    return back_to("/review")


@router.post("/review/skipped")
def bring_back(request: Request) -> Response:
    """Shows the skipped cards after all."""
    request.session.pop("skipped", None)
    return back_to("/review")


@router.post("/review/undo")
def undo(request: Request) -> Response:
    """Takes the last grade of today back and shows its card again."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        card = take_back(store, now)
    if card is None:
        return back_to("/review", request, "Nothing was reviewed today, so there is nothing to take back.")
    _skip(request, now, [one for one in _skipped(request, now) if one != card.id])
    flash(request, "Taken back.")
    return back_to(f"/review?card={card.id}")


@router.post("/review/mark")
def mark_it(request: Request, card: Identifier) -> Response:
    """Notes that the record of a card is to be edited."""
    journal = journal_of(request)
    with journal.open() as store:
        mark(store, _card(store, card), journal.now())
    return back_to(f"/review?card={card}", request, "Noted: you want to edit it later.")


@router.get("/review/improvements")
def improvements(request: Request, start: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """All that the person wanted to do differently, those to look at first."""
    journal = journal_of(request)
    with journal.open() as store:
        found = in_order(store.improvements.select())
    return page(
        request,
        "improvements.html",
        improvements=found[start : start + PAGE],
        more=start + PAGE if len(found) > start + PAGE else None,
        words=WORDS,
        again=journal.today() + AGAIN,
        back="/review/improvements",
    )


@router.post("/review/improvements")
def look(
    request: Request,
    improvement: Identifier,
    outcome: Annotated[Outcome, Form()],
    note: Annotated[str, Form(max_length=2000)] = "",
    again: Annotated[str, Form(max_length=10)] = "",
    back: Annotated[str, Form(max_length=30)] = "/review",
) -> Response:
    """Notes whether an improvement held."""
    journal = journal_of(request)
    with journal.open() as store:
        item = store.improvements.get(improvement)
        if item is None:
            raise HTTPException(404, "This improvement is not there any more.")
        day = None if outcome is Outcome.HELD else coming_day(again, journal.today())
        keep_checked(store, checked(item, outcome, journal.today(), day, note.strip() or None))
    said = (
        "It held. That is a strength now, and one to tell of."
        if day is None
        else f"Noted. Habits take several tries; you are asked again on {day.day} {day:%B %Y}."
    )
    return back_to("/review/improvements" if back == "/review/improvements" else "/review", request, said)


def coming_day(given: str, today: dt.date) -> dt.date:
    """The day on which to look again; in two weeks where none is given. Raises 422 for one that is not to come."""
    if not given:
        return today + AGAIN
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        raise HTTPException(422, f"'{given}' is no day; write it as {today + AGAIN}.") from None
    if day <= today:
        raise HTTPException(422, f"{given} is not to come; name a day after today.")
    return day
