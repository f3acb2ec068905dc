"""The interview that is planned for, kept in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from starl.model.interview import Interview
from starl.practice.plan import MINUTES, check_limits
from starl.store.store import Store

_SETTING = "plan"
"""Holds the id of the interview and the minutes a day."""


class Planned(NamedTuple):
    """What is planned for."""

    interview: Interview
    minutes: int
    """A day, for preparation."""


def planned(store: Store) -> Planned | None:
    """The interview that was set, also where it is over; None where there is none."""
    kept = store.settings.get(_SETTING)
    interview = store.interviews.get(kept["interview"]) if kept else None
    return Planned(interview, kept["minutes"]) if interview else None


def set_plan(
    store: Store,
    today: date,
    day: date,
    *,
    company: str | None = None,
    role: str | None = None,
    minutes: int | None = None,
) -> Planned:
    """Plans for an interview on this day. One that was planned and is not over is moved; what is None stays as it is.

    Raises StarlError as `check_limits`.
    """
    with store.transaction():
        before = planned(store)
        minutes = minutes if minutes is not None else before.minutes if before else MINUTES
        check_limits(today, day, minutes)
        if before and before.interview.date >= today:
            interview = before.interview
            interview = store.interviews.update(
                replace(
                    interview,
                    date=day,
                    company=interview.company if company is None else company,
                    role=interview.role if role is None else role,
                )
            )
        else:
            now = store.now()
            interview = store.interviews.add(
                Interview(store.new_id(), now, now, day, company or "", role or "")
            )
        store.settings.set(_SETTING, {"interview": interview.id, "minutes": minutes})
    return Planned(interview, minutes)


def clear_plan(store: Store, today: date) -> Planned | None:
    """Plans for nothing any more, and gives what was planned.

    The interview itself is forgotten where it was still to come and no story was told in it.
    """
    with store.transaction():
        before = planned(store)
        store.settings.remove(_SETTING)
        if before and before.interview.date >= today and not store.uses.select(interview=before.interview.id):
            store.interviews.remove(before.interview.id)
    return before


def interview_on(store: Store, day: date, company: str | None) -> Interview | None:
    """The one interview of that day, at that company where one is named; None where there is none, or more than one."""
    found = [
        item
        for item in store.interviews.select(day, day)
        if company is None or item.company.casefold() in ("", company.casefold())
    ]
    return found[0] if len(found) == 1 else None
