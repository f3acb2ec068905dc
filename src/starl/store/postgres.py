"""PostgreSQL: the journals of one or many people on a server."""

from __future__ import annotations

import io
import os
import selectors
from collections.abc import Sequence
from typing import Any
from weakref import WeakSet

from peewee import SQL, PostgresqlDatabase

from starl.errors import StarlError
from starl.store.dialect import Dialect
from starl.store.engine import WAIT, Engine
from starl.store.faults import without_password
from starl.store.home import journal_home
from starl.store.tables import COLUMNS, DOCUMENTS
from starl.store.values import Row
from starl.store.words import Clause, folded_words

_POSITIONS = 16_383
"""The highest position of a word that a tsvector holds."""
_LONGEST = 200
"""Longer words are cut for the index; it takes none above 2046 bytes."""
_INDEXED = 100_000
"""How far into a text words are indexed, in code points; an index of one text holds a megabyte at most."""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_MIGRATING = 0x5354524C
"""The number of the advisory lock for migrations."""
_HAS_SCHEMA = "SELECT 1 FROM pg_class WHERE relname = 'starl_schema' AND pg_table_is_visible(oid)"
"""Reads the catalogue itself: `to_regclass` may answer from before the wait for another program's migration."""


class _Settings:
    """What every connection is set to."""

    wait = WAIT

    def _initialize_connection(self, conn: Any) -> None:
        with conn.cursor() as cursor:
            cursor.execute(
                f"SET lock_timeout = {int(self.wait * 1000)}; SET synchronous_commit = on; "
                "SET default_transaction_isolation = 'read committed'"
            )


class _Plain(_Settings, PostgresqlDatabase):
    pass


class PostgresEngine(Engine):
    """Journals in a PostgreSQL database."""

    dialect = Dialect.POSTGRESQL

    def __init__(self, address: str, pool: int = 0, wait: float = WAIT) -> None:
        address = address.replace("postgres://", "postgresql://", 1)
        home = journal_home(None, os.environ)
        super().__init__(_database(address, pool, wait), without_password(address), home)
        with self.guard():
            self.database.connect(reuse_if_open=True)

    def version(self) -> int:
        if not self.run(_HAS_SCHEMA):
            return 0
        ((number,),) = self.run("SELECT coalesce(max(version), 0) FROM starl_schema")
        return int(number)

    def set_version(self, number: int) -> None:
        self.run(
            "CREATE TABLE IF NOT EXISTS starl_schema "
            "(version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())"
        )
        self.run("INSERT INTO starl_schema (version) VALUES (%s)", (number,))

    def hold(self, owner: str) -> None:
        self.run("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || %s, 0))", (owner,))

    def expect_many(self) -> None:
        """Lets the full-text index take in more at once, in memory; by half quicker for 60,000 entries."""
        self.run("SET LOCAL gin_pending_list_limit = '32MB'; SET LOCAL work_mem = '64MB'")

    def hold_schema(self) -> None:
        self.run("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))

    def keep_copy(self, version: int) -> str | None:
        """None: a migration is one transaction here, and the server's owner has the backups."""
        return None

    def insert(self, table: Any, columns: Sequence[str], rows: Sequence[Row]) -> None:
        lines = "".join("\t".join(map(_copied, row)) + "\n" for row in rows).encode()
        names = ", ".join(f'"{column}"' for column in columns)
        self.database.cursor().copy_expert(f"COPY {table.__name__} ({names}) FROM STDIN", io.BytesIO(lines))

    def insert_documents(self, rows: Sequence[Row]) -> None:
        self.add(DOCUMENTS, (*COLUMNS["documents"], "terms"), [(*row, _terms(*row[-3:])) for row in rows])

    def matching(self, clauses: Sequence[Clause]) -> tuple[Sequence[Any], SQL, SQL]:
        asked = " & ".join(_tsquery(clause) for clause in clauses)
        return (
            (),
            SQL("documents.terms @@ %s::tsquery", [asked]),
            SQL("-ts_rank('{0.1, 0.2, 0.6, 1.0}', documents.terms, %s::tsquery, 1)", [asked]),
        )

    def scrub(self) -> None:
        """Nothing to do: the server's own vacuum is its owner's business."""

    def _snapshot(self) -> Any:
        return self.database.atomic("REPEATABLE READ")

    def _recover(self) -> None:
        if not self.database.is_closed() and not self.database.is_connection_usable():
            connection = self.database.connection()
            if connection.closed and not self.database.in_transaction():
                self.database.close()

    def _faults_inside(self) -> list[str]:
        return [
            f"{self.place}: the index {name} is not valid; REINDEX INDEX {name} makes it anew"
            for (name,) in self.run(
                "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                "WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready)"
            )
        ] + self._stale_terms()

    def _stale_terms(self) -> list[str]:
        """Texts whose index is not what their words make."""
        stale = 0
        last = 0
        while True:
            rows = self.run(
                "SELECT id, title, body, labels, terms::text FROM documents WHERE id > %s ORDER BY id LIMIT 500",
                (last,),
            )
            if not rows:
                break
            last = rows[-1][0]
            made = self.run(
                "SELECT array_agg(t::tsvector::text ORDER BY n) FROM unnest(%s::text[]) WITH ORDINALITY AS u (t, n)",
                ([_terms(*row[1:4]) for row in rows],),
            )[0][0]
            stale += sum(row[4] != text for row, text in zip(rows, made, strict=True))
        return (
            [f"{self.place}: the full-text index of {stale} records does not match their text"]
            if stale
            else []
        )

    def close(self) -> None:
        with self.guard():
            close_all = getattr(self.database, "close_all", self.database.close)
            close_all()


