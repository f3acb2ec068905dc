"""Everything of one owner, removed for good."""

from __future__ import annotations

from starl.store import tables
from starl.store.scope import Scope

_TABLES = (
    tables.DOCUMENTS,
    tables.LABELS,
    tables.REVIEWS,
    tables.CARDS,
    tables.DISMISSALS,
    tables.USES,
    tables.REVISIONS,
    tables.STORIES,
    tables.ENTRIES,
    tables.EXPERIENCES,
    tables.IMPROVEMENTS,
    tables.INTERVIEWS,
    tables.ATTEMPTS,
    tables.SETTINGS,
)
"""All tables; those that point at another come before it."""


def erase(scope: Scope) -> None:
    """Removes all rows of the owner, then what is left of them in the file."""
    with scope.transaction():
        for table in _TABLES:
            scope.engine.write(table.delete().where(table.owner == scope.owner))
    scope.engine.scrub()
