"""What a sign found."""

from __future__ import annotations

from typing import NamedTuple

from starl.inventory.git.cache import Commit

HOUR = 3600
DAY = 24 * HOUR


class Finding(NamedTuple):
    """One place in a history that speaks for a failure."""

    key: str
    """Names it within its sign, the same at every scan: mostly a commit."""
    commits: tuple[Commit, ...]
    """What shows it, in the order of the events; its date is that of the last."""
    weight: float
    reason: str
    title: str
    """What stands before the subject of `about`, or before the path of `file`."""
    about: Commit | None = None
    links: bool = True
    """Whether a finding that shares one of its commits tells of the same event."""
    series: str = ""
    """Findings of one sign with the same series tell of the same event."""
    file: int | None = None
    """The hash of the path of the file that it is about."""


def after(seconds: int) -> str:
    """A length of time in words.

    >>> after(90 * 60), after(3 * DAY)
    ('2 hours', '3 days')
    """
    for size, name in (
        (365 * DAY, "year"),
        (30 * DAY, "month"),
        (DAY, "day"),
        (HOUR, "hour"),
        (60, "minute"),
    ):
        number = (seconds + size // 2) // size
        if seconds >= size and number:
            return f"{number} {name}{'s' if number != 1 else ''}"
    return "a moment"
