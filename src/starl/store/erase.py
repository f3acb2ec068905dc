"""Everything of one owner, removed for good."""

from __future__ import annotations

from starl.store import tables
from starl.store.recordings import Recordings
from starl.store.scope import Scope

_TABLES = (
    tables.DOCUMENTS,
    tables.LABELS,
    tables.REVIEWS,
    tables.CARDS,
    tables.DISMISSALS,
    tables.SHARE_VISITS,
    tables.SHARE_LINKS,
    tables.FEEDBACK,
    tables.SHARES,
    tables.USES,
    tables.REVISIONS,
    tables.STORIES,
    tables.ENTRIES,
    tables.EXPERIENCES,
    tables.IMPROVEMENTS,
    tables.INTERVIEWS,
    tables.ATTEMPTS,
    tables.TAKES,
    tables.MOCKS,
    tables.SETTINGS,
)
"""All tables; those that point at another come before it."""


def erase(scope: Scope) -> None:
    """Removes all rows of the owner and the recordings of the takes, then what is left of the words in the file."""
    takes = tables.TAKES
    with scope.transaction():
        named = takes.select(takes.audio).where((takes.owner == scope.owner) & takes.audio.is_null(False))
        Recordings(scope).drop(name for (name,) in scope.engine.rows(named))
        for table in _TABLES:
            scope.engine.write(table.delete().where(table.owner == scope.owner))
    scope.engine.scrub()
