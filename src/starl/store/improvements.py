"""The improvements of a journal: what was to be done differently, and whether it held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from starl.model.journal import Improvement, Outcome
from starl.model.search import RecordKind
from starl.store.documents import Document, Documents
from starl.store.repository import Repository
from starl.store.scope import Scope
from starl.store.tables import IMPROVEMENTS
from starl.store.values import Row, maybe_day, moment, utc

_KIND = RecordKind.IMPROVEMENT


class Improvements(Repository[Improvement]):
    """Weakness, learning and change, with a day on which to look again."""

    table = IMPROVEMENTS
    noun = "improvement"

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._documents = Documents(scope)

    def add(self, improvement: Improvement) -> Improvement:
        """Keeps a new improvement. Raises StarlError where its id is there already."""
        with self._scope.transaction():
            self._insert([improvement])
            self._documents.add([_document(improvement)])
        return improvement

    def update(self, improvement: Improvement) -> Improvement:
        """Puts the improvement in place of the one with its id; `updated` becomes now."""
        improvement = replace(improvement, updated=self._scope.clock())
        with self._scope.transaction():
            self._replace(improvement)
            self._documents.remove(_KIND, [improvement.id])
            self._documents.add([_document(improvement)])
        return improvement

    def remove(self, identifier: str) -> None:
        """Removes an improvement for good."""
        with self._scope.transaction():
            self._need(identifier)
            self._documents.remove(_KIND, [identifier])
            self._delete([identifier])

    def select(
        self, *, entry: str | None = None, story: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Improvement]:
        """The improvements, of one entry or story where its id is given, the newest first."""
        query = self._select()
        if entry is not None:
            query = query.where(IMPROVEMENTS.entry == entry)
        if story is not None:
            query = query.where(IMPROVEMENTS.story == story)
        return self._all(query.order_by(IMPROVEMENTS.id.desc()), limit, offset)

    def due(self, day: dt.date) -> list[Improvement]:
        """Those to be looked at on this day or before, the longest due first."""
        query = self._select(IMPROVEMENTS.due <= day.isoformat())
        return self._all(query.order_by(IMPROVEMENTS.due, IMPROVEMENTS.id))

    def _row(self, record: Improvement) -> Row:
        return (
            record.id,
            utc(record.created),
            utc(record.updated),
            record.weakness,
            record.learning,
            record.change,
            record.due and record.due.isoformat(),
            record.outcome and record.outcome.value,
            record.checked and record.checked.isoformat(),
            record.note,
            record.entry,
            record.story,
        )

    def _record(self, row: Row) -> Improvement:
        return Improvement(
            id=row[0],
            created=moment(row[1]),
            updated=moment(row[2]),
            weakness=row[3],
            learning=row[4],
            change=row[5],
            due=maybe_day(row[6]),
            outcome=None if row[7] is None else Outcome(row[7]),
            checked=maybe_day(row[8]),
            note=row[9],
            entry=row[10],
            story=row[11],
        )


def _document(item: Improvement) -> Document:
    parts = (item.weakness, item.learning, item.change, item.note)
    return Document(_KIND, item.id, item.created.date(), "", "\n".join(filter(None, parts)))
