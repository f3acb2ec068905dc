"""The portfolio as it is, kept as long as nothing that it is made of changes."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Lock

from fastapi import Request

from starl.errors import StarlError
from starl.practice.plan_state import Unanswered
from starl.practice.portfolio import SIZE, Overview, overview, resized, unanswered
from starl.practice.questions import SETTING
from starl.store.store import Store
from starl.web.journal import Journal
from starl.web.readings import Readings

MOST = 6
"""Overviews that are kept: a day's sizes, and the one before a change."""

BUDGET = 2_000
"""Steps of the search for another number of stories than the usual one: half a second at 300 stories. What it finds is
the best there is, or says that it may not be."""


class Overviews:
    """Overviews by owner, the state of the journal, the day and the size. Threads may share it; one builds at a time for
    each owner."""

    def __init__(self, readings: Readings, most: int = MOST) -> None:
        self._readings = readings
        self._most = most
        self._kept: OrderedDict[Hashable, Overview] = OrderedDict()
        self._building: dict[str, tuple[Lock, int]] = {}
        """By owner: the lock, and how many threads have it or wait for it."""
        self._lock = Lock()

    def warm(self, journal: Journal) -> None:
        """Makes the usual one, so that the first page does not wait for it. For a thread of its own."""
        with suppress(StarlError), journal.open() as store:
            if store.stories.count():
                self.of(store, journal.now())

    def of(self, store: Store, now: datetime, size: int = SIZE) -> Overview:
        """The overview of the journal as it stands. now: with the person's time zone. size: stories to prepare, 1..5."""
        state = (store.owner, store.stamp(), json.dumps(store.settings.get(SETTING)), now.date())
        with self._alone(store.owner):
            found = self._found((state, size))
            if found is None:
                usual = self._found((state, SIZE))
                if usual is None:
                    usual = overview(store, now, judge=self._readings.read)
                    self._keep((state, SIZE), usual)
                found = usual if size == SIZE else resized(usual, size, budget=BUDGET)
            self._keep((state, size), found)
        return found

    @contextmanager
    def _alone(self, owner: str) -> Iterator[None]:
        """No other thread builds this owner's meanwhile: a page and what it loads ask for the same at once."""
        with self._lock:
            lock, number = self._building.get(owner, (Lock(), 0))
            self._building[owner] = (lock, number + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                number = self._building[owner][1]
                if number == 1:
                    del self._building[owner]
                else:
                    self._building[owner] = (lock, number - 1)

    def _found(self, key: Hashable) -> Overview | None:
        with self._lock:
            return self._kept.get(key)

    def _keep(self, key: Hashable, found: Overview) -> None:
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def overviews_of(request: Request) -> Overviews:
    """Those of the server that was asked."""
    overviews: Overviews = request.app.state.overviews
    return overviews


def gaps_of(request: Request, store: Store, now: datetime) -> tuple[Unanswered, ...]:
    """The questions without a story of which a plan speaks."""
    return unanswered(overviews_of(request).of(store, now))
