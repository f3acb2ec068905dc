"""The findings of the coach that a person set aside."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from peewee import fn

from starl.errors import StarlError
from starl.model.dismissal import Dismissal
from starl.store.scope import Scope
from starl.store.tables import COLUMNS, DISMISSALS
from starl.store.values import Row, moment, utc


class Dismissals:
    """One for each story, rule and evidence. They go with their story when that is purged."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._engine = scope.engine

    def add(self, dismissal: Dismissal) -> Dismissal:
        """Keeps a dismissal, in place of an earlier one of the same words. Raises StarlError where its story is not there."""
        with self._scope.transaction():
            self.remove(dismissal.story, dismissal.code, dismissal.evidence)
            self._engine.add(DISMISSALS, COLUMNS["dismissals"], [self._row(dismissal)])
        return dismissal

    def get(self, story: str, code: str, evidence: str) -> Dismissal | None:
        """The dismissal of these words for this rule."""
        rows = self._engine.rows(self._select().where(_is(story, code, evidence)))
        return _dismissal(rows[0]) if rows else None

    def remove(self, story: str, code: str, evidence: str) -> None:
        """Lets the coach speak of it again, if it was set aside."""
        with self._scope.transaction():
            self._engine.write(DISMISSALS.delete().where(self._mine & _is(story, code, evidence)))

    def select(self, story: str | None = None) -> list[Dismissal]:
        """The dismissals, of one story where its id is given, the oldest first."""
        query = self._select() if story is None else self._select().where(DISMISSALS.story == story)
        order = (DISMISSALS.created, DISMISSALS.story, DISMISSALS.code, DISMISSALS.digest)
        return [_dismissal(row) for row in self._engine.rows(query.order_by(*order))]

    def holding(self, story: str, text: str) -> list[Dismissal]:
        """The dismissals of a story whose words stand in this text."""
        return [item for item in self.select(story) if item.evidence in text]

    def count(self) -> int:
        """How many there are."""
        return int(self._engine.rows(DISMISSALS.select(fn.COUNT(DISMISSALS.code)).where(self._mine))[0][0])

    @property
    def _mine(self) -> Any:
        return DISMISSALS.owner == self._scope.owner

    def _select(self) -> Any:
        columns = [getattr(DISMISSALS, name) for name in COLUMNS["dismissals"][1:-1]]
        return DISMISSALS.select(*columns).where(self._mine)

    def _row(self, record: Dismissal) -> Row:
        return (
            self._scope.owner,
            record.story,
            record.code,
            record.evidence,
            record.reason,
            utc(record.created),
            _digest(record.evidence),
        )


def _is(story: str, code: str, evidence: str) -> Any:
    return (DISMISSALS.story == story) & (DISMISSALS.code == code) & (DISMISSALS.digest == _digest(evidence))


def _digest(evidence: str) -> str:
    try:
        return sha256(evidence.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise StarlError(
            "the words set aside have half of a surrogate pair, which is no character; remove it and save again"
        ) from None


def _dismissal(row: Row) -> Dismissal:
    story, code, evidence, reason, created = row
    return Dismissal(story, code, evidence, reason, moment(created))
