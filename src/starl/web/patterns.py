"""The patterns over time, summed once for each state of the journal."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Any, TypeVar

from starl.model.journal import EntryFilter
from starl.practice.insights import Insights, insights
from starl.practice.retention import Recall, recall_by_week
from starl.store.store import Store

T = TypeVar("T")
_KEPT = 8
"""Sums that are kept."""


class Since(StrEnum):
    """How far back is looked."""

    QUARTER = "3m"
    YEAR = "1y"
    ALL = "all"

    def first(self, today: dt.date) -> dt.date | None:
        """The first day that is looked at; None for all."""
        days = {Since.QUARTER: 92, Since.YEAR: 365}.get(self)
        return None if days is None else today - dt.timedelta(days=days)

    @property
    def weeks(self) -> int | None:
        """Weeks to count entries in; None from the first entry on."""
        return {Since.QUARTER: 13, Since.YEAR: 53}.get(self)


@dataclass(frozen=True)
class Patterns:
    """All that the pages on insights show."""

    found: Insights
    recall: dict[dt.date, Recall]
    """By the Monday of each week."""
    slugs: dict[str, str]
    """The short name of each story by its id."""
    _made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[Patterns], T]) -> T:
        """What is made of these patterns, made at the first call and kept as long as they are."""
        if name not in self._made:
            self._made[name] = make(self)
        made: T = self._made[name]
        return made


_known: OrderedDict[Any, Patterns] = OrderedDict()
_lock = Lock()


def patterns(store: Store, now: dt.datetime, since: Since) -> Patterns:
    """The patterns up to now. now: with the person's time zone."""
    key = (store.engine.place, store.owner, now.date(), now.utcoffset(), since, store.state())
    with _lock:
        known = _known.get(key)
    if known is None:
        known = _sum(store, now, since)
        with _lock:
            _known[key] = known
            while len(_known) > _KEPT:
                _known.popitem(last=False)
    return known


def forget() -> None:
    """Keeps no sum any more: what they say may be gone from the journal."""
    with _lock:
        _known.clear()


def _sum(store: Store, now: dt.datetime, since: Since) -> Patterns:
    first = since.first(now.date())
    histories = store.stories.histories()
    logs = store.cards.logs()
    found = insights(
        store.entries.each(EntryFilter(since=first)),
        store.improvements.select(),
        histories,
        (log.reviewed for log in logs),
        now,
        first,
        since.weeks,
    )
    weeks = recall_by_week(logs, now)
    return Patterns(
        found,
        {monday: recall for monday, recall in weeks.items() if first is None or monday >= first},
        {record.id: record.slug for record, _ in histories},
    )
