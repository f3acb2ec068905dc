"""The mock interviews of a journal."""

from __future__ import annotations

import json
from dataclasses import replace

from starl.model.mock_record import MockRecord
from starl.store.repository import Repository
from starl.store.tables import MOCKS
from starl.store.values import Row, maybe_moment, maybe_utc, moment, utc


class Mocks(Repository[MockRecord]):
    """Mock interviews, running and over."""

    table = MOCKS
    noun = "mock interview"

    def add(self, mock: MockRecord) -> MockRecord:
        """Keeps a new one. Raises StarlError where its id is there already, TypeError where its state is no JSON."""
        with self._scope.transaction():
            self._insert([mock])
        return mock

    def update(self, mock: MockRecord) -> MockRecord:
        """Puts the mock interview in place of the one with its id; `updated` becomes now."""
        mock = replace(mock, updated=self._scope.clock())
        with self._scope.transaction():
            self._replace(mock)
        return mock

    def remove(self, identifier: str) -> None:
        """Removes a mock interview for good."""
        with self._scope.transaction():
            self._need(identifier)
            self._delete([identifier])

    def select(self, *, finished: bool | None = None, limit: int | None = None) -> list[MockRecord]:
        """The mock interviews, those that are over or still run where that is given, the newest first."""
        query = self._select()
        if finished is not None:
            query = query.where(MOCKS.finished.is_null(not finished))
        return self._all(query.order_by(MOCKS.id.desc()), limit)

    def _row(self, record: MockRecord) -> Row:
        return (
            record.id,
            utc(record.created),
            utc(record.updated),
            json.dumps(record.state, ensure_ascii=False),
            maybe_utc(record.finished),
        )

    def _record(self, row: Row) -> MockRecord:
        return MockRecord(
            id=row[0],
            created=moment(row[1]),
            updated=moment(row[2]),
            state=json.loads(row[3]),
            finished=maybe_moment(row[4]),
        )
