"""What all repositories of records with an id have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from peewee import fn

from starl.errors import StarlError
from starl.store.scope import Scope
from starl.store.tables import COLUMNS
from starl.store.values import Row, storable

T = TypeVar("T")
BATCH = 500
"""Records that are written or read at once."""
_AFTER_ALL = "~"
"""Sorts after every character of an id."""


class Repository(ABC, Generic[T]):
    """Records of one kind of one owner. All methods raise StarlError where the database fails."""

    table: ClassVar[Any]
    noun: ClassVar[str]
    """What a record is called in messages."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._engine = scope.engine
        self._columns = COLUMNS[self.table.__name__]

    @abstractmethod
    def _row(self, record: T) -> Row:
        """The record's values in the order of the columns, without the owner."""

    @abstractmethod
    def _record(self, row: Row) -> T:
        """The record of such a row."""

    @property
    def _mine(self) -> Any:
        return self.table.owner == self._scope.owner

    def _select(self, *conditions: Any) -> Any:
        columns = [getattr(self.table, name) for name in self._columns[1:]]
        query = self.table.select(*columns).where(self._mine)
        for condition in conditions:
            query = query.where(condition)
        return query

    def _all(self, query: Any, limit: int | None = None, offset: int = 0) -> list[T]:
        if limit is not None:
            query = query.limit(limit)
        if offset:
            query = query.offset(offset)
        return [self._record(row) for row in self._engine.rows(query)]

    def _each(self, query: Any) -> Iterator[T]:
        """The records of a query by id, a batch in memory at a time."""
        last = ""
        while True:
            rows = self._engine.rows(query.where(self.table.id > last).order_by(self.table.id).limit(BATCH))
            for row in rows:
                yield self._record(row)
            if len(rows) < BATCH:
                return
            last = rows[-1][0]

    def get(self, identifier: str) -> T | None:
        """The record with this whole id."""
        found = self._all(self._select(self.table.id == identifier))
        return found[0] if found else None

    def among(self, identifiers: Iterable[str]) -> dict[str, T]:
        """Those of these whole ids that are there, by their ids."""
        wanted = sorted(set(identifiers))
        found: dict[str, T] = {}
        for at in range(0, len(wanted), BATCH):
            query = self._select(self.table.id.in_(wanted[at : at + BATCH]))
            found |= {row[0]: self._record(row) for row in self._engine.rows(query)}
        return found

    def beginning(self, prefix: str, limit: int | None = None) -> list[T]:
        """The records whose id begins so, by id; only the one that has it whole, where there is one.

        Raises StarlError for what cannot begin an id.
        """
        prefix = prefix.strip().lower()
        if not prefix or not prefix.isalnum() or not prefix.isascii():
            raise StarlError(f"'{prefix}' is no id of a {self.noun}; an id is made of letters and digits")
        span = (self.table.id >= prefix) & (self.table.id < prefix + _AFTER_ALL)
        rows = self._engine.rows(self._select(span).order_by(self.table.id).limit(limit))
        return [self._record(row) for row in (rows[:1] if rows and rows[0][0] == prefix else rows)]

    def find(self, prefix: str) -> T:
        """The one record whose id begins so. Raises StarlError where there is none, or more than one."""
        found = self.beginning(prefix, 4)
        prefix = prefix.strip().lower()
        if not found:
            raise StarlError(f"there is no {self.noun} whose id begins with '{prefix}'")
        if len(found) > 1:
            ids = [self._row(record)[0] for record in found]
            some = ", ".join(map(self.short, ids[:3])) + (", ..." if len(ids) > 3 else "")
            raise StarlError(
                f"'{prefix}' is the beginning of more than one {self.noun}: {some}; give more of the id"
            )
        return found[0]

    def short(self, identifier: str, least: int = 4) -> str:
        """The shortest beginning that only this id has, of at least `least` characters."""
        below = self.table.select(fn.MAX(self.table.id)).where(self._mine & (self.table.id < identifier))
        above = self.table.select(fn.MIN(self.table.id)).where(self._mine & (self.table.id > identifier))
        neighbours = [row[0] for query in (below, above) for row in self._engine.rows(query) if row[0]]
        length = max((_common(identifier, other) + 1 for other in neighbours), default=0)
        return identifier[: max(length, least)]

    def count(self) -> int:
        """How many there are, those in the bin among them."""
        return self._number(self.table.select(fn.COUNT(self.table.id)).where(self._mine))

    def _number(self, query: Any) -> int:
        return int(self._engine.rows(query)[0][0])

    def _insert(self, records: Sequence[T]) -> None:
        owner = self._scope.owner
        self._engine.add(self.table, self._columns, [(owner, *self._row(record)) for record in records])

    def _replace(self, record: T) -> None:
        row = storable(self._row(record))
        changed = dict(zip(self._columns[2:], row[1:], strict=True))
        if not self._engine.write(self.table.update(**changed).where(self._mine & (self.table.id == row[0]))):
            raise StarlError(
                f"there is no {self.noun} with the id {row[0]}; it may have been removed meanwhile"
            )

    def _delete(self, ids: Iterable[str]) -> int:
        return self._engine.write(self.table.delete().where(self._mine & self.table.id.in_(list(ids))))

    def _need(self, identifier: str) -> T:
        record = self.get(identifier)
        if record is None:
            raise StarlError(f"there is no {self.noun} with the id {identifier}")
        return record


def _common(one: str, other: str) -> int:
    """How many characters two ids begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
