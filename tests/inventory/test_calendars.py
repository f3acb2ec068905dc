"""Meetings named after what went wrong."""

from __future__ import annotations

import pytest

from starl.errors import StarlError
from starl.inventory.calendars import scan_calendar


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\nUID:{n}@x\r\n{event}END:VEVENT\r\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()


def event(title: str, more: str = "", start: str = "20240314T090000Z") -> str:
    return f"SUMMARY:{title}\r\nDTSTART:{start}\r\n{more}"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        (event("War room: checkout"), 0.6),
        (event("Postmortem of the checkout"), 0.6),
        (event("Incident #12"), 0.5),
        (event("Outage review", start="20240314")[:-2] + "\r\n", 0.55),
        (event("Sprint retro"), 0.25),
        (event("Sprint retro", "RRULE:FREQ=WEEKLY;COUNT=20\r\n"), 0.15),
        (event("Weekly incident review", "RRULE:FREQ=WEEKLY\r\n"), 0.15),
    ],
)
def test_what_is_found(text: str, score: float) -> None:
    (item,) = scan_calendar(calendar(text))
    assert item.score == score
    assert item.date.isoformat() == "2024-03-14"
    assert item.evidence[0].kind == "meeting"


@pytest.mark.parametrize(
    "text",
    [
        event("Lunch"),
        event("Incident training"),
        event("Outage", "STATUS:CANCELLED\r\n"),
        "SUMMARY:Outage\r\n",
        "SUMMARY:Outage\r\nDTSTART:nonsense\r\n",
        "DTSTART:20240314T090000Z\r\n",
    ],
)
def test_what_is_not(text: str) -> None:
    assert list(scan_calendar(calendar(text))) == []


def test_a_series_that_the_calendar_does_not_mark_counts_once_and_little() -> None:
    days = [event("Retro", start=f"202403{day:02}T090000Z") for day in (1, 8, 15, 22)]
    (item,) = scan_calendar(calendar(*days))
    assert item.score == 0.15


def test_a_title_cannot_control_the_terminal() -> None:
    (item,) = scan_calendar(calendar(event("Outage \x1b[31m\u202ered")))
    assert item.title.isprintable()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\n", b"BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR\r\n"]
)
def test_broken_calendars_give_nothing_or_say_so(data: bytes) -> None:
    try:
        assert list(scan_calendar(data)) == []
    except StarlError as error:
        assert "no sound calendar" in str(error)
