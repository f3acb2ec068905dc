"""Whether the records are still those of a moment ago, asked in a few milliseconds."""

from __future__ import annotations

from peewee import fn

from starl.store import tables
from starl.store.scope import Scope
from starl.store.values import Row

_CHANGES = (
    (tables.ENTRIES, "updated"),
    (tables.STORIES, "updated"),
    (tables.IMPROVEMENTS, "updated"),
    (tables.REVIEWS, "reviewed"),
)
"""Tables with the column that every change moves on."""


def state(scope: Scope) -> tuple[Row, ...]:
    """How many records of each table there are, when the last one changed, and which are the first and the last."""
    return tuple(
        scope.engine.rows(
            table.select(
                fn.COUNT(table.id), fn.MAX(getattr(table, column)), fn.MIN(table.id), fn.MAX(table.id)
            ).where(table.owner == scope.owner)
        )[0]
        for table, column in _CHANGES
    )
