"""How values are said on a page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from starl.model.report import Dimension, Pitfall, Severity
from starl.practice.days import span
from starl.web.targets import address

PITFALLS = {
    Pitfall.TRIVIAL: "too small a failure",
    Pitfall.BLAME: "blaming others",
    Pitfall.CATASTROPHIC: "too big a failure",
    Pitfall.NO_LEARNING: "no concrete learning",
    Pitfall.HUMBLEBRAG: "humble-bragging",
}
DIMENSIONS = {
    Dimension.SELF_AWARENESS: "Self-awareness",
    Dimension.HUMILITY: "Humility",
    Dimension.LEARNING: "Learning",
    Dimension.RESILIENCE: "Resilience",
}
SEVERITIES = {Severity.ERROR: "mend", Severity.WARNING: "look at", Severity.INFO: "ask yourself"}


def day(value: dt.date | dt.datetime) -> str:
    """A day, such as `14 March 2025`."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: dt.date | dt.datetime) -> str:
    """A day, such as `14 Mar 2025`."""
    return f"{value.day} {value:%b %Y}"


def ago(value: dt.date, today: dt.date) -> str:
    """How long ago a day was, in words; days to come too."""
    days = (today - value).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "yesterday" if days == 1 else "tomorrow"
    count, unit = _unit(abs(days))
    said = f"{count} {unit}{'s' if count != 1 else ''}"
    return f"{said} ago" if days > 0 else f"in {said}"


def _unit(days: int) -> tuple[int, str]:
    if days < 14:
        return days, "day"
    if days < 60:
        return round(days / 7), "week"
    if days < 700:
        return round(days / 30.4), "month"
    return round(days / 365.25), "year"


def duration(seconds: int) -> str:
    """A time to speak, such as `1:45`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def many(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun.

    >>> many(1, "story", "stories"), many(2, "entry", "entries")
    ('1 story', '2 entries')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


WENT = {"well": "went well", "mixed": "was mixed", "badly": "went badly"}


def theme_name(theme: str) -> str:
    """A theme of the bank, such as `Wrong decision`."""
    return theme.replace("-", " ").capitalize()


def size(count: int) -> str:
    """A number of bytes.

    >>> size(2_400), size(3_200_000)
    ('2 kB', '3.2 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1000:.0f} kB"


_WHERE = re.compile(r"^Line \d+, [A-Z]\d{3}: ")


def step(said: str) -> str:
    """A next step without the line and the rule's code, which a page shows by its underlines.

    >>> step("Line 21, L600: No lesson here is concrete.")
    'No lesson here is concrete.'
    """
    return _WHERE.sub("", said)


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "ago": ago,
    "duration": duration,
    "many": many,
    "size": size,
    "pitfall": PITFALLS.__getitem__,
    "dimension": DIMENSIONS.__getitem__,
    "address": address,
    "went": WENT.__getitem__,
    "days": span,
    "step": step,
    "theme_name": theme_name,
    "severity": SEVERITIES.__getitem__,
}
