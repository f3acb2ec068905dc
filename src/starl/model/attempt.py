"""What a person did in an exercise."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Exercise(StrEnum):
    """The specification's three exercises."""

    STORY_DEVELOPMENT = "story_development"
    REFRAMING = "reframing"
    PEER_REVIEW = "peer_review"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at an exercise."""

    id: str
    created: dt.datetime
    kind: Exercise
    item: str
    """The id of the story, of the scenario, or of the sample that was reviewed."""
    text: str
    """What the person wrote."""
    seconds: int | None = None
    """How long it took; None where nobody measured."""
    verdict: dict[str, Any] | None = None
    """What the exercise answered, as JSON can hold it; None where it has not answered."""
