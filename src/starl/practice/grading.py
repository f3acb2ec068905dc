"""The reviews of a day, read from the log: what was graded, what waits, and what can be taken back."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.practice import Card, Rating, ReviewLog
from starl.practice.days import end_of_day, start_of_day
from starl.store.store import Store


class Today(NamedTuple):
    """How far the reviews of a day are."""

    waiting: tuple[Card, ...]
    """The cards due today that were not skipped, the longest due first."""
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


def today_of(store: Store, now: datetime, skipped: Container[str] = ()) -> Today:
    """The day up to now. now: with the person's time zone. skipped: ids of cards to leave out."""
    cards = store.cards.due(end_of_day(now))
    logs = store.cards.logs(since=start_of_day(now))
    coming = {card.id for card in cards}
    waiting = tuple(card for card in cards if card.id not in skipped)
    done = tuple(dict.fromkeys(log.card for log in logs if log.card not in coming))
    return Today(waiting, len(cards) - len(waiting), done, tuple(logs))


def grade(store: Store, card: Card, rating: Rating, now: datetime, milliseconds: int | None = None) -> Card:
    """Keeps a review and gives the card as it is after that. milliseconds: what the person took, where measured."""
    from starl.practice.scheduling import reviewed

    after = reviewed(card, rating, now)
    return store.cards.record(after, ReviewLog(store.new_id(), card.id, rating, now, milliseconds))


def take_back(store: Store, now: datetime) -> Card:
    """Takes the last review of today back and gives its card as it was.

    Raises StarlError where nothing was reviewed today, or the last review came from elsewhere.
    """
    with store.transaction():
        logs = store.cards.logs(since=start_of_day(now))
        if not logs:
            raise StarlError("nothing was reviewed today, so there is nothing to take back")
        return store.cards.undo(logs[-1].card)
