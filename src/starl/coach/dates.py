"""Dates as people write them, for the rules that compare them."""

from __future__ import annotations

from typing import NamedTuple

from starl.text.lazy import lazy

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
YEAR = r"(?:19[89]\d|20[0-4]\d)"
DATE = rf"(?:(?:early|late|mid|the end of|the beginning of|the start of)[- ])?(?:(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{MONTH}\b(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? (?:of )?)?{YEAR}"
"""A date with its year, perhaps with a month and a day. RE2 syntax, lower case."""

_PARTS = lazy(rf"\b({MONTH})\b|\b({YEAR})\b")


class When(NamedTuple):
    """A date as far as it was given."""

    year: int
    month: int | None

    def before(self, other: When) -> bool:
        """Whether this date surely lies before the other."""
        if self.year != other.year:
            return self.year < other.year
        return self.month is not None and other.month is not None and self.month < other.month


def when(text: str) -> When | None:
    """The date in a text that `DATE` matches; None where there is no year.

    >>> when("late march 2024"), when("2022")
    (When(year=2024, month=3), When(year=2022, month=None))
    """
    month = year = None
    for found in _PARTS.finditer(text):
        if found[1]:
            month = month_number(found[1])
        else:
            year = int(found[2])
    return None if year is None else When(year, month)


def month_number(name: str) -> int:
    """1 for `january` or `jan`, and so on. Raises StopIteration for a text that is no month."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))
