"""A clock, and records to keep."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from starl.model.journal import Entry, Experience, Improvement
from starl.model.practice import Card, CardKind
from starl.model.story_record import StoryRecord
from starl.store.store import Store

MORNING = dt.datetime(2025, 3, 14, 9, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that goes on a second at each look."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


class Randomness:
    """Bytes that count."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self, size: int) -> bytes:
        return next(self._numbers).to_bytes(size, "big")


def _new(store: Store, **fields: Any) -> dict[str, Any]:
    now = store.now()
    return {"id": store.new_id(), "created": now, "updated": now} | fields


def entry(store: Store, text: str = "The import stopped half way", **more: Any) -> Entry:
    """A new entry, not yet kept."""
    return Entry(**_new(store, text=text, **{"date": MORNING.date()} | more))


def story(store: Store, title: str = "The import", **more: Any) -> StoryRecord:
    """A new story, not yet kept."""
    return StoryRecord(**_new(store, title=title, **{"slug": store.stories.free_slug(title)} | more))


def experience(store: Store, title: str = "Revert of the new parser", **more: Any) -> Experience:
    """A new experience, not yet kept."""
    return Experience(**_new(store, title=title, **{"date": MORNING.date()} | more))


def improvement(store: Store, **more: Any) -> Improvement:
    """A new improvement, not yet kept."""
    said = {"weakness": "I guess", "learning": "Measure first", "change": "A number in every plan"}
    return Improvement(**_new(store, **said | more))


def card(store: Store, item: str = "why-this-job", kind: CardKind = CardKind.QUESTION, **more: Any) -> Card:
    """A new card, not yet kept."""
    now = store.now()
    fields: dict[str, Any] = {"id": store.new_id(), "created": now, "due": now} | more
    return Card(kind=kind, item=item, **fields)
