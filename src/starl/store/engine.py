"""A database that holds journals: transactions, errors in plain words, and what the two kinds share."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from peewee import SQL

from starl.errors import StarlError
from starl.store.dialect import Dialect
from starl.store.faults import fault, is_fault
from starl.store.values import Row, storable

if TYPE_CHECKING:
    from starl.store.words import Clause

WAIT = 5.0
"""Seconds to wait for another program that holds the database."""

_INDEXED = {
    "entry": "SELECT owner, id FROM entries WHERE binned IS NULL",
    "story": "SELECT owner, id FROM stories WHERE binned IS NULL",
    "experience": "SELECT owner, id FROM experiences WHERE status = 'kept'",
    "improvement": "SELECT owner, id FROM improvements",
}
_HEADLESS = (
    "SELECT count(*) FROM stories s WHERE revision <> "
    "(SELECT coalesce(max(number), 0) FROM revisions r WHERE r.owner = s.owner AND r.story = s.id)"
)


def _nothing() -> None:
    pass


class _Ending(NamedTuple):
    """What is done outside of the database when a transaction ends."""

    done: Callable[[], object]
    undone: Callable[[], object]


class _Endings(threading.local):
    """Those of this thread's transactions, and how deep these are nested."""

    def __init__(self) -> None:
        self.depth = 0
        self.waiting: list[_Ending] = []


class Engine(ABC):
    """One database with the journals of all its owners.

    Every thread has a connection of its own; `connected` gives it back. All methods raise StarlError where the
    database fails.
    """

    dialect: ClassVar[Dialect]

    def __init__(self, database: Any, place: str, home: Path) -> None:
        self.database = database
        """peewee's; its own types say little, hence Any."""
        self.place = place
        """What the database is called in messages."""
        self.home = home
        """The folder for what lies beside the database: recordings."""
        self.room: int | None = None
        """Bytes of recordings that each owner may keep there; None where nobody counts."""
        self._endings = _Endings()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What the kinds do each in their way.

    @abstractmethod
    def version(self) -> int:
        """The number of the schema; 0 where there is none yet. Raises StarlError for a database of others."""

    @abstractmethod
    def set_version(self, number: int) -> None:
        """Notes the schema, in the transaction that makes it."""

    @abstractmethod
    def hold(self, owner: str) -> None:
        """Keeps other writers off an owner's journal until the transaction ends."""

    @abstractmethod
    def _snapshot(self) -> AbstractContextManager[Any]:
        """A transaction that sees one moment and holds nobody off."""

    @abstractmethod
    def expect_many(self) -> None:
        """Makes this transaction fit for many rows."""

    @abstractmethod
    def hold_schema(self) -> None:
        """Keeps other programs from migrating until the transaction ends."""

    @abstractmethod
    def keep_copy(self, version: int) -> str | None:
        """Copies the database before a migration and says where to; None where that is the server's business."""

    @abstractmethod
    def insert(self, table: Any, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Adds rows, in bulk."""

    @abstractmethod
    def insert_documents(self, rows: Sequence[Row]) -> None:
        """Adds rows of `tables.DOCUMENTS` with their full-text index."""

    @abstractmethod
    def matching(self, clauses: Sequence[Clause]) -> tuple[Sequence[Any], SQL, SQL]:
        """What else to select from, the condition, and the score of a full-text search in `documents`."""

    @abstractmethod
    def scrub(self) -> None:
        """Takes what was removed out of the file itself. Not within a transaction.

        Raises StarlError where another program holds the file.
        """

    @abstractmethod
    def _recover(self) -> None:
        """Lets go of a connection that broke, so that the next call makes a new one."""

    @abstractmethod
    def _faults_inside(self) -> list[str]:
        """What the database itself finds wrong."""

    @abstractmethod
    def close(self) -> None:
        """Closes every connection that is not in use."""

    # What they share.

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Turns the driver's errors into StarlError."""
        try:
            yield
        except StarlError:
            raise
        except Exception as error:
            self._recover()
            if is_fault(error) or isinstance(error, UnicodeEncodeError):
                raise fault(error, self.place) from error
            raise

    @contextmanager
    def transaction(self, owner: str | None = None) -> Iterator[None]:
        """All or nothing of what is written inside; may be nested.

        owner: whose journal no other transaction may hold meanwhile, so that what is read stays true until the end.
        """
        endings = self._endings
        before = len(endings.waiting)
        endings.depth += 1
        try:
            with self.guard(), self._atomic():
                if owner is not None:
                    self.hold(owner)
                yield
        except BaseException:
            while len(endings.waiting) > before:
                endings.waiting.pop().undone()
            raise
        finally:
            endings.depth -= 1
        if not endings.depth:
            while endings.waiting:
                endings.waiting.pop(0).done()

    def at_end(self, done: Callable[[], object] = _nothing, undone: Callable[[], object] = _nothing) -> None:
        """What to do outside of the database when the outermost transaction is written, or else taken back.

        Only within a transaction. So files come and go with the records that name them.
        """
        self._endings.waiting.append(_Ending(done, undone))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is as it was at one moment, while others may write. Not within a transaction."""
        with self.guard(), self._snapshot():
            yield

    def _atomic(self) -> Any:
        return self.database.atomic()

    @contextmanager
    def connected(self) -> Iterator[None]:
        """A connection for this thread, given back at the end."""
        with self.guard():
            self.database.connect(reuse_if_open=True)
        try:
            yield
        finally:
            with self.guard():
                self.database.close()

    def rows(self, query: Any) -> list[Row]:
        """The answer to a query."""
        with self.guard():
            found: list[Row] = self.database.execute(query).fetchall()
            return found

    def write(self, query: Any) -> int:
        """Runs an update or a deletion and gives the number of rows."""
        with self.guard():
            return int(self.database.execute(query).rowcount)

    def run(self, statement: str, parameters: Row = ()) -> list[Row]:
        """Runs one statement of this database's own SQL and gives its rows, none where it has no answer."""
        with self.guard():
            cursor = self.database.execute_sql(statement, parameters or None)
            rows: list[Row] = cursor.fetchall() if cursor.description else []
            return rows

    def add(self, table: Any, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Adds rows. Raises StarlError where one is there already, or has a character that cannot be kept."""
        if rows:
            with self.guard():
                self.insert(table, columns, [storable(row) for row in rows])

    def check(self) -> list[str]:
        """What is wrong with the database, in a sentence each; empty when all is well."""
        problems = self._faults_inside()
        if problems:
            return problems
        for kind, records in _INDEXED.items():
            indexed = f"SELECT owner, record FROM documents WHERE kind = '{kind}'"  # noqa: S608
            for first, second, said in (
                (records, indexed, "cannot be found by search"),
                (indexed, records, "would be found by search though gone or in the bin"),
            ):
                ((number,),) = self.run(f"SELECT count(*) FROM ({first} EXCEPT {second}) AS d")  # noqa: S608
                if number:
                    problems.append(f"{number} of the kind {kind} {said}")
        ((number,),) = self.run(_HEADLESS)
        if number:
            problems.append(f"{number} stories lack their newest revision")
        return problems
