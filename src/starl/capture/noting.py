"""An entry from what a person says in one go: a text, perhaps some fields, perhaps when it was."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import replace

from starl.capture.tags import joined, tags_in
from starl.errors import StarlError
from starl.model.journal import Entry
from starl.store.store import Store

_ATTACHMENT = "the attachment '{}' is not there; attach a file that exists, the journal notes its path"


def noted(
    text: str,
    now: dt.datetime,
    *,
    said: str | None = None,
    tags: Iterable[str] = (),
    attached: Iterable[str] = (),
    mistake: str | None = None,
    lesson: str | None = None,
    cause: str | None = None,
    mood: str | None = None,
    project: str | None = None,
) -> Entry:
    """The entry, without an id; `#tags` in its text are among its tags.

    said: the day in words, None for now. tags: each may be several with commas. attached: paths, made whole.

    Raises StarlError for a date that is not understood, or an attachment that is not there.
    """
    paths = tuple(map(_attachment, attached))
    moment: tuple[dt.date, dt.time | None] = (now.date(), now.time().replace(second=0, microsecond=0))
    if said is not None:
        from starl.text.dates import when

        moment = when(said, now)
    return Entry(
        id="",
        created=now,
        updated=now,
        date=moment[0],
        text=text,
        at=moment[1],
        mistake=_told(mistake),
        lesson=_told(lesson),
        cause=_told(cause),
        tags=joined((part for tag in tags for part in tag.split(",")), tags_in(text)),
        mood=_told(mood),
        project=_told(project),
        attachments=paths,
    )


def add(store: Store, entry: Entry) -> Entry:
    """Keeps an entry under a new id."""
    now = store.now()
    return store.entries.add(replace(entry, id=store.new_id(), created=now, updated=now))


def _told(value: str | None) -> str | None:
    return (value or "").strip() or None


def _attachment(given: str) -> str:
    path = os.path.abspath(os.path.expanduser(given))  # noqa: PTH100, PTH111 (the name of a user who is none stays)
    if not os.path.exists(path):  # noqa: PTH110 (also for a path that is none, such as one with a NUL)
        raise StarlError(_ATTACHMENT.format(given))
    return path
