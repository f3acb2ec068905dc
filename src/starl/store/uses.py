"""The stories told in real interviews."""

from __future__ import annotations

import datetime as dt

from peewee import fn

from starl.model.interview import Use, Went
from starl.store.repository import Repository
from starl.store.tables import USES
from starl.store.values import Row, moment, utc


class Uses(Repository[Use]):
    """Which story was told where, and how it went. They go with their story when that is purged."""

    table = USES
    noun = "use"

    def add(self, use: Use) -> Use:
        """Keeps a new use. Raises StarlError where its id is there already, or its story is not."""
        with self._scope.transaction():
            self._insert([use])
        return use

    def update(self, use: Use) -> Use:
        """Puts the use in place of the one with its id."""
        with self._scope.transaction():
            self._replace(use)
        return use

    def remove(self, identifier: str) -> None:
        """Removes a use for good."""
        with self._scope.transaction():
            self._need(identifier)
            self._delete([identifier])

    def select(
        self,
        *,
        story: str | None = None,
        interview: str | None = None,
        question: str | None = None,
        limit: int | None = None,
    ) -> list[Use]:
        """The uses, of one story, interview or question where its id is given, the newest day first."""
        query = self._select()
        if story is not None:
            query = query.where(USES.story == story)
        if interview is not None:
            query = query.where(USES.interview == interview)
        if question is not None:
            query = query.where(USES.question == question)
        return self._all(query.order_by(USES.date.desc(), USES.id.desc()), limit)

    def count_by_story(self) -> dict[str, int]:
        """How often each story was told, by its id; stories never told are left out."""
        query = USES.select(USES.story, fn.COUNT(USES.id)).where(self._mine).group_by(USES.story)
        return dict(self._engine.rows(query))

    def _row(self, record: Use) -> Row:
        return (
            record.id,
            utc(record.created),
            record.story,
            record.date.isoformat(),
            record.question,
            record.company,
            record.interview,
            record.note,
            record.went and record.went.value,
        )

    def _record(self, row: Row) -> Use:
        return Use(
            id=row[0],
            created=moment(row[1]),
            story=row[2],
            date=dt.date.fromisoformat(row[3]),
            question=row[4],
            company=row[5],
            interview=row[6],
            note=row[7],
            went=None if row[8] is None else Went(row[8]),
        )
