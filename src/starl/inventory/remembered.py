"""An experience that nobody has to find, since the person remembers it; and the entry of one that was kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from starl.errors import StarlError
from starl.inventory.answers import evidence_lines
from starl.model.journal import Entry, Experience
from starl.store.store import Store

CERTAIN = 1.0
"""The score: no sign says it better than the person."""


def remember_one(
    store: Store, title: str, date: dt.date, summary: str = "", project: str | None = None
) -> Experience:
    """Keeps what the person typed in. Raises StarlError where there is no title."""
    title = " ".join(title.split())
    if not title:
        raise StarlError("say in a few words what it was; the rest may stay empty")
    now = store.now()
    return store.experiences.add(
        Experience(
            id=store.new_id(),
            created=now,
            updated=now,
            title=title,
            date=date,
            summary=summary.strip(),
            score=CERTAIN,
            reasons=("you remember it yourself",),
            project=(project or "").strip() or None,
        )
    )


def entry_from(store: Store, item: Experience) -> Entry:
    """The entry of an experience: the one it has, or a new one with its summary and evidence."""
    with store.transaction():
        there = store.entries.get(item.entry) if item.entry else None
        if there is not None:
            return there
        now = store.now()
        lines = [item.title, *filter(None, [item.summary]), *evidence_lines(item)]
        entry = store.entries.add(
            Entry(
                id=store.new_id(),
                created=now,
                updated=now,
                date=item.date,
                text="\n".join([lines[0], "", *lines[1:]]).strip(),
                project=item.project,
                source=item.source,
            )
        )
        store.experiences.update(replace(item, entry=entry.id))
        return entry
