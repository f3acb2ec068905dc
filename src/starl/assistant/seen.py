"""The log of what an assistant was given: which tool, when, which records. Never a word of their text."""

from __future__ import annotations

import datetime as dt
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

FILE = "assistant-log.jsonl"
_MOST_BYTES = 1_000_000
_KEPT = 4_000
"""Lines that stay when the file is that large."""


class What(StrEnum):
    """What came of a call."""

    GIVEN = "given"
    REFUSED = "refused"
    """It was not allowed."""
    WRITTEN = "written"
    """The person agreed."""
    DECLINED = "declined"
    WAITING = "waiting"
    """The person has not been asked yet."""


class Seen(NamedTuple):
    """One call."""

    at: dt.datetime
    tool: str
    what: What
    records: tuple[str, ...]
    """The ids of what was given or written."""


def note(home: Path, seen: Seen) -> None:
    """Adds a call to the log. Raises OSError where it cannot be written: what is not noted must not be given."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        kept = path.read_text(encoding="utf-8").splitlines(keepends=True)[-_KEPT:]
        fresh = home / f"{FILE}.new"
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.writelines(kept)
        fresh.replace(path)
    line = json.dumps([seen.at.isoformat(timespec="seconds"), seen.tool, seen.what, list(seen.records)])
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(f"{line}\n")


def read(home: Path, last: int) -> list[Seen]:
    """The last calls, the newest first. A line that is damaged is left out."""
    try:
        lines = (home / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = (_seen(line) for line in reversed(lines[-last:]))
    return [one for one in found if one is not None]


def _seen(line: str) -> Seen | None:
    try:
        at, tool, what, records = json.loads(line)
        return Seen(dt.datetime.fromisoformat(at), str(tool), What(what), tuple(map(str, records)))
    except (ValueError, TypeError):
        return None
