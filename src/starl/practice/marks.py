"""Cards whose record the person wants to edit later."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from starl.model.practice import Card, CardKind
from starl.store.store import Store

_SETTING = "edit-later"
"""Holds the moment of each mark by kind and id of the record."""


class Marked(NamedTuple):
    """A record to edit."""

    command: str
    """The command that edits it."""
    identifier: str
    """As the command takes it: the short name of a story, the beginning of an entry's id."""
    title: str
    item: str
    """The whole id."""


def mark(store: Store, card: Card, now: datetime) -> None:
    """Remembers that the record of a card is to be edited; a question has none."""
    if card.kind is CardKind.QUESTION:
        return
    with store.transaction():
        marks = store.settings.get(_SETTING, {})
        marks[f"{card.kind.value} {card.item}"] = now.isoformat()
        store.settings.set(_SETTING, marks)


def marked(store: Store) -> list[Marked]:
    """The records that are still to be edited. Those changed since, or gone, are forgotten."""
    marks: dict[str, str] = store.settings.get(_SETTING, {})
    found: dict[str, Marked] = {}
    for key, moment in marks.items():
        kind, _, item = key.partition(" ")
        one = _record(store, CardKind(kind), item, datetime.fromisoformat(moment))
        if one is not None:
            found[key] = one
    if len(found) < len(marks):
        store.settings.set(_SETTING, {key: marks[key] for key in found})
    return list(found.values())


def _record(store: Store, kind: CardKind, item: str, since: datetime) -> Marked | None:
    if kind is CardKind.STORY:
        story = store.stories.get(item)
        if story is not None and not story.binned and story.updated <= since:
            return Marked("story edit", story.slug, story.title, story.id)
        return None
    entry = store.entries.get(item)
    if entry is not None and not entry.binned and entry.updated <= since:
        return Marked("edit", store.entries.short(item), entry.mistake or entry.text[:60], item)
    return None
