"""The settings of a journal: named values."""

from __future__ import annotations

import json
from typing import Any

from starl.store.scope import Scope
from starl.store.tables import COLUMNS, SETTINGS


class Settings:
    """Values that JSON can hold, by name."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._engine = scope.engine

    @property
    def _mine(self) -> Any:
        return SETTINGS.owner == self._scope.owner

    def get(self, name: str, default: Any = None) -> Any:
        """The value of this name, or the default."""
        rows = self._engine.rows(SETTINGS.select(SETTINGS.value).where(self._mine & (SETTINGS.name == name)))
        return json.loads(rows[0][0]) if rows else default

    def set(self, name: str, value: Any) -> None:
        """Keeps a value. Raises TypeError for one that JSON cannot hold."""
        text = json.dumps(value)
        with self._scope.transaction():
            self.remove(name)
            self._engine.add(SETTINGS, COLUMNS["settings"], [(self._scope.owner, name, text)])

    def remove(self, name: str) -> None:
        """Forgets a value, if it is there."""
        self._engine.write(SETTINGS.delete().where(self._mine & (SETTINGS.name == name)))

    def all(self) -> dict[str, Any]:
        """All values, by name."""
        rows = self._engine.rows(
            SETTINGS.select(SETTINGS.name, SETTINGS.value).where(self._mine).order_by(SETTINGS.name)
        )
        return {name: json.loads(text) for name, text in rows}
