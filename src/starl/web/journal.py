"""The journal that a server shows: one engine, a connection for each request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from starlette.requests import HTTPConnection

from starl.errors import StarlError
from starl.store.engine import Engine
from starl.store.scope import OWNER
from starl.store.store import Store

POOL = 8
"""Connections kept for the threads of the server."""
PATIENCE = 10.0
"""Seconds to wait for other requests before the journal is had alone."""

_BUSY = "other pages are using the journal; wait a moment and do it again"


class Journal:
    """Opens the store for one request in the thread that asks."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime], owner: str = OWNER) -> None:
        self.engine = engine
        self.clock = clock
        self.owner = owner
        self._turn = Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The store, with a connection that is given back at the end. Not within another `open` or `alone`."""
        with self._turn:
            self._turn.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            with self.engine.connected():
                yield Store(self.engine, self.owner, clock=self.clock)
        finally:
            with self._turn:
                self._inside -= 1
                self._turn.notify_all()

    @contextmanager
    def alone(self, patience: float = PATIENCE) -> Iterator[None]:
        """No request has the journal open meanwhile; those that come wait. Every connection is closed.

        Raises StarlError where others do not finish in time.
        """
        with self._turn:
            if not self._turn.wait_for(lambda: not self._shut, patience):
                raise StarlError(_BUSY)
            self._shut = True
            if not self._turn.wait_for(lambda: not self._inside, patience):
                self._shut = False
                self._turn.notify_all()
                raise StarlError(_BUSY)
        try:
            self.engine.close()
            yield
        finally:
            with self._turn:
                self._shut = False
                self._turn.notify_all()

    def now(self) -> dt.datetime:
        """The moment in the person's time zone."""
        return self.clock()

    def today(self) -> dt.date:
        """The day, as the person counts days."""
        return self.clock().date()


def journal_of(request: HTTPConnection) -> Journal:
    """The journal of whoever asks: on a shared server the account's, else the one that is served."""
    journal: Journal = getattr(request.state, "journal", None) or request.app.state.journal
    return journal
