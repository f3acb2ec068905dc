"""Whether what a portfolio is made of is still as it was."""

from __future__ import annotations

from typing import Any, NamedTuple

from peewee import fn

from starl.model.practice import CardKind
from starl.store.scope import Scope
from starl.store.tables import CARDS, ENTRIES, EXPERIENCES, STORIES, USES
from starl.store.values import Row


class Stamp(NamedTuple):
    """Equal for equal records, at the cost of five short queries."""

    stories: tuple[Row, ...]
    """Id, moment of the last save and revision of each outside of the bin."""
    bin: Row
    entries: Row
    """How many, and when one was last saved. The same for the others."""
    experiences: Row
    uses: Row
    cards: Row
    """Those of stories, by their last review."""


def stamp(scope: Scope) -> Stamp:
    """The stamp of an owner's journal as it is now."""

    def state(table: Any, newest: Any, *conditions: Any) -> Row:
        query = table.select(fn.COUNT(table.id), fn.MAX(newest)).where(table.owner == scope.owner)
        for condition in conditions:
            query = query.where(condition)
        row: Row = scope.engine.rows(query)[0]
        return tuple(row)

    stories = STORIES.select(STORIES.id, STORIES.updated, STORIES.revision).where(
        (STORIES.owner == scope.owner) & STORIES.binned.is_null()
    )
    return Stamp(
        stories=tuple(map(tuple, scope.engine.rows(stories.order_by(STORIES.id)))),
        bin=state(STORIES, STORIES.updated, STORIES.binned.is_null(False)),
        entries=state(ENTRIES, ENTRIES.updated),
        experiences=state(EXPERIENCES, EXPERIENCES.updated),
        uses=state(USES, USES.id),
        cards=state(CARDS, CARDS.last_review, CARDS.kind == CardKind.STORY.value),
    )
