"""An experience that nobody has to find: the person remembers it."""

from __future__ import annotations

import datetime as dt

from starl.errors import StarlError
from starl.model.journal import Experience
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
