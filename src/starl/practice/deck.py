"""Which cards there are, and what is due. Imports no scheduler, since a shell prompt asks it at every line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from starl.model.practice import Card, CardKind
from starl.practice.days import end_of_day, local_day, start_of_day
from starl.store.store import Store

NEW_A_DAY = 10
"""Cards made in a day at most, so that a large import does not bury the person."""


class Due(NamedTuple):
    """What is due on a day."""

    cards: dict[CardKind, int]
    """How many of each kind; kinds with none are left out."""
    improvements: int
    """Improvements to look at."""
    next: date | None
    """When the next card is due, where none is now; None where there is no card at all, or some are due."""


def fill(store: Store, now: datetime) -> int:
    """Makes cards for lessons and stories that have none, the newest first, and gives how many.

    now: with the person's time zone. A card is due the day after its record was made; not at once, when everything
    is still in mind.
    """
    room = NEW_A_DAY - store.cards.count_added(start_of_day(now))
    if room <= 0 or not store.cards.candidates(1):
        return 0
    with store.transaction():
        candidates = store.cards.candidates(room)
        for kind, item, created in candidates:
            due = max(now, created + timedelta(days=1))
            store.cards.add(Card(store.new_id(), now, kind, item, due))
    return len(candidates)


def due(store: Store, now: datetime) -> Due:
    """What is due today. now: with the person's time zone."""
    cards = store.cards.count_due(end_of_day(now))
    first = None if cards else store.cards.next_due()
    return Due(cards, len(store.improvements.due(now.date())), local_day(first, now) if first else None)
