"""A recording that is to be heard, and what was asked for with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from starl.model.take import TakeSource, Transcript

ID = "^[0-9a-f]{32}$"


class Purpose(StrEnum):
    """What becomes of what is heard."""

    TAKE = "take"
    """A take of a story is kept."""
    TEXT = "text"
    """Whoever asked fetches the words and throws the hearing away."""


class State(StrEnum):
    """How far a hearing is."""

    UNHEARD = "unheard"
    """It was left over when the server ended; the person says whether to listen."""
    WAITING = "waiting"
    LISTENING = "listening"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for with a recording."""

    purpose: Purpose = Purpose.TAKE
    story: str | None = None
    """The id of the story that is told."""
    question: str | None = None
    keep: bool = False
    """Whether the recording stays with the take."""
    source: TakeSource = TakeSource.RECORDED


@dataclass(frozen=True, slots=True)
class Hearing:
    """A recording that is, or was, to be heard."""

    id: str
    created: datetime
    name: str
    """Of the file, as the person knows it."""
    ending: str
    wish: Wish
    state: State = State.UNHEARD
    ahead: int = 0
    """How many are listened to before it."""
    share: float = 0.0
    """How much was heard, 0..1."""
    said: str = ""
    """Why it failed."""
    transcript: Transcript | None = None
    """Of one for its text, where it is done."""
    take: str | None = None
    """The id of the take that came of it."""

    @property
    def busy(self) -> bool:
        """Whether something is still to come of it by itself."""
        return self.state in (State.WAITING, State.LISTENING)


def wish_data(wish: Wish) -> dict[str, Any]:
    """A wish as JSON can hold it."""
    return asdict(wish)


def wish_of(data: Mapping[str, Any]) -> Wish:
    """The reverse. Raises KeyError or ValueError for what is none."""
    return Wish(
        Purpose(data["purpose"]), data["story"], data["question"], data["keep"], TakeSource(data["source"])
    )
