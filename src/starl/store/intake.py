"""Taking in many records at once, each only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Protocol, TypeVar

from starl.model.journal import Source, Taken
from starl.store.repository import BATCH
from starl.store.scope import Scope


class Sourced(Protocol):
    """A record that may say where it came from."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def source(self) -> Source | None:
        """Where it came from."""


R = TypeVar("R", bound=Sourced)


def take_in(scope: Scope, table: Any, records: Iterable[R], insert: Callable[[Sequence[R]], None]) -> Taken:
    """Inserts the records whose id and source are not there yet, all or none of them."""
    added = known = 0
    pending = iter(records)
    with scope.transaction():
        scope.engine.expect_many()
        while batch := list(islice(pending, BATCH)):
            new = _unknown(scope, table, batch)
            if new:
                insert(new)
            added += len(new)
            known += len(batch) - len(new)
    return Taken(added, known)


def known_keys(scope: Scope, table: Any, kind: str) -> set[str]:
    """The keys of all sources of this kind."""
    rows = scope.engine.rows(
        table.select(table.source_key).where((table.owner == scope.owner) & (table.source_kind == kind))
    )
    return {row[0] for row in rows}


def _unknown(scope: Scope, table: Any, batch: Sequence[R]) -> list[R]:
    mine = table.owner == scope.owner
    ids = [record.id for record in batch]
    seen: set[object] = {
        row[0] for row in scope.engine.rows(table.select(table.id).where(mine & table.id.in_(ids)))
    }
    keys = list({record.source.key for record in batch if record.source})
    if keys:
        query = table.select(table.source_kind, table.source_key).where(mine & table.source_key.in_(keys))
        seen.update(Source(*row) for row in scope.engine.rows(query))
    new: list[R] = []
    for record in batch:
        if record.id in seen or (record.source is not None and record.source in seen):
            continue
        seen.add(record.id)
        if record.source:
            seen.add(record.source)
        new.append(record)
    return new
