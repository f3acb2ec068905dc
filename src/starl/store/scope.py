"""Whose records are meant, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from starl.store.engine import Engine

OWNER = "me"
"""Whose journal it is where nobody says whose."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What every repository of one owner is given."""

    engine: Engine
    owner: str
    clock: Callable[[], datetime]

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is written inside, and no other writer of this owner meanwhile; may be nested."""
        return self.engine.transaction(self.owner)
