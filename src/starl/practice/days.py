"""Days as the person counts them: the edges of a day, and how far apart two days are."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def start_of_day(now: datetime) -> datetime:
    """The first moment of this day, in the time zone of `now`."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def end_of_day(now: datetime) -> datetime:
    """The last moment of this day, in the time zone of `now`."""
    return start_of_day(now) + timedelta(days=1, microseconds=-1)


def local_day(moment: datetime, now: datetime) -> date:
    """The day of a moment in the time zone of `now`."""
    return moment.astimezone(now.tzinfo).date()


def distance(days: int) -> str:
    """How far away a day is, in words.

    >>> distance(0), distance(1), distance(-3), distance(60)
    ('today', 'tomorrow', '3 days ago', 'in 2 months')
    """
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {span(days)}" if days > 0 else f"{span(-days)} ago"


def span(days: int) -> str:
    """A number of days in the unit that reads best.

    >>> span(1), span(13), span(45), span(400)
    ('1 day', '13 days', '6 weeks', '13 months')
    """
    for unit, length, least in (("year", 365.25, 730), ("month", 30.44, 60), ("week", 7, 21)):
        if days >= least:
            return f"{round(days / length)} {unit}s"
    return f"{days} day{'' if days == 1 else 's'}"
