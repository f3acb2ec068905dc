"""A mock interview as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class MockRecord:
    """A mock interview, running or over."""

    id: str
    created: datetime
    updated: datetime
    state: dict[str, Any]
    """All that it takes to go on with it, as JSON can hold it; the interviewer alone reads it."""
    finished: datetime | None = None
    """When it ended; None while it can be gone on with."""
