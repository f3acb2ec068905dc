"""Days, with or without a time, from how people say them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from starl.errors import StarlError
from starl.text.lazy import lazy

_ISO = lazy(r"(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?")
_TIME = lazy(r"\d{1,2}:\d{2}(?::\d{2})?")
_EITHER = lazy(r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)\d{2,4}\b")
_AWAY = lazy(r"in \S+ (?:month|year)s?$|\S+ (?:month|year)s? (?:ago|from now)$")
"""So many months or years away: a day, though the library calls it a month."""
_HINT = 'write it as "last friday", "3 days ago", "yesterday 15:30" or 2026-04-24'
_HINT_COMING = 'write it as "in six weeks", "next friday" or 2026-05-01'
_LONGEST = 60


class When(NamedTuple):
    """A day, and a time of that day where it was said."""

    date: dt.date
    at: dt.time | None = None


def when(phrase: str, now: dt.datetime) -> When:
    """The day and time that a phrase means, seen from `now`. A weekday is the last one; nothing lies ahead of now.

    Raises StarlError for a phrase that is not understood, names no day, could be two days, or is still to come.
    """
    said = " ".join(phrase.split())
    if not said:
        raise StarlError(f"the date is empty; {_HINT}")
    found = _exact(said, now) or _phrase(said, now, "past", _HINT)
    ahead = found.date > now.date() or (
        found.date == now.date() and found.at is not None and found.at > now.time()
    )
    if ahead:
        clock = f" {found.at.isoformat('minutes')}" if found.at else ""
        raise StarlError(
            f"the date '{said}' is read as {found.date}{clock}, which is still to come, and the journal is "
            f"about what has happened; {_HINT}"
        )
    return found


def day(phrase: str, now: dt.datetime) -> dt.date:
    """The day alone. Raises StarlError as `when`."""
    return when(phrase, now).date


def coming_day(phrase: str, today: dt.date, *, or_today: bool = False) -> dt.date:
    """The day after today that a phrase means; a weekday is the next one. or_today: it may be today.

    Raises StarlError for a phrase that is not understood, names no day, could be two days, or is not to come.
    """
    said = " ".join(phrase.split())
    if said.isdigit():
        raise StarlError(f"the date '{said}' is a number alone; {_HINT_COMING}")
    noon = dt.datetime.combine(today, dt.time(12))
    found = (_exact(said, noon) or _phrase(said, noon, "future", _HINT_COMING)).date
    if found < today or (found == today and not or_today):
        raise StarlError(f"the date '{said}' is read as {found}, which is not to come; {_HINT_COMING}")
    return found


def _exact(said: str, now: dt.datetime) -> When | None:
    """What needs no guessing: 2026-04-24, 2026-04-24 15:30, 15:30."""
    match = _ISO.fullmatch(said)
    try:
        if match:
            return When(dt.date.fromisoformat(match[1]), _time(match[2]) if match[2] else None)
        if _TIME.fullmatch(said):
            return When(now.date(), _time(said))
    except ValueError as error:
        raise StarlError(f"the date '{said}' is no day and time of the calendar ({error})") from None
    return None


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat("0" + text if text[1] == ":" else text)


def _phrase(said: str, now: dt.datetime, prefer: str, hint: str) -> When:
    either = _EITHER.match(said)
    if either and int(either["a"]) <= 12 and int(either["b"]) <= 12 and either["a"] != either["b"]:
        raise StarlError(f"the date '{said}' could be two days; write it as 2026-04-24, year first")
    from dateparser.date import DateDataParser

    settings = {
        "PREFER_DATES_FROM": prefer,
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "RETURN_TIME_AS_PERIOD": True,
    }
    found = None
    if len(said) <= _LONGEST:
        data = DateDataParser(languages=["en"], settings=settings).get_date_data(said)
        found, period = data.date_obj, data.period
    if found is None:
        raise StarlError(f"the date '{said}' is not understood; {hint}")
    if period in ("month", "year") and not _AWAY.match(said.lower()):
        raise StarlError(f"the date '{said}' does not say which day; {hint}")
    return When(found.date(), found.time().replace(microsecond=0) if period == "time" else None)
