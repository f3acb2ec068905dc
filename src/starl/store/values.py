"""Values as they are stored: times as UTC text that sorts, lists as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from starl.errors import StarlError
from starl.model.journal import Source

Row = tuple[Any, ...]
_LIST = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def utc(moment: dt.datetime) -> str:
    """A moment as text, to the microsecond. Raises ValueError for one without a time zone.

    >>> utc(dt.datetime(2025, 3, 14, 9, 26, tzinfo=dt.UTC))
    '2025-03-14T09:26:00.000000Z'
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment(text: str) -> dt.datetime:
    """The moment that `utc` wrote."""
    return dt.datetime.fromisoformat(text)


def maybe_utc(value: dt.datetime | None) -> str | None:
    """`utc`, or None."""
    return None if value is None else utc(value)


def maybe_moment(text: str | None) -> dt.datetime | None:
    """`moment`, or None."""
    return None if text is None else moment(text)


def maybe_day(text: str | None) -> dt.date | None:
    """A day, or None."""
    return None if text is None else dt.date.fromisoformat(text)


def packed(values: Iterable[str]) -> str:
    """Strings as a JSON list."""
    return _LIST.encode(list(values))


def unpacked(text: str) -> tuple[str, ...]:
    """The strings that `packed` wrote."""
    return () if text == "[]" else tuple(json.loads(text))


def source(kind: str | None, key: str | None) -> Source | None:
    """A source from its two columns."""
    return None if kind is None or key is None else Source(kind, key)


def storable(row: Row) -> Row:
    """The row itself. Raises StarlError for a NUL character, which no database of ours keeps."""
    for value in row:
        if type(value) is str and "\0" in value:
            around = value[max(0, value.index("\0") - 20) : value.index("\0")]
            raise StarlError(f"the text has a NUL character after '{around}'; remove it and save again")
    return row
