"""The journal that a server shows: one engine, a connection for each request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.requests import HTTPConnection

from starl.store.engine import Engine
from starl.store.store import Store

POOL = 8
"""Connections kept for the threads of the server."""


class Journal:
    """Opens the store for one request in the thread that asks."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self.engine = engine
        self.clock = clock

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The store, with a connection that is given back at the end."""
        with self.engine.connected():
            yield Store(self.engine, clock=self.clock)

    def now(self) -> dt.datetime:
        """The moment in the person's time zone."""
        return self.clock()

    def today(self) -> dt.date:
        """The day, as the person counts days."""
        return self.clock().date()


def journal_of(request: HTTPConnection) -> Journal:
    """The journal of the server that was asked."""
    journal: Journal = request.app.state.journal
    return journal
