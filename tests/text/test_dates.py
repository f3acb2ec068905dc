"""Which day a phrase means. It is Friday, 1 May 2026, half past nine."""

from __future__ import annotations

import datetime as dt

import pytest

from starl.errors import StarlError
from starl.text.dates import coming_day, day, when

NOW = dt.datetime(2026, 5, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize(
    ("phrase", "date", "at"),
    [
        ("today", "2026-05-01", None),
        ("yesterday", "2026-04-30", None),
        ("Yesterday  15:30", "2026-04-30", "15:30"),
        ("friday", "2026-04-24", None),
        ("last friday", "2026-04-24", None),
        ("Monday", "2026-04-27", None),
        ("last monday 9am", "2026-04-27", "09:00"),
        ("3 days ago", "2026-04-28", None),
        ("2 hours ago", "2026-05-01", "07:30"),
        ("dec 24", "2025-12-24", None),
        ("3 march", "2026-03-03", None),
        ("25/12/2025", "2025-12-25", None),
        ("2026-05-01", "2026-05-01", None),
        ("2026-04-30 8:05", "2026-04-30", "08:05"),
        ("2026-04-30T23:59:59", "2026-04-30", "23:59:59"),
        ("09:30", "2026-05-01", "09:30"),
    ],
)
def test_when(phrase: str, date: str, at: str | None) -> None:
    found = when(phrase, NOW)
    assert (found.date.isoformat(), found.at) == (date, at and dt.time.fromisoformat(at))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("", "empty"),
        ("blah", "not understood"),
        ("x" * 500, "not understood"),
        ("vor drei Tagen", "not understood"),
        ("2026-04-31", "no day and time"),
        ("2026-04-30 25:00", "no day and time"),
        ("march 2025", "does not say which day"),
        ("2025", "does not say which day"),
        ("in march", "does not say which day"),
        ("last month", "does not say which day"),
        ("03/04/2026", "could be two days"),
        ("tomorrow", "still to come"),
        ("next friday", "still to come"),
        ("2026-05-02", "still to come"),
        ("09:31", "still to come"),
        ("today 23:00", "still to come"),
    ],
)
def test_what_is_no_day(phrase: str, said: str) -> None:
    with pytest.raises(StarlError, match=said):
        when(phrase, NOW)


def test_a_day_alone() -> None:
    assert day("yesterday 15:30", NOW) == dt.date(2026, 4, 30)


def test_an_exact_date_does_not_load_the_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys, datetime as dt\nfrom starl.text.dates import when\n"
        "when('2026-04-24 15:30', dt.datetime(2026, 5, 1))\nassert 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("friday", "2026-05-08"),
        ("2026-07-01", "2026-07-01"),
        ("2 weeks", "2026-05-15"),
        ("in  six\tweeks", "2026-06-12"),
        ("1 july", "2026-07-01"),
        ("in a month", "2026-06-01"),
    ],
)
def test_a_day_to_come(phrase: str, date: str) -> None:
    assert coming_day(phrase, NOW.date()) == dt.date.fromisoformat(date)


@pytest.mark.parametrize(
    "phrase",
    ["", "5", "soonish", "next friday " * 9, "2026-13-40", "today", "3 days ago", "03/04/2027", "july"],
)
def test_no_day_to_come(phrase: str) -> None:
    with pytest.raises(StarlError, match="date"):
        coming_day(phrase, NOW.date())


def test_a_coming_day_may_be_today() -> None:
    assert coming_day("today", NOW.date(), or_today=True) == NOW.date()
    assert coming_day("tomorrow", NOW.date(), or_today=True) == NOW.date() + dt.timedelta(days=1)
    with pytest.raises(StarlError, match="is not to come"):
        coming_day("yesterday", NOW.date(), or_today=True)
