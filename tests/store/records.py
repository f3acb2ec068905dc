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


def entry(store: Store, text: str = "The import stopped half way", **more: Any) -> Entry:
    """A new entry, not yet kept."""
    now = store.now()
    return Entry(
        **{"id": store.new_id(), "created": now, "updated": now, "date": now.date(), "text": text} | more
    )


def story(store: Store, title: str = "The import", **more: Any) -> StoryRecord:
    """A new story, not yet kept."""
    now = store.now()
    slug = store.stories.free_slug(title)
    return StoryRecord(
        **{"id": store.new_id(), "created": now, "updated": now, "slug": slug, "title": title} | more
    )


def experience(store: Store, title: str = "Revert of the new parser", **more: Any) -> Experience:
    """A new experience, not yet kept."""
    now = store.now()
    return Experience(
        **{"id": store.new_id(), "created": now, "updated": now, "title": title, "date": now.date()} | more
    )


def improvement(store: Store, **more: Any) -> Improvement:
    """A new improvement, not yet kept."""
    now = store.now()
    said = {"weakness": "I guess", "learning": "Measure first", "change": "A number in every plan"}
    return Improvement(**{"id": store.new_id(), "created": now, "updated": now} | said | more)


def card(store: Store, item: str = "why-this-job", kind: CardKind = CardKind.QUESTION, **more: Any) -> Card:
    """A new card, not yet kept."""
    now = store.now()
    return Card(**{"id": store.new_id(), "created": now, "kind": kind, "item": item, "due": now} | more)
