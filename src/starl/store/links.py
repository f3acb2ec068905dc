"""What points at a record, let go when the record is purged."""

from __future__ import annotations

from collections.abc import Sequence

from starl.model.practice import CardKind
from starl.store.scope import Scope
from starl.store.tables import ATTEMPTS, CARDS, EXPERIENCES, IMPROVEMENTS, STORIES, USES

_POINTING = {
    "entry": (STORIES, EXPERIENCES, IMPROVEMENTS),
    "story": (EXPERIENCES, IMPROVEMENTS),
    "experience": (STORIES,),
    "interview": (USES,),
}


def let_go(scope: Scope, column: str, ids: Sequence[str]) -> None:
    """Empties `column` (`entry`, `story`, `experience` or `interview`) wherever it holds one of these ids."""
    for table in _POINTING[column]:
        pointer = getattr(table, column)
        scope.engine.write(
            table.update({pointer: None}).where((table.owner == scope.owner) & pointer.in_(list(ids)))
        )


def forget_cards(scope: Scope, kind: CardKind, items: Sequence[str]) -> None:
    """Removes the cards of these items, and their reviews."""
    scope.engine.write(
        CARDS.delete().where(
            (CARDS.owner == scope.owner) & (CARDS.kind == kind.value) & CARDS.item.in_(list(items))
        )
    )


def forget_attempts(scope: Scope, items: Sequence[str]) -> None:
    """Removes the attempts at these items."""
    scope.engine.write(
        ATTEMPTS.delete().where((ATTEMPTS.owner == scope.owner) & ATTEMPTS.item.in_(list(items)))
    )
