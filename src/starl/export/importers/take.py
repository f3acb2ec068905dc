"""Makes entries of what another program wrote, each only once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from starl.export.codec import UNSTORABLE
from starl.export.importers.draft import Draft, Found
from starl.export.remark import Remark, Say
from starl.model.journal import Entry, Source, Taken
from starl.store.store import Store


def take(
    store: Store,
    kind: str,
    found: Iterable[Found],
    tags: Sequence[str],
    say: Say,
    seen: Callable[[Entry], None],
) -> Taken:
    """Takes the records into a journal, all in one transaction; those of a known source are there already.

    kind: what their source is called. tags: given to each of them, beside their own. seen: called with each entry.
    """
    return store.entries.add_many(_entries(store, kind, found, tuple(tags), say, seen))


def _entries(
    store: Store,
    kind: str,
    found: Iterable[Found],
    tags: tuple[str, ...],
    say: Say,
    seen: Callable[[Entry], None],
) -> Iterator[Entry]:
    now = store.now()
    for item in found:
        if isinstance(item, Remark):
            say(item)
            continue
        if not (item.text or item.mistake or item.attachments):
            say(Remark(item.path, item.line, "says nothing, and was left out", fault=False))
            continue
        parts = (item.text, item.mistake or "", item.lesson or "", item.cause or "", item.mood or "",
                 item.project or "", item.key, *item.tags)  # fmt: skip
        if UNSTORABLE.search("\n".join(parts)):
            why = "has a NUL character or half of a surrogate pair, which no journal keeps, and was left out"
            say(Remark(item.path, item.line, why))
            continue
        entry = _entry(item, store.new_id(), kind, tags, now)
        seen(entry)
        yield entry


def _entry(item: Draft, identifier: str, kind: str, tags: tuple[str, ...], now: dt.datetime) -> Entry:
    created = item.created or now
    return Entry(
        id=identifier,
        created=created,
        updated=item.updated or created,
        date=item.date,
        text=item.text,
        at=item.at,
        mistake=item.mistake,
        lesson=item.lesson,
        cause=item.cause,
        tags=tuple(dict.fromkeys((*item.tags, *tags))),
        mood=item.mood,
        project=item.project,
        attachments=item.attachments,
        source=Source(kind, item.key),
    )
