"""Whose records are meant, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starl.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Scope:
    """What every repository of one owner is given."""

    engine: Engine
    owner: str
    clock: Callable[[], datetime]
