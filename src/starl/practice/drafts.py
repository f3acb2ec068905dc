"""Reflections that are not finished: kept after every answer, so that nothing is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starl.practice.reflection import Reflection, Subject
from starl.store.store import Store

_SETTING = "reflections"
"""Holds every draft by its id."""


def drafts(store: Store) -> list[Reflection]:
    """The unfinished reflections, the newest first."""
    kept: dict[str, dict[str, Any]] = store.settings.get(_SETTING, {})
    return [_read(identifier, kept[identifier]) for identifier in sorted(kept, reverse=True)]


def keep_draft(store: Store, reflection: Reflection) -> None:
    """Keeps a draft as it now is."""
    with store.transaction():
        kept = store.settings.get(_SETTING, {})
        kept[reflection.id] = {
            "started": reflection.started.isoformat(),
            "subject": reflection.subject.value,
            "record": reflection.record,
            "known": dict(reflection.known),
            "answers": reflection.answers,
        }
        store.settings.set(_SETTING, kept)


def drop_draft(store: Store, reflection: Reflection) -> None:
    """Forgets a draft, if it is there."""
    with store.transaction():
        kept = store.settings.get(_SETTING, {})
        if kept.pop(reflection.id, None) is not None:
            store.settings.set(_SETTING, kept)


def _read(identifier: str, data: dict[str, Any]) -> Reflection:
    return Reflection(
        id=identifier,
        started=datetime.fromisoformat(data["started"]),
        subject=Subject(data["subject"]),
        record=data["record"],
        known=data["known"],
        answers=tuple((key, text) for key, text in data["answers"]),
    )
