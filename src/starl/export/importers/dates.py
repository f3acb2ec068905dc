"""Days and times as people and programs write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

_TIME = (
    r"(?:[ T,]+(?:at +)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)" + _TIME)
_YEAR_LAST = re.compile(r"(?P<one>\d\d?)(?P<mark>[-/.])(?P<two>\d\d?)(?P=mark)(?P<year>\d{4}|\d\d)" + _TIME)
_WORDS = (
    "%A, %B %d, %Y %I:%M %p", "%A, %B %d, %Y %H:%M", "%A, %B %d, %Y", "%B %d, %Y %I:%M %p", "%B %d, %Y", "%b %d, %Y",
    "%d %B %Y %H:%M", "%d %B %Y", "%d %b %Y %H:%M", "%d %b %Y", "%a %d %b %Y %H:%M", "%a %b %d %H:%M:%S %Y",
)  # fmt: skip
"""English dates in words, tried before all languages are, which takes a hundred times as long."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Day(NamedTuple):
    """A day, with the time of it where that is said; local, as it was written."""

    date: dt.date
    at: dt.time | None = None


class DateReader:
    """Reads dates that are written in one way all through a file."""

    def __init__(self, month_first: bool = False) -> None:
        """month_first: what 03/04/2025 means, where the numbers do not say it."""
        self._month_first = month_first
        self._last = _WORDS[0]
        self._known: dict[str, Day | None] = {}

    def read(self, text: str) -> Day | None:
        """The day that a text says, and nothing but that. None where it says none, or one that never was."""
        text = text.strip()
        match = _YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text)
        if match:
            return self._numbers(match)
        if text not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[text] = self._words(text)
        return self._known[text]

    def _numbers(self, match: re.Match[str]) -> Day | None:
        year = int(match["year"])
        if match.re is _YEAR_FIRST:
            month, day = int(match["month"]), int(match["day"])
        else:
            year += (2000 if year < 70 else 1900) if year < 100 else 0
            one, two = int(match["one"]), int(match["two"])
            first = two > 12 or (self._month_first and one <= 12 and match["mark"] != ".")
            month, day = (one, two) if first else (two, one)
        try:
            date = dt.date(year, month, day)
            if match["hour"] is None:
                return Day(date)
            hour = int(match["hour"])
            if match["half"]:
                hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
            at = dt.time(hour, int(match["minute"]), int(match["second"] or 0))
            if match["zone"] == "Z":
                local = dt.datetime.combine(date, at, dt.UTC).astimezone()
                return Day(local.date(), local.time())
        except (ValueError, OverflowError, OSError):
            return None
        return Day(date, at)

    def _words(self, text: str) -> Day | None:
        if not _YEAR.search(text) or len(text) > 60:
            return None
        for form in (self._last, *_WORDS):
            try:
                found = dt.datetime.strptime(text, form)
            except ValueError:
                continue
            self._last = form
            return Day(found.date(), found.time() if "%M" in form else None)
        import dateparser

        order = "MDY" if self._month_first else "DMY"
        parsed = dateparser.parse(
            text, settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": order}
        )
        if parsed is None:
            return None
        return Day(parsed.date(), parsed.time().replace(tzinfo=None) if ":" in text else None)


def month_first(texts: Iterable[str]) -> bool | None:
    """Whether these dates have the month before the day: 03/31/2025. None where both would do, or they disagree.

    Texts that are read the same in any case are not asked; where there are no others, the answer is False.
    """
    found = day = month = False
    for text in texts:
        match = _YEAR_LAST.fullmatch(text.strip())
        if match and match["mark"] != ".":
            found = True
            day = day or int(match["one"]) > 12
            month = month or int(match["two"]) > 12
    if not found or (day and not month):
        return False
    return True if month and not day else None


def looks_like_date(text: str) -> bool:
    """Whether this is written like a date in numbers, though the day may never have been."""
    return bool(_YEAR_FIRST.fullmatch(text.strip()) or _YEAR_LAST.fullmatch(text.strip()))
