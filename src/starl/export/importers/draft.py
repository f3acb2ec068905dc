"""A record as another program wrote it, before it is an entry of this journal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from starl.export.remark import Remark

_TAG = re.compile(r"(?<!\S)([@#])([-+*#/\w]{1,100})")
_CODE = re.compile(r"(```|~~~).*?(?:\1|\Z)|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Draft:
    """One record."""

    path: str
    """The file that it is in."""
    line: int | None
    """Where it begins, from 1; None where it is the whole file."""
    key: str
    """The same at every import, and another for every other record of this kind of source."""
    date: dt.date
    text: str
    at: dt.time | None = None
    mistake: str | None = None
    lesson: str | None = None
    cause: str | None = None
    tags: tuple[str, ...] = ()
    mood: str | None = None
    project: str | None = None
    attachments: tuple[str, ...] = ()
    created: dt.datetime | None = None
    """None where the source does not say."""
    updated: dt.datetime | None = None


Found = Draft | Remark


def key_of(*parts: object) -> str:
    """A key made of what a record says, for sources that give it none. How its words are spaced does not count."""
    joined = "\0".join(" ".join(str(part).split()) for part in parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def tags_in(text: str, marks: str = "#") -> list[str]:
    """The words of a text marked as tags, outside of code. A number alone is no tag but an issue.

    >>> tags_in("Broke #ops, see #12 and `#include`")
    ['ops']
    """
    found = _TAG.findall(_CODE.sub(" ", text) if "`" in text or "~~~" in text else text)
    names = (name.strip("-+*#/") for mark, name in found if mark in marks)
    return list(dict.fromkeys(name for name in names if name and not name.isdigit()))


def tags_of(given: object) -> list[str]:
    """Tags that are a list, or one text with commas between them, or else spaces."""
    if isinstance(given, str):
        given = re.split("[,;]", given) if "," in given or ";" in given else given.split()
    parts: Iterable[object] = given if isinstance(given, list) else ()
    names = (part.strip().lstrip("#@").strip() for part in parts if isinstance(part, str))
    return list(dict.fromkeys(name[:100] for name in names if name))
