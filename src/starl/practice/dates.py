"""Days from phrases: `in six weeks`, `next friday`, `2026-07-01`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

from starl.errors import StarlError

_LONGEST = 60
"""Code points of a phrase at most; what is longer is no day."""


def parse_day(phrase: str, today: date, prefer: Literal["past", "future"]) -> date:
    """The day that an English phrase means.

    prefer: which way a phrase leads that could mean both, such as `friday` or `2 weeks`.
    Raises StarlError where it means no day.
    """
    phrase = " ".join(phrase.split())
    try:
        return date.fromisoformat(phrase)
    except ValueError:
        pass
    found: datetime | None = None
    if not phrase.isdigit() and len(phrase) <= _LONGEST:
        import dateparser

        found = dateparser.parse(
            phrase,
            languages=["en"],
            settings={
                "PREFER_DATES_FROM": prefer,
                "RELATIVE_BASE": datetime.combine(today, time(12)),
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    if found is None:
        example = "'in six weeks', 'next friday'" if prefer == "future" else "'last friday', '3 weeks ago'"
        raise StarlError(
            f"'{phrase[:_LONGEST]}' is no day that I understand; try {example}, or a date as 2026-05-01"
        )
    return found.date()


def parse_coming_day(phrase: str, today: date) -> date:
    """The day after today that a phrase means. Raises StarlError for one that is not to come, or means no day."""
    day = parse_day(phrase, today, "future")
    if day <= today:
        raise StarlError(f"'{phrase}' is {day.isoformat()}, which is not to come; give a day after today")
    return day
