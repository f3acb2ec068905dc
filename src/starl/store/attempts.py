"""The attempts at exercises."""

from __future__ import annotations

import json

from peewee import fn

from starl.model.attempt import Attempt, Exercise
from starl.store.repository import Repository
from starl.store.tables import ATTEMPTS
from starl.store.values import Row, moment, utc


class Attempts(Repository[Attempt]):
    """What a person did in exercises. Those at a story go with it when it is purged."""

    table = ATTEMPTS
    noun = "attempt"

    def add(self, attempt: Attempt) -> Attempt:
        """Keeps a new attempt. Raises StarlError where its id is there already, TypeError where the verdict is no JSON."""
        with self._scope.transaction():
            self._insert([attempt])
        return attempt

    def update(self, attempt: Attempt) -> Attempt:
        """Puts the attempt in place of the one with its id."""
        with self._scope.transaction():
            self._replace(attempt)
        return attempt

    def remove(self, identifier: str) -> None:
        """Removes an attempt for good."""
        with self._scope.transaction():
            self._need(identifier)
            self._delete([identifier])

    def select(
        self, *, kind: Exercise | None = None, item: str | None = None, limit: int | None = None
    ) -> list[Attempt]:
        """The attempts, at one exercise or item where it is given, the newest first."""
        query = self._select()
        if kind is not None:
            query = query.where(ATTEMPTS.kind == kind.value)
        if item is not None:
            query = query.where(ATTEMPTS.item == item)
        return self._all(query.order_by(ATTEMPTS.id.desc()), limit)

    def counts(self) -> dict[tuple[Exercise, str], int]:
        """How many attempts there are at each item of each exercise."""
        query = ATTEMPTS.select(ATTEMPTS.kind, ATTEMPTS.item, fn.COUNT(ATTEMPTS.id)).where(self._mine)
        rows = self._engine.rows(query.group_by(ATTEMPTS.kind, ATTEMPTS.item))
        return {(Exercise(kind), item): number for kind, item, number in rows}

    def _row(self, record: Attempt) -> Row:
        return (
            record.id,
            utc(record.created),
            record.kind.value,
            record.item,
            record.text,
            record.seconds,
            None if record.verdict is None else json.dumps(record.verdict, ensure_ascii=False),
        )

    def _record(self, row: Row) -> Attempt:
        return Attempt(
            id=row[0],
            created=moment(row[1]),
            kind=Exercise(row[2]),
            item=row[3],
            text=row[4],
            seconds=row[5],
            verdict=None if row[6] is None else json.loads(row[6]),
        )
