"""Day One: the JSON export, alone or with its attachments."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from starl.export.importers.draft import Draft, Found, key_of, tags_of
from starl.export.remark import Remark

KIND = "dayone"
Attachment = Callable[[str], str | None]
"""The path of an attachment named as in the export (`photos/ab12.jpeg`), or None where it is not there."""
_FOLDERS = {"photos": "photos", "videos": "videos", "audios": "audios", "pdfAttachments": "pdfs"}


def parse_item(item: Any, path: str, line: int, attachment: Attachment) -> Found:
    """One entry of the export. Its day is that of the place where it was written."""
    if not isinstance(item, dict):
        return Remark(path, line, "is no entry of Day One: it is not an object")
    created = _moment(item.get("creationDate"))
    if created is None:
        said = item.get("creationDate", "")
        return Remark(path, line, f"has no creationDate that can be read ('{said!s:.40}'), and was left out")
    local = _local(created, item.get("timeZone"))
    text = item.get("text")
    text = text if isinstance(text, str) else _rich(item.get("richText"))
    tags = (*tags_of(item.get("tags") or []), *(("starred",) if item.get("starred") is True else ()))
    return Draft(
        path,
        line,
        str(item.get("uuid") or key_of(created, text)),
        local.date(),
        text.strip(),
        None if item.get("isAllDay") is True else local.time().replace(microsecond=0),
        tags=tuple(dict.fromkeys(tags)),
        attachments=tuple(place for name in attachment_names(item) if (place := attachment(name))),
        created=created,
        updated=_moment(item.get("modifiedDate")),
    )


def attachment_names(item: dict[str, Any]) -> list[str]:
    """The attachments of an entry, as the export names their files."""
    names = []
    for field, folder in _FOLDERS.items():
        found = item.get(field)
        for one in found if isinstance(found, list) else ():
            if isinstance(one, dict) and str(one.get("md5", "")).isalnum():
                kind = str(one.get("type") or one.get("format") or "").removeprefix(".")
                names.append(f"{folder}/{one['md5']}.{kind if kind.isalnum() else 'bin'}")
    return names


def _moment(said: object) -> dt.datetime | None:
    if not isinstance(said, str):
        return None
    try:
        found = dt.datetime.fromisoformat(said)
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _local(moment: dt.datetime, zone: object) -> dt.datetime:
    """The moment where it was written; in UTC where that zone is not known here."""
    from zoneinfo import ZoneInfo

    try:
        return moment.astimezone(ZoneInfo(str(zone)))
    except (OSError, ValueError, LookupError, OverflowError):
        return moment


def _rich(said: object) -> str:
    """The text of an entry that has it only with its formatting."""
    try:
        contents = json.loads(str(said))["contents"]
        return "".join(str(piece.get("text", "")) for piece in contents)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
