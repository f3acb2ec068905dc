"""The reviews of a day, read from the log: what was graded, what waits, and what can be taken back."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from typing import NamedTuple

from starl.model.practice import Card, Rating, ReviewLog
from starl.practice.days import end_of_day, start_of_day
from starl.store.cards import Coming
from starl.store.store import Store


class Today(NamedTuple):
    """How far the reviews of a day are."""

    waiting: tuple[str, ...]
    """The ids of the cards due today that were not skipped, the longest due first."""
    skipped: int
    """Cards due today that were."""
    done: tuple[str, ...]
    """The ids of the cards graded today that do not come back today."""
    logs: tuple[ReviewLog, ...]
    """The reviews of today, the oldest first."""

    @property
    def total(self) -> int:
        """Cards done and to come."""
        return len(self.done) + len(self.waiting)


def today_of(
    coming: Iterable[Coming], logs: Iterable[ReviewLog], now: datetime, skipped: Container[str] = ()
) -> Today:
    """The day up to now.

    coming: those due today at least, in their order; logs: the reviews of today at least, the oldest first.
    now: with the person's time zone. skipped: ids of cards to leave out.
    """
    first, last = start_of_day(now), end_of_day(now)
    due = [one.card for one in coming if one.due <= last]
    back = set(due)
    waiting = tuple(card for card in due if card not in skipped)
    today = tuple(log for log in logs if log.reviewed >= first)
    done = tuple(dict.fromkeys(log.card for log in today if log.card not in back))
    return Today(waiting, len(due) - len(waiting), done, today)


def read_today(store: Store, now: datetime, skipped: Container[str] = ()) -> Today:
    """The day up to now, as the store has it. now: with the person's time zone."""
    coming = store.cards.coming(end_of_day(now))
    return today_of(coming, store.cards.logs(since=start_of_day(now)), now, skipped)


def grade(store: Store, card: Card, rating: Rating, now: datetime, milliseconds: int | None = None) -> Card:
    """Keeps a review and gives the card as it is after that. milliseconds: what the person took, where measured."""
    from starl.practice.scheduling import reviewed

    after = reviewed(card, rating, now)
    return store.cards.record(after, ReviewLog(store.new_id(), card.id, rating, now, milliseconds))


def take_back(store: Store, now: datetime) -> Card | None:
    """Takes the last review of today back and gives its card as it was; None where nothing was reviewed today.

    Raises StarlError where the last review came from elsewhere.
    """
    with store.transaction():
        logs = store.cards.logs(since=start_of_day(now))
        return store.cards.undo(logs[-1].card) if logs else None