def _database(address: str, pool: int, wait: float) -> Any:
    try:
        import psycopg2  # noqa: F401
    except ImportError:
        raise StarlError(
            f"{without_password(address)}: PostgreSQL needs one more package; install it with `pip install 'starl[postgres]'`"
        ) from None
    options: dict[str, Any] = {"client_encoding": "utf8", "connect_timeout": max(2, round(wait))}
    if pool:
        from playhouse.pool import PooledPostgresqlDatabase

        ready: WeakSet[Any] = WeakSet()
        """Connections that were set already: peewee says each one that comes from its pool is new."""

        class Pooled(_Settings, PooledPostgresqlDatabase):  # type: ignore[misc]
            def _is_closed(self, conn: Any) -> bool:
                return bool(conn.closed) or _was_ended(conn)

            def _initialize_connection(self, conn: Any) -> None:
                if conn not in ready:
                    super()._initialize_connection(conn)
                    ready.add(conn)

        database: Any = Pooled(address, max_connections=pool, timeout=wait, **options)
    else:
        database = _Plain(address, **options)
    database.wait = wait
    return database


def _was_ended(connection: Any) -> bool:
    """Whether the server ended a connection that waited in the pool: it may have been started anew meanwhile.

    Looks at the socket instead of asking the server: it says nothing unasked, but that it goes.
    """
    with selectors.DefaultSelector() as waiting:
        waiting.register(connection, selectors.EVENT_READ)
        return bool(waiting.select(0))


def _copied(value: object) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if isinstance(value, str) else repr(value)


def _terms(title: str, body: str, labels: str) -> str:
    """The tsvector of a document as text: its words with their positions, the title's weighing most."""
    places: dict[str, list[str]] = {}
    at = 0
    for text, weight in ((title, "A"), (labels, "B"), (body, "D")):
        for word in folded_words(text[:_INDEXED]):
            at += 1
            found = places.setdefault(word[:_LONGEST], [])
            if len(found) < 255:
                found.append(f"{min(at, _POSITIONS)}{weight}")
        at += 1
    return " ".join(f"{word}:{','.join(found)}" for word, found in places.items())


def _tsquery(clause: Clause) -> str:
    asked = " <-> ".join(word[:_LONGEST] for word in clause.words) + (":*" if clause.prefix else "")
    return f"({asked})" if clause.wanted else f"!({asked})"
