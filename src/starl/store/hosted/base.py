"""What the keepers of a shared server have in common: one database, one clock, ids, digests of secrets."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from itertools import count
from os import urandom

from starl.errors import StarlError
from starl.model.ids import ENTROPY_BYTES, make_id
from starl.store.dialect import Dialect
from starl.store.engine import Engine
from starl.store.values import Row, storable, utc

PART = 1 << 20
"""Bytes of a part of a file that is kept in the database: no more of it is in memory at once."""
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

    def keep_parts(self, of: str, identifier: str, parts: Iterable[bytes]) -> None:
        """Keeps a file of a recording or an export. of: `hearing` or `export`."""
        statement = f"INSERT INTO {of}_parts ({of}, number, part) VALUES (%s, %s, %s)"  # noqa: S608
        for number, part in enumerate(parts):
            self.rows(statement, identifier, number, part)

    def read_parts(self, of: str, identifier: str) -> Iterator[bytes]:
        """That file, part by part; nothing where there is none."""
        for number in count():
            part = self.part(of, identifier, number)
            if part is None:
                return
            yield part

    def part(self, of: str, identifier: str, number: int) -> bytes | None:
        """One part of it; None behind the last."""
        query = f"SELECT part FROM {of}_parts WHERE {of} = %s AND number = %s"  # noqa: S608
        rows = self.rows(query, identifier, number)
        return bytes(rows[0][0]) if rows else None

    def change(self, statement: str, *values: object) -> int:
        """Runs one statement and gives the number of rows that it changed."""
        return len(self.engine.run(f"{statement} RETURNING 1", storable(values)))
