"""SQLite: the journal as one file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peewee import SQL, Insert, SqliteDatabase, Table

from starl.errors import StarlError
from starl.store.dialect import Dialect
from starl.store.engine import WAIT, Engine
from starl.store.tables import COLUMNS, DOCUMENTS
from starl.store.values import Row

if TYPE_CHECKING:
    from starl.store.words import Clause

APPLICATION = 0x5354524C
"""Written in the file's header, so that no other program's database is taken for a journal."""
_PRAGMAS = {"foreign_keys": 1, "synchronous": "full", "cache_size": -16_000}
_INDEX = Table("search").alias("search")


class SqliteEngine(Engine):
    """A journal in a file. The file and its folder are made at the first use, for the user's eyes only."""

    dialect = Dialect.SQLITE

    def __init__(self, path: Path, pool: int = 0, wait: float = WAIT) -> None:
        self.path = path
        super().__init__(_database(path, pool, wait), str(path), path.parent)
        self._statements: dict[str, str] = {}
        self._make_file()
        with self.guard():
            self.database.connect(reuse_if_open=True)

    def _make_file(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.path.exists() or not self.path.stat().st_size:
                self._miss_nothing()
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
        except OSError as error:
            raise StarlError(
                f"{self.path}: the journal cannot be made here ({error.strerror}). "
                "Look at the permissions and the space of that folder, or choose another with --home"
            ) from error

    def _miss_nothing(self) -> None:
        """Raises StarlError where a journal was here, so that nobody goes on in an empty one without knowing."""
        from starl.store.backup import FOLDER, backups

        if backups(self.path):
            raise StarlError(
                f"{self.path}: the journal is gone or empty, though there are backups of it. Put one back with "
                f"`starl backup restore`, or move the folder {self.path.parent / FOLDER} away to begin anew"
            )

    def version(self) -> int:
        # In one statement: between two, another program may have made this file a journal.
        ((number, application, filled),) = self.run(
            "SELECT user_version, application_id, EXISTS (SELECT 1 FROM sqlite_master) "
            "FROM pragma_user_version, pragma_application_id"
        )
        if application != APPLICATION:
            if number or application or filled:
                raise StarlError(
                    f"{self.place}: this is a database of another program, not a journal. "
                    "Choose another folder with --home or STARL_HOME; the file was not touched"
                )
            self._set_journal()
        return int(number)

    def _set_journal(self) -> None:
        """Write-ahead logging, noted in the file. SQLite does not wait for others here, so this does."""
        with self.guard():
            for patience in range(50, -1, -1):
                try:
                    self.database.connection().execute("PRAGMA journal_mode = wal")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not patience:
                        raise
                    time.sleep(0.05)

    def set_version(self, number: int) -> None:
        self.run(f"PRAGMA application_id = {APPLICATION}")
        self.run(f"PRAGMA user_version = {number:d}")

    def hold(self, owner: str) -> None:
        """Nothing to do: a transaction that writes is alone."""

    def expect_many(self) -> None:
        """Nothing to do: the full-text index is written batch by batch anyway."""

    def hold_schema(self) -> None:
        """Nothing to do, as in `hold`."""

    def keep_copy(self, version: int) -> str | None:
        from starl.store.backup import save_copy

        return str(save_copy(self.path, f"schema-{version}"))

    def insert(self, table: Any, columns: Sequence[str], rows: Sequence[Row]) -> None:
        name = table.__name__
        if name not in self._statements:
            query = Insert(table, insert=[rows[0]], columns=[getattr(table, column) for column in columns])
            self._statements[name] = self.database.get_sql_context().sql(query).query()[0]
        self.database.connection().executemany(self._statements[name], rows)

    def insert_documents(self, rows: Sequence[Row]) -> None:
        """Indexes all rows in one statement; a trigger for each would write a piece of index for each."""
        ((last,),) = self.run("SELECT coalesce(max(id), 0) FROM documents")
        self.add(DOCUMENTS, COLUMNS["documents"], rows)
        self.run(
            "INSERT INTO search (rowid, title, body, labels) "
            "SELECT id, title, body, labels FROM documents WHERE id > ?",
            (last,),
        )

    def matching(self, clauses: Sequence[Clause]) -> tuple[Sequence[Any], SQL, SQL]:
        wanted = " AND ".join(_fts5(clause) for clause in clauses if clause.wanted)
        unwanted = " OR ".join(_fts5(clause) for clause in clauses if not clause.wanted)
        asked = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        return (_INDEX,), SQL("search MATCH ? AND search.rowid = documents.id", [asked]), SQL("search.rank")

    def scrub(self) -> None:
        """Writes the full-text index and the file anew, and empties the write-ahead log."""
        try:
            self.run("INSERT INTO search (search) VALUES ('optimize')")
            self.run("VACUUM")
            ((busy, _, _),) = self.run("PRAGMA wal_checkpoint(TRUNCATE)")
            reason = "another program is reading it" if busy else ""
        except StarlError as error:
            reason = str(error)
        if reason:
            raise StarlError(
                f"{self.place}: everything is removed, but remains of it may still be in the file ({reason}). "
                "Close what else uses the journal and do it again"
            )

    def _atomic(self) -> Any:
        return self.database.atomic("IMMEDIATE")

    def _snapshot(self) -> Any:
        return self.database.atomic("DEFERRED")

    def _recover(self) -> None:
        """Nothing to do: a file does not hang up."""

    def _faults_inside(self) -> list[str]:
        try:
            said = [str(row[0]) for row in self.run("PRAGMA integrity_check(20)")]
            broken = self.run("PRAGMA foreign_key_check")
        except StarlError as error:
            return [str(error)]
        problems = [] if said == ["ok"] else [f"{self.place}: {line}" for line in said]
        problems += [f"{self.place}: a row of {row[0]} belongs to nothing" for row in broken]
        try:
            self.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except StarlError:
            problems.append(f"{self.place}: the full-text index does not match the texts")
        return problems

    def close(self) -> None:
        with self.guard():
            close_all = getattr(self.database, "close_all", self.database.close)
            close_all()


def _database(path: Path, pool: int, wait: float) -> Any:
    if not pool:
        return SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=wait)
    from playhouse.pool import PooledSqliteDatabase

    class Pooled(PooledSqliteDatabase):  # type: ignore[misc]
        """`timeout` means the pool's wait there, so SQLite's own is set by hand."""

        def _add_conn_hooks(self, conn: Any) -> None:
            conn.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
            super()._add_conn_hooks(conn)

    return Pooled(str(path), pragmas=_PRAGMAS, max_connections=pool, timeout=wait, check_same_thread=False)


def _fts5(clause: Clause) -> str:
    words = " ".join(clause.words)
    return f'"{words}"' + (" *" if clause.prefix else "")


def is_journal(path: Path) -> bool:
    """Whether a file is a sound journal, as far as its header and schema say."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            ((application,),) = connection.execute("PRAGMA application_id").fetchall()
            return bool(application == APPLICATION)
    except sqlite3.Error:
        return False
