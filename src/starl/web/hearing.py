"""Who listens to recordings, and the note that lies beside one on disk until it is heard."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import IO, Protocol

from starlette.requests import HTTPConnection

from starl.model.hearing import ID, Hearing, State, Wish, wish_data, wish_of
from starl.model.take import transcript_data, transcript_of


class Hearer(Protocol):
    """What pages ask of who has recordings heard: `hearings.Hearings` on one's own machine, the account's on a server."""

    def ready(self) -> str:
        """Empty where recordings can be listened to; else why not, and what to do."""

    def add(self, file: IO[bytes], name: str, wish: Wish) -> Hearing:
        """Keeps a recording and has it listened to. Raises StarlError where it cannot be."""

    def get(self, identifier: str) -> Hearing | None:
        """A hearing as it stands now; None where there is none (any more)."""

    def unfinished(self, story: str | None = None) -> list[Hearing]:
        """Those, of one story where its id is given, of which nothing came yet, the oldest first."""

    def again(self, hearing: Hearing) -> Hearing:
        """Has one listened to that was left over, stopped, or not understood. Raises StarlError as `add`."""

    def stop(self, hearing: Hearing) -> None:
        """Stops listening. The recording stays, for another try."""

    def drop(self, hearing: Hearing) -> None:
        """Stops listening, and throws the recording and what was heard away. A take that came of it stays."""


def hearings_of(request: HTTPConnection) -> Hearer:
    """The recordings of whoever asks: on a shared server the account's, else those of the one that is served."""
    found: Hearer = getattr(request.state, "hearings", None) or request.app.state.hearings
    return found


def created(path: Path) -> IO[bytes]:
    """A new file for its owner's eyes only."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb")


def write_note(folder: Path, hearing: Hearing) -> None:
    """Writes what is known of a hearing beside its recording. Raises OSError where that cannot be done."""
    kept = {
        "created": hearing.created.isoformat(),
        "name": hearing.name,
        "ending": hearing.ending,
        "wish": wish_data(hearing.wish),
        "transcript": hearing.transcript and transcript_data(hearing.transcript),
    }
    partial = folder / f".{hearing.id}.partial"
    with created(partial) as file:
        file.write(json.dumps(kept, ensure_ascii=False).encode())
    partial.replace(folder / f"{hearing.id}.json")


def read_note(path: Path) -> Hearing | None:
    """A hearing from its note; None where that was cut off or changed by hand."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        if not re.fullmatch(ID, path.stem) or not re.fullmatch(r"\.[a-z0-9]{1,5}", kept["ending"]):
            return None
        transcript = kept["transcript"] and transcript_of(kept["transcript"])
        return Hearing(
            path.stem,
            dt.datetime.fromisoformat(kept["created"]),
            kept["name"],
            kept["ending"],
            wish_of(kept["wish"]),
            State.DONE if transcript else State.UNHEARD,
            transcript=transcript,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
