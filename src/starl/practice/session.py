"""A review session as a pure state machine: which card is next, what was graded, what can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from starl.model.practice import Card, Rating
from starl.practice.days import end_of_day


class Graded(NamedTuple):
    """One review of the session."""

    before: Card
    after: Card
    rating: Rating


@dataclass(frozen=True, slots=True)
class Session:
    """A session. Every change gives a new one."""

    waiting: tuple[Card, ...]
    """The cards to come, the current one first."""
    graded: tuple[Graded, ...] = ()

    @property
    def current(self) -> Card | None:
        """The card that is shown; None at the end."""
        return self.waiting[0] if self.waiting else None

    def grade(self, after: Card, rating: Rating, now: datetime) -> Session:
        """The current card was rated, and is `after` that; where it is due again today, it comes back at the end."""
        rest = self.waiting[1:]
        if after.due <= end_of_day(now):
            rest = (*rest, after)
        return replace(self, waiting=rest, graded=(*self.graded, Graded(self.waiting[0], after, rating)))

    def skip(self) -> Session:
        """The current card stays as it is, and is not shown again in this session."""
        return replace(self, waiting=self.waiting[1:])

    def undo(self) -> Session:
        """The last review is taken back, and its card is shown again. There must be one in `graded`."""
        last = self.graded[-1]
        rest = tuple(card for card in self.waiting if card.id != last.before.id)
        return replace(self, waiting=(last.before, *rest), graded=self.graded[:-1])

    @property
    def results(self) -> dict[str, Card]:
        """The graded cards as they are now, by id."""
        return {item.after.id: item.after for item in self.graded}
