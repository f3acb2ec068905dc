"""The interviews of a journal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from starl.model.interview import Interview
from starl.store.links import let_go
from starl.store.repository import Repository
from starl.store.tables import INTERVIEWS
from starl.store.values import Row, moment, utc


class Interviews(Repository[Interview]):
    """Interviews, planned and past."""

    table = INTERVIEWS
    noun = "interview"

    def add(self, interview: Interview) -> Interview:
        """Keeps a new interview. Raises StarlError where its id is there already."""
        with self._scope.transaction():
            self._insert([interview])
        return interview

    def update(self, interview: Interview) -> Interview:
        """Puts the interview in place of the one with its id; `updated` becomes now."""
        interview = replace(interview, updated=self._scope.clock())
        with self._scope.transaction():
            self._replace(interview)
        return interview

    def remove(self, identifier: str) -> None:
        """Removes an interview for good; the stories told in it keep their record, without it."""
        with self._scope.transaction():
            self._need(identifier)
            let_go(self._scope, "interview", [identifier])
            self._delete([identifier])

    def select(self, since: dt.date | None = None, until: dt.date | None = None) -> list[Interview]:
        """The interviews of these days, both included, the earliest first."""
        query = self._select()
        if since is not None:
            query = query.where(INTERVIEWS.date >= since.isoformat())
        if until is not None:
            query = query.where(INTERVIEWS.date <= until.isoformat())
        return self._all(query.order_by(INTERVIEWS.date, INTERVIEWS.id))

    def _row(self, record: Interview) -> Row:
        return (
            record.id,
            utc(record.created),
            utc(record.updated),
            record.date.isoformat(),
            record.company,
            record.role,
            record.note,
        )

    def _record(self, row: Row) -> Interview:
        return Interview(
            id=row[0],
            created=moment(row[1]),
            updated=moment(row[2]),
            date=dt.date.fromisoformat(row[3]),
            company=row[4],
            role=row[5],
            note=row[6],
        )
