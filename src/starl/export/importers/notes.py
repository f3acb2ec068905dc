"""Markdown notes, as Obsidian and others keep them in folders: one note, one entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from starl.errors import StarlError
from starl.export.importers.dates import DateReader, Day
from starl.export.importers.draft import Draft, Found, key_of, tags_in, tags_of
from starl.export.pages import front_matter
from starl.export.remark import Remark

KIND = "markdown"
_DATE = ("date", "day", "when", "created", "created_at")
_TAGS = ("tags", "tag", "keywords")
_LESSON = ("lesson", "lessons", "learning")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_./]?(\d\d)[-_./]?(\d\d)(?!\d)")
_HEADING = re.compile(r"\s*(?:#+[ \t]+)?(.*)")


def parse(page: str, name: str, path: str, modified: dt.date, dates: DateReader) -> Iterator[Found]:
    """The entry of one note, and what there is to say of it.

    name: its path in the folder. modified: when the file was last written, for a note that has no date.
    """
    try:
        meta, start = front_matter(page)
    except StarlError as error:
        yield Remark(path, None, f"{error}; it was taken as text", fault=False)
        meta, start = {}, int(page.startswith("\ufeff"))
    meta = {key.lower(): value for key, value in meta.items()}
    body = page[start:].replace("\r\n", "\n").strip()
    stem = name.rpartition("/")[2].rpartition(".")[0]
    day, wrong = _day(meta, name, stem, modified, dates)
    if wrong:
        yield Remark(
            path, None, f"has the date '{wrong:.40}', which cannot be read; it got {day.date}", fault=False
        )
    title = _text(meta, "title") or ("" if _IN_NAME.fullmatch(stem) else stem)
    if not body and not meta:
        yield Remark(path, None, "is empty, and was left out", fault=False)
        return
    first = _HEADING.match(body)
    if title and not (first and first[1].strip().casefold() == title.casefold()):
        text = f"{title}\n\n{body}".strip()
    else:
        text = body
    given = next((meta[key] for key in _TAGS if key in meta), None)
    yield Draft(
        path,
        None,
        key_of(stem, body),
        day.date,
        text,
        day.at,
        mistake=_text(meta, "mistake"),
        lesson=_text(meta, *_LESSON),
        tags=tuple(dict.fromkeys((*tags_of(given), *tags_in(body)))),
        mood=_text(meta, "mood"),
        project=_text(meta, "project"),
    )


def _day(
    meta: dict[str, Any], name: str, stem: str, modified: dt.date, dates: DateReader
) -> tuple[Day, str | None]:
    """The day of a note, and what its front matter says where that is no date."""
    said = _text(meta, *_DATE)
    found = dates.read(said) if said else None
    if found:
        return found, None
    for place in (stem, name):
        for match in _IN_NAME.finditer(place):
            try:
                return Day(dt.date(*map(int, match.groups()))), said
            except ValueError:
                continue
    return Day(modified), said


def _text(meta: dict[str, Any], *names: str) -> str | None:
    return next(
        (value.strip() for name in names if isinstance(value := meta.get(name), str) and value.strip()), None
    )
