"""What the review log says of memory, and what the cards say of the days to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from starl.model.practice import Rating, ReviewLog
from starl.practice.days import local_day


class Recall(NamedTuple):
    """How many of the cards that were due were recalled."""

    recalled: int
    asked: int

    @property
    def share(self) -> float | None:
        """0..1; None where nothing was asked."""
        return self.recalled / self.asked if self.asked else None


def tests_of_memory(logs: Iterable[ReviewLog], now: datetime) -> list[tuple[date, bool]]:
    """The day of each review that tested memory, and whether the person recalled; the oldest first.

    The first review of a card tests nothing, nor does a second one on the same day.
    """
    seen: dict[str, date] = {}
    found = []
    for log in sorted(logs, key=lambda log: (log.reviewed, log.id)):
        day = local_day(log.reviewed, now)
        if log.card in seen and seen[log.card] != day:
            found.append((day, log.rating is not Rating.AGAIN))
        seen[log.card] = day
    return found


def recall_on(logs: Iterable[ReviewLog], now: datetime) -> Recall:
    """The recall of today. now: with the person's time zone."""
    today = [recalled for day, recalled in tests_of_memory(logs, now) if day == now.date()]
    return Recall(sum(today), len(today))


def recall_by_week(logs: Iterable[ReviewLog], now: datetime) -> dict[date, Recall]:
    """The recall of each week that tested any, by its Monday."""
    weeks: dict[date, Recall] = {}
    for day, recalled in tests_of_memory(logs, now):
        monday = day - timedelta(days=day.weekday())
        before = weeks.get(monday, Recall(0, 0))
        weeks[monday] = Recall(before.recalled + recalled, before.asked + 1)
    return weeks


def load(due: Iterable[datetime], now: datetime, days: int) -> list[int]:
    """How many cards come back on each of so many days from today; what is overdue counts today.

    due: when each card comes back.
    """
    numbers = [0] * days
    for moment in due:
        day = max(0, (local_day(moment, now) - now.date()).days)
        if day < days:
            numbers[day] += 1
    return numbers
