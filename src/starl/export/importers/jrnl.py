"""jrnl: its journal as a text file, and what `jrnl --export json` writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from starl.export.importers.dates import DateReader, Day, looks_like_date
from starl.export.importers.draft import Draft, Found, key_of, tags_in, tags_of
from starl.export.remark import Remark

KIND = "jrnl"
_SHORTEST = 7
"""Shorter brackets at the beginning of a line are footnotes."""


def parse_text(lines: Iterable[str], path: str, dates: DateReader) -> Iterator[Found]:
    """The entries of a journal's text. One begins at a line that begins with a date in brackets."""
    begun: tuple[int, Day] | None = None
    said: list[str] = []
    for number, line in enumerate(lines, 1):
        header = _header(line, dates) if line.startswith("[") else None
        if header:
            if begun:
                yield _draft(path, *begun, said)
            begun, said = (number, header[0]), [header[1]]
            continue
        if begun:
            said.append(line)
            if line.startswith("[") and looks_like_date(line[1:].partition("]")[0]):
                why = "looks like the beginning of an entry, but that day or time never was; kept as text of the entry above"
                yield Remark(path, number, why, fault=False)
        elif line.strip():
            yield Remark(
                path, number, "stands before the first line with a date in brackets, and was left out"
            )
    if begun:
        yield _draft(path, *begun, said)


def header_dates(lines: Iterable[str]) -> Iterator[str]:
    """What is in brackets at the beginning of lines."""
    return (line[1:].partition("]")[0] for line in lines if line.startswith("["))


def _header(line: str, dates: DateReader) -> tuple[Day, str] | None:
    inside, bracket, rest = line[1:].partition("]")
    if not bracket or len(inside) < _SHORTEST:
        return None
    day = dates.read(inside)
    return None if day is None else (day, rest)


def _draft(path: str, line: int, day: Day, said: list[str]) -> Found:
    title = said[0].strip()
    starred = title.endswith("*")
    text = "\n".join((title.strip("* ") if starred else title, *(row.rstrip("\r\n") for row in said[1:])))
    return _made(path, line, day, text, tags_in(text, "@#"), starred)


def parse_item(item: Any, path: str, line: int, dates: DateReader) -> Found:
    """One entry of the JSON export."""
    if not isinstance(item, dict):
        return Remark(path, line, "is no entry of jrnl: it is not an object")
    said = f"{item.get('date', '')} {item.get('time') or ''}".strip()
    day = dates.read(said)
    if day is None:
        return Remark(path, line, f"has no date that can be read ('{said}'), and was left out")
    text = "\n".join(str(item.get(name) or "") for name in ("title", "body"))
    return _made(path, line, day, text, tags_of(item.get("tags")), item.get("starred") is True)


def _made(path: str, line: int, day: Day, text: str, tags: list[str], starred: bool) -> Found:
    text = text.strip()
    minute = day.at.strftime("%H:%M") if day.at else "00:00"
    names = (*(tag.lower() for tag in tags), *(("starred",) if starred else ()))
    return Draft(
        path, line, key_of(day.date, minute, text), day.date, text, day.at, tags=tuple(dict.fromkeys(names))
    )
