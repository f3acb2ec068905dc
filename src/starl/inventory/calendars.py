"""Calendars: meetings whose names say that something went wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from starl.errors import StarlError
from starl.inventory.candidate import Candidate, Sign, clean
from starl.inventory.dates import day
from starl.inventory.words import naming
from starl.model.journal import Evidence, Source

KIND = "calendar"
_OFTEN = 4
"""Meetings of the same name from which on they count as a series, also where the calendar does not say so."""
_SERIES = 0.15


def scan_calendar(data: bytes) -> Iterator[Candidate]:
    """The candidates of an `.ics` file. Raises StarlError where it is none."""
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(data.decode("utf-8", "replace"), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise StarlError(f"is no sound calendar ({str(error)[:80]}); export it again") from None
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    titles = [clean(str(event.get("SUMMARY", ""))) for event in events]
    often = Counter(title.casefold() for title in titles)
    seen: set[str] = set()
    for event, title in zip(events, titles, strict=True):
        called = naming(title)
        date = _start(event)
        if called is None or date is None or str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        series = (
            event.get("RRULE") is not None
            or event.get("RDATE") is not None
            or often[title.casefold()] >= _OFTEN
        )
        key = title.casefold() if series else f"{event.get('UID', title)}:{date}"
        if key in seen:
            continue
        seen.add(key)
        if series:
            sign = Sign("meeting", _SERIES, f"a meeting held again and again is called {called.noun}")
        else:
            sign = Sign("meeting", called.weight, f"a meeting, held once, is called {called.noun}")
        yield Candidate(
            source=Source(KIND, clean(key)),
            title=title,
            date=date,
            signs=(sign,),
            evidence=(Evidence("meeting", clean(str(event.get("UID", title)), 80), title, date),),
        )


def _start(event: Any) -> dt.date | None:
    """The day on which a meeting begins; None where that cannot be read."""
    try:
        return day(event.get("DTSTART").dt)
    except (AttributeError, ValueError):
        return None
