"""Improvements: when to look at them, and what becomes of them once one has looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from starl.errors import StarlError
from starl.model.journal import Improvement, Outcome
from starl.store.store import Store


def checked(
    improvement: Improvement,
    outcome: Outcome,
    today: date,
    again: date | None = None,
    note: str | None = None,
) -> Improvement:
    """The improvement after somebody looked.

    again: when to look once more; needed unless it held. note: replaces the earlier one, unless None.
    Raises StarlError where `again` is missing, or is given though it held.
    """
    if (outcome is Outcome.HELD) is not (again is None):
        raise StarlError(
            "an improvement that held needs no further date"
            if outcome is Outcome.HELD
            else f"'{outcome.value}' needs a day on which to look again"
        )
    return replace(
        improvement,
        outcome=outcome,
        checked=today,
        due=again,
        note=improvement.note if note is None else note,
    )


def keep_checked(store: Store, improvement: Improvement) -> Improvement:
    """Keeps a checked improvement. Where it held, the lesson of its entry counts as lived by from that day on."""
    with store.transaction():
        kept = store.improvements.update(improvement)
        entry = store.entries.get(kept.entry) if kept.entry else None
        if kept.outcome is Outcome.HELD and entry is not None and entry.applied is None:
            store.entries.update(replace(entry, applied=kept.checked))
    return kept


def in_order(improvements: Iterable[Improvement]) -> list[Improvement]:
    """Those to look at first: by their day, then those without one, the newest first."""
    newest = sorted(improvements, key=lambda item: item.id, reverse=True)
    return sorted(newest, key=lambda item: item.due or date.max)
