"""What was asked for last, so that it can be found again."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import os
import re
from pathlib import Path

from starl.errors import StarlError
from starl.inventory.person import Person
from starl.inventory.scan import Request

FOLDER = "inventory"
"""The folder of the caches and of the last request, in the journal's folder."""
_LAST = "last.json"


def remember(request: Request, folder: Path) -> None:
    """Notes what was asked for, not what was found."""
    data = {
        "paths": [str(path.absolute()) for path in request.paths],
        "authors": request.person.names,
        "everyone": request.person.everyone,
        "since": request.since and request.since.isoformat(),
        "until": request.until and request.until.isoformat(),
    }
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder / f"{_LAST}.{os.getpid()}"
    fresh.write_text(json.dumps(data), encoding="utf-8")
    fresh.replace(folder / _LAST)


def remembered(folder: Path) -> Request | None:
    """What was asked for last; None where there is nothing that can be read."""
    try:
        data = json.loads((folder / _LAST).read_text(encoding="utf-8"))
        return Request(
            tuple(Path(item) for item in data["paths"]),
            Person(tuple(data["authors"]), data["everyone"]),
            dt.date.fromisoformat(data["since"]) if data["since"] else None,
            dt.date.fromisoformat(data["until"]) if data["until"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def bound(text: str, *, last: bool) -> dt.date:
    """A day; of a year or a month its first one, or its last. Raises StarlError for what is none.

    >>> bound("2024-02", last=True)
    datetime.date(2024, 2, 29)
    """
    try:
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", text, re.ASCII):
            year, month = int(match[1]), int(match[2] or (12 if last else 1))
            return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise StarlError(f"'{text}' is no day; write it as 2025-03-14, 2025-03 or 2025") from None
