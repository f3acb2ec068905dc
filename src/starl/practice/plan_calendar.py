"""A plan as an iCalendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from starl.model.interview import Interview
from starl.practice.plan import Day, Plan

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//starl//plan//EN"
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def calendar(plan: Plan, interview: Interview, now: datetime, at: time | None = None) -> bytes:
    """One event for each day with something to do, and one for the interview.

    The UID of a day is made of the interview's id and the day, and the sequence number grows with `now`, so that a
    calendar that takes the file in again changes what it has. Days of rest are there too: else the event of an earlier
    plan would stay.

    now: with a time zone. at: when practice begins, local wherever the calendar is read; None for all-day events.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    for day in plan.days:
        made.add_component(_day(day, interview, now, at))
    where = f" at {interview.company}" if interview.company else ""
    about = f"{interview.role}\n{interview.note}".strip()
    made.add_component(_event(interview, "interview", plan.interview, f"Interview{where}", about, now))
    return bytes(made.to_ical())


def _day(day: Day, interview: Interview, now: datetime, at: time | None) -> Event:
    about = "\n".join(f"- {task.title} ({task.minutes} min): {task.why}" for task in day.tasks)
    title = ", ".join(task.title for task in day.tasks)
    event = _event(interview, day.date.isoformat(), day.date, title, about, now, at if day.minutes else None)
    if at and day.minutes:
        event.add("duration", timedelta(minutes=day.minutes))
    return event


def _event(
    interview: Interview, name: str, day: date, title: str, about: str, now: datetime, at: time | None = None
) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{interview.id}-{name}@starl")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", max(0, (now - _EPOCH) // timedelta(minutes=1)))
    event.add("summary", title)
    event.add("dtstart", datetime.combine(day, at) if at else day)
    if about:
        event.add("description", about)
    if not at:
        event.add("transp", "TRANSPARENT")
    return event
