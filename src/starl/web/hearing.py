"""A recording that is to be heard, and the note of it that lies beside it."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from starl.model.take import SpokenWord, TakeSource, Transcript

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
    created: dt.datetime
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


def created(path: Path) -> IO[bytes]:
    """A new file for its owner's eyes only."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb")


def write_note(folder: Path, hearing: Hearing) -> None:
    """Writes what is known of a hearing beside its recording. Raises OSError where that cannot be done."""
    kept = {
        "created": hearing.created.isoformat(),
        "name": hearing.name,
        "ending": hearing.ending,
        "wish": asdict(hearing.wish),
        "transcript": hearing.transcript and asdict(hearing.transcript),
    }
    partial = folder / f".{hearing.id}.partial"
    with created(partial) as file:
        file.write(json.dumps(kept, ensure_ascii=False).encode())
    partial.replace(folder / f"{hearing.id}.json")


def read_note(path: Path) -> Hearing | None:
    """A hearing from its note; None where that was cut off or changed by hand."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        wish, heard = kept["wish"], kept["transcript"]
        if not re.fullmatch(ID, path.stem) or not re.fullmatch(r"\.[a-z0-9]{1,5}", kept["ending"]):
            return None
        transcript = heard and Transcript(
            tuple(SpokenWord(*word) for word in heard["words"]),
            heard["seconds"],
            heard["language"],
            heard["engine"],
        )
        return Hearing(
            path.stem,
            dt.datetime.fromisoformat(kept["created"]),
            kept["name"],
            kept["ending"],
            Wish(
                Purpose(wish["purpose"]),
                wish["story"],
                wish["question"],
                wish["keep"],
                TakeSource(wish["source"]),
            ),
            State.DONE if transcript else State.UNHEARD,
            transcript=transcript,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
