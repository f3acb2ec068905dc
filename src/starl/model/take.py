"""One rehearsal of a story: what was said, word by word, and what delivery said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class SpokenWord(NamedTuple):
    """A word as it was heard."""

    text: str
    """As recognised, with punctuation."""
    start: float
    """Seconds since the recording began."""
    end: float
    probability: float = 1.0
    """0..1: how sure the recogniser was."""
    filler: bool = False
    """Whether it is an um, uh, er, hm and the like, whichever pass found it."""
    level: float | None = None
    """How loud it is at its loudest, in decibels, 0 being as loud as a recording can be; None where nobody measured."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser heard in a recording."""

    words: tuple[SpokenWord, ...]
    """In the order of time."""
    seconds: float
    """Of the whole recording."""
    language: str
    """As ISO 639-1 names it, such as `en`."""
    engine: str
    """What heard it, such as `faster-whisper base int8`."""

    @property
    def text(self) -> str:
        """The words joined as prose."""
        return " ".join(text for word in self.words if (text := word.text.strip()))


def transcript_data(transcript: Transcript) -> dict[str, Any]:
    """A transcript as JSON can hold it."""
    return {
        "words": [list(word) for word in transcript.words],
        "seconds": transcript.seconds,
        "language": transcript.language,
        "engine": transcript.engine,
    }


def transcript_of(data: Mapping[str, Any]) -> Transcript:
    """The reverse."""
    words = tuple(SpokenWord(*word) for word in data["words"])
    return Transcript(words, data["seconds"], data["language"], data["engine"])


class TakeSource(StrEnum):
    """How a take came in."""

    TYPED = "typed"
    RECORDED = "recorded"
    FILE = "file"
    """A recording that was made elsewhere."""


@dataclass(frozen=True, slots=True)
class Take:
    """One rehearsal."""

    id: str
    created: datetime
    story: str | None
    """The id of the story; None where none was chosen."""
    question: str | None
    """The id of the question that it answered."""
    source: TakeSource
    text: str
    """What was typed, or what was heard as prose."""
    seconds: float | None
    """How long it took; None where nobody measured."""
    words: tuple[SpokenWord, ...]
    """Empty for a typed one."""
    engine: str
    """What heard it; empty for a typed one."""
    audio: str | None
    """The name of the recording in the folder `takes` of the home; None where it was not kept."""
    metrics: dict[str, Any] | None
    """What delivery said then, as JSON can hold it."""
    note: str = ""
