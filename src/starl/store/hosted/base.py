"""What the keepers of a shared server have in common: one database, one clock, ids, digests of secrets."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256
from os import urandom

from starl.errors import StarlError
from starl.model.ids import ENTROPY_BYTES, make_id
from starl.store.dialect import Dialect
from starl.store.engine import Engine
from starl.store.values import Row, storable, utc

TOKEN_BYTES = 32
"""Bytes of randomness in a session or a link: 256 bits, twice what guessing at any rate could reach."""


def digest(token: str) -> str:
    """What is kept of a random token. A plain hash is enough: there are too many tokens to try."""
    return sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A token for a browser or a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Keeper:
    """Keeps records of the server. All methods raise StarlError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        """Raises StarlError for a database that is a file."""
        if engine.dialect is not Dialect.POSTGRESQL:
            raise StarlError(f"{engine.place}: a shared server keeps its journals in PostgreSQL")
        self.engine = engine
        self.clock = clock

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return self.clock().astimezone(dt.UTC)

    def ago(self, **span: float) -> str:
        """The moment so long ago, as it is kept. span: as of `datetime.timedelta`."""
        return utc(self.now() - dt.timedelta(**span))

    def new_id(self) -> str:
        """An id that sorts by the time."""
        return make_id(self.now(), urandom(ENTROPY_BYTES))

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is written inside; may be nested."""
        return self.engine.transaction()

    def rows(self, statement: str, *values: object) -> list[Row]:
        """Runs one statement and gives its rows."""
        return self.engine.run(statement, storable(values))

    def change(self, statement: str, *values: object) -> int:
        """Runs one statement and gives the number of rows that it changed."""
        return len(self.engine.run(f"{statement} RETURNING 1", storable(values)))
