"""The stamp of a journal changes with what a portfolio is made of, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from starl.model.practice import CardKind, Rating, ReviewLog
from starl.store.store import Store

from .records import card, entry, experience, improvement, story, use

Change = Callable[[Store], object]


def _changed_entry(store: Store) -> None:
    kept = store.entries.select()[0]
    store.entries.update(replace(kept, lesson="Count twice"))


def _recalled(store: Store) -> None:
    kept = store.cards.select([CardKind.STORY])[0]
    now = store.now()
    log = ReviewLog(store.new_id(), kept.id, Rating.GOOD, now)
    store.cards.record(replace(kept, last_review=now), log)


CHANGES: dict[str, Change] = {
    "an entry": lambda store: store.entries.add(entry(store)),
    "an entry's words": _changed_entry,
    "an entry binned": lambda store: store.entries.bin(store.entries.select()[0].id),
    "an experience": lambda store: store.experiences.add(experience(store)),
    "a story": lambda store: store.stories.save(story(store, "Another"), "I did it."),
    "a story's text": lambda store: store.stories.save(store.stories.select()[0], "I did it again."),
    "a story binned": lambda store: store.stories.bin(store.stories.select()[0].id),
    "a use": lambda store: store.uses.add(use(store, store.stories.select()[0].id)),
    "a use removed": lambda store: store.uses.remove(store.uses.select()[0].id),
    "a story recalled": _recalled,
}


@pytest.fixture
def filled(store: Store) -> Store:
    told = store.stories.save(story(store), "I broke it.")
    store.entries.add(entry(store))
    store.uses.add(use(store, told.id))
    store.cards.add(card(store, told.id, CardKind.STORY))
    return store


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_changes(filled: Store, change: Change) -> None:
    before = filled.stamp()
    assert before == filled.stamp()
    change(filled)
    assert before != filled.stamp()


def test_it_stays_for_what_does_not_matter(filled: Store) -> None:
    before = filled.stamp()
    filled.improvements.add(improvement(filled))
    filled.settings.set("web.theme", "dark")
    filled.cards.add(card(filled))
    assert before == filled.stamp()
