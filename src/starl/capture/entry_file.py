"""An entry as a file for the editor: `key: value` lines between two lines of dashes, then the text.

A value is taken as it stands, to the end of its line, so that prose needs no quotes; lines that belong to it are
indented by two spaces.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from starl.capture.tags import joined, tags_in
from starl.errors import StarlError
from starl.model.journal import Entry
from starl.text.dates import day, when

KEYS = ("date", "time", "tags", "project", "mood", "mistake", "lesson", "cause", "attachments", "applied")
_PROSE = ("project", "mood", "mistake", "lesson", "cause")
_RULE = "---"
_INDENT = "  "
_LINE = re.compile(r"([a-z]+):[ \t]?(.*)")


def write(entry: Entry) -> str:
    """The file of an entry. `read` makes the same entry of it."""
    lines = [_RULE, *(_written(key, value) for key, value in values(entry).items()), _RULE]
    return "\n".join(lines) + f"\n\n{entry.text}\n"


def read(text: str, entry: Entry, now: dt.datetime) -> Entry:
    """The entry with what the file says. A key that is not there stays as it was; one without a value is emptied.

    Tags that were written into the text since are added. `now` is what "yesterday" is seen from.

    Raises StarlError, with the line, for what cannot be read.
    """
    given, body = _parts(text)
    before = values(entry)
    changed: dict[str, Any] = {}
    for key, (number, value) in given.items():
        if value.strip() != before[key].strip():
            try:
                changed |= _changed(key, value, now)
            except StarlError as error:
                raise StarlError(f"line {number}: {error}") from None
    return _rewritten(entry, body, changed)


def rewritten(entry: Entry, body: str, given: Mapping[str, str], now: dt.datetime) -> Entry:
    """The entry with another text and these values by their keys, each written as in the file.

    Raises StarlError for a value that cannot be read.
    """
    before = values(entry)
    changed: dict[str, Any] = {}
    for key, value in given.items():
        if value.strip() != before[key].strip():
            changed |= _changed(key, value, now)
    return _rewritten(entry, body, changed)


def _rewritten(entry: Entry, body: str, changed: dict[str, Any]) -> Entry:
    changed["text"] = body if body or entry.text.strip() else entry.text
    new = tags_in(body)
    known = {tag.casefold() for tag in tags_in(entry.text)}
    added = [tag for tag in new if tag.casefold() not in known]
    if added:
        changed["tags"] = joined(changed.get("tags", entry.tags), added)
    return replace(entry, **changed)


def says_something(entry: Entry) -> bool:
    """Whether an entry tells anything: a text, a mistake, a lesson or a cause."""
    return any(part and part.strip() for part in (entry.text, entry.mistake, entry.lesson, entry.cause))


def values(entry: Entry) -> dict[str, str]:
    """The values of all keys as they are written."""
    prose = {key: getattr(entry, key) or "" for key in _PROSE}
    return {
        "date": entry.date.isoformat(),
        "time": "" if entry.at is None else _clock(entry.at),
        "tags": ", ".join(entry.tags),
        **prose,
        "attachments": "\n".join(entry.attachments),
        "applied": "" if entry.applied is None else entry.applied.isoformat(),
    }


def _clock(at: dt.time) -> str:
    return at.isoformat() if at.second or at.microsecond else at.isoformat("minutes")


def _written(key: str, value: str) -> str:
    first, *rest = value.split("\n")
    return "\n".join([f"{key}: {first}" if first else f"{key}:", *(_INDENT + line for line in rest)])


def _parts(text: str) -> tuple[dict[str, tuple[int, str]], str]:
    """The values with their line numbers, and the text. A file without the dashes is all text."""
    text = text.removeprefix("\ufeff")
    if text.startswith(f"{_RULE}\r\n"):
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    if lines[0].rstrip() != _RULE:
        return {}, _body(text)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _RULE), None)
    if end is None:
        raise StarlError(
            f"line 1: the second line of dashes is missing; put {_RULE} below the last `key: value`"
        )
    return _given(lines[1:end]), _body("\n".join(lines[end + 1 :]).removeprefix("\n"))


def _body(text: str) -> str:
    """The text without the line break at its end, which editors add; nothing at all where it is blank."""
    return text.removesuffix("\n") if text.strip() else ""


def _given(lines: Iterable[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, list[str]]] = {}
    key = ""
    for number, line in enumerate(lines, 2):
        match = _LINE.fullmatch(line)
        if match:
            key = match[1]
            _known(key, number)
            if key in found:
                raise StarlError(f"line {number}: '{key}' is there twice; join the two")
            found[key] = (number, [match[2]])
        elif key and (line.startswith((_INDENT, "\t")) or not line.strip()):
            found[key][1].append(line[1:] if line.startswith("\t") else line[2:])
        elif line.strip():
            raise StarlError(
                f"line {number}: '{line[:40]}' is no `key: value`; indent it by two spaces if it belongs to the line above"
            )
    return {name: (number, "\n".join(value)) for name, (number, value) in found.items()}


def _known(key: str, number: int) -> None:
    if key not in KEYS:
        near = get_close_matches(key, KEYS, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(KEYS)}."
        raise StarlError(
            f"line {number}: there is no '{key}'; {hint} Indent the line by two spaces if it belongs to the one above"
        )


def _changed(key: str, value: str, now: dt.datetime) -> dict[str, Any]:
    """The fields that a new value of a key sets."""
    value = value.strip()
    if key == "date":
        if not value:
            raise StarlError("an entry needs a date")
        found = when(value, now)
        return {"date": found.date} | ({"at": found.at} if found.at else {})
    if key == "time":
        return {"at": _time(value) if value else None}
    if key == "tags":
        return {"tags": joined(value.removeprefix("[").removesuffix("]").replace("\n", ",").split(","))}
    if key == "attachments":
        return {"attachments": tuple(line.strip() for line in value.split("\n") if line.strip())}
    if key == "applied":
        return {"applied": day(value, now) if value else None}
    return {key: value or None}


def _time(value: str) -> dt.time:
    try:
        found = dt.time.fromisoformat(value if value[1:2] != ":" else "0" + value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise StarlError(f"the time '{value}' is not read; write it as 15:30")
    return found
