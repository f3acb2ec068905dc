"""What an assistant proposed where its program could not ask the person: it waits until they decide.

It waits in the journal's settings, so that it goes with everything else when the journal is erased.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from starl.assistant.writing import Draft, as_json, from_json
from starl.errors import StarlError
from starl.store.store import Store

SETTING = "assistant.pending"
MOST = 30
"""Proposals that wait at once; more are refused, so that nobody is buried in them."""


class Waiting(NamedTuple):
    """One proposal."""

    number: int
    """How the person calls it."""
    at: dt.datetime
    draft: Draft


def waiting(store: Store) -> list[Waiting]:
    """All proposals, the oldest first."""
    return [
        Waiting(item["number"], dt.datetime.fromisoformat(item["at"]), from_json(item["draft"]))
        for item in _items(store)
    ]


def propose(store: Store, draft: Draft) -> Waiting:
    """Keeps a proposal; the same one is not kept twice. Raises StarlError where too many wait already."""
    with store.transaction():
        known = next((one for one in waiting(store) if one.draft == draft), None)
        if known is not None:
            return known
        items = _items(store)
        if len(items) >= MOST:
            raise StarlError(f"{MOST} proposals wait already; the person decides with `starl mcp pending`")
        new = Waiting(max((item["number"] for item in items), default=0) + 1, store.now(), draft)
        item = {"number": new.number, "at": new.at.isoformat(), "draft": as_json(draft)}
        store.settings.set(SETTING, [*items, item])
        return new


def accept(store: Store, number: int, now: dt.datetime) -> str:
    """Writes a proposal and gives the id of the record. Raises StarlError where there is none of this number."""
    with store.transaction():
        return _take(store, number).draft.keep(store, now)


def drop(store: Store, number: int) -> None:
    """Throws a proposal away. Raises StarlError where there is none of this number."""
    with store.transaction():
        _take(store, number)


def _take(store: Store, number: int) -> Waiting:
    every = waiting(store)
    found = next((one for one in every if one.number == number), None)
    if found is None:
        raise StarlError(f"no proposal has the number {number}; `starl mcp pending` shows them")
    store.settings.set(SETTING, [item for item in _items(store) if item["number"] != number])
    return found


def _items(store: Store) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = store.settings.get(SETTING, [])
    return items
