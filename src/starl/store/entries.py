"""The entries of a journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from peewee import fn

from starl.model.journal import Entry, EntryFilter, Taken
from starl.model.search import RecordKind
from starl.store.documents import Document, Documents
from starl.store.repository import BATCH, Repository
from starl.store.scope import Scope
from starl.store.tables import ENTRIES, LABELS
from starl.store.values import Row, maybe_day, maybe_moment, maybe_utc, moment, packed, source, unpacked, utc

ALL = EntryFilter()
_KIND = RecordKind.ENTRY


class Entries(Repository[Entry]):
    """Dated records: what happened, the mistake, the lesson."""

    table = ENTRIES
    noun = "entry"

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._documents = Documents(scope)

    def add(self, entry: Entry) -> Entry:
        """Keeps a new entry. Raises StarlError where its id or source is there already."""
        with self._scope.transaction():
            self._add([entry])
        return entry

    def add_many(self, entries: Iterable[Entry]) -> Taken:
        """Keeps those whose id and source are not there yet, all or none; reads the entries as it writes."""
        from starl.store.intake import take_in

        return take_in(self._scope, ENTRIES, entries, self._add)

    def known_keys(self, kind: str) -> set[str]:
        """The keys of all sources of this kind."""
        from starl.store.intake import known_keys

        return known_keys(self._scope, ENTRIES, kind)

    def _add(self, entries: Sequence[Entry]) -> None:
        self._insert(entries)
        self._documents.label(_KIND, [(entry.id, entry.tags) for entry in entries])
        self._documents.add([_document(entry) for entry in entries if entry.binned is None])

    def update(self, entry: Entry) -> Entry:
        """Puts the entry in place of the one with its id; `updated` becomes now."""
        entry = replace(entry, updated=self._scope.clock())
        with self._scope.transaction():
            self._replace(entry)
            self._documents.unlabel(_KIND, [entry.id])
            self._documents.label(_KIND, [(entry.id, entry.tags)])
            self._documents.remove(_KIND, [entry.id])
            if entry.binned is None:
                self._documents.add([_document(entry)])
        return entry

    def bin(self, identifier: str) -> Entry:
        """Throws an entry into the bin; one that is there stays as it is."""
        with self._scope.transaction():
            entry = self._need(identifier)
            return entry if entry.binned else self.update(replace(entry, binned=self._scope.clock()))

    def restore(self, identifier: str) -> Entry:
        """Takes an entry out of the bin."""
        with self._scope.transaction():
            entry = self._need(identifier)
            return self.update(replace(entry, binned=None)) if entry.binned else entry

    def purge(self, identifier: str) -> None:
        """Removes an entry for good, with the cards of its lesson."""
        with self._scope.transaction():
            self._need(identifier)
            self._purge([identifier])

    def purge_binned(self, before: dt.datetime | None = None) -> int:
        """Empties the bin, of what was thrown in before that moment, and gives the number of entries."""
        condition = ENTRIES.binned.is_null(False)
        if before is not None:
            condition &= ENTRIES.binned < utc(before)
        with self._scope.transaction():
            rows = self._engine.rows(ENTRIES.select(ENTRIES.id).where(self._mine & condition))
            for at in range(0, len(rows), BATCH):
                self._purge([row[0] for row in rows[at : at + BATCH]])
        return len(rows)

    def _purge(self, ids: Sequence[str]) -> None:
        from starl.model.practice import CardKind
        from starl.store.links import forget_cards, let_go

        self._documents.remove(_KIND, ids)
        self._documents.unlabel(_KIND, ids)
        forget_cards(self._scope, CardKind.LESSON, ids)
        let_go(self._scope, "entry", ids)
        self._delete(ids)

    def select(self, which: EntryFilter = ALL, limit: int | None = None, offset: int = 0) -> list[Entry]:
        """The entries that are meant, the newest day first."""
        query = self._select(*self._conditions(which)).order_by(ENTRIES.date.desc(), ENTRIES.id.desc())
        return self._all(query, limit, offset)

    def each(self, which: EntryFilter = ALL) -> Iterator[Entry]:
        """The entries that are meant, by id, without holding them all in memory."""
        return self._each(self._select(*self._conditions(which)))

    def number(self, which: EntryFilter = ALL) -> int:
        """How many entries are meant."""
        query = ENTRIES.select(fn.COUNT(ENTRIES.id)).where(self._mine)
        for condition in self._conditions(which):
            query = query.where(condition)
        return self._number(query)

    def tags(self) -> dict[str, int]:
        """The tags outside of the bin, in lower case, with how many entries have each; the most used first."""
        return self._documents.labels(_KIND)

    def _conditions(self, which: EntryFilter) -> Iterator[Any]:
        if which.since is not None:
            yield ENTRIES.date >= which.since.isoformat()
        if which.until is not None:
            yield ENTRIES.date <= which.until.isoformat()
        if which.project is not None:
            yield ENTRIES.project == which.project
        if which.source is not None:
            yield ENTRIES.source_kind == which.source
        for column, wanted in (
            (ENTRIES.lesson, which.lesson),
            (ENTRIES.applied, which.applied),
            (ENTRIES.binned, which.binned),
        ):
            if wanted is not None:
                yield column.is_null(not wanted)
        for tag in which.tags:
            having = LABELS.select(LABELS.record).where(
                (LABELS.owner == self._scope.owner)
                & (LABELS.kind == _KIND.value)
                & (LABELS.label == tag.casefold())
            )
            yield ENTRIES.id.in_(having)

    def _row(self, record: Entry) -> Row:
        origin = record.source or (None, None)
        return (
            record.id,
            utc(record.created),
            utc(record.updated),
            record.date.isoformat(),
            record.at and record.at.isoformat(),
            record.text,
            record.mistake,
            record.lesson,
            record.cause,
            packed(record.tags),
            record.mood,
            record.project,
            packed(record.attachments),
            *origin,
            record.applied and record.applied.isoformat(),
            maybe_utc(record.binned),
        )

    def _record(self, row: Row) -> Entry:
        return Entry(
            id=row[0],
            created=moment(row[1]),
            updated=moment(row[2]),
            date=dt.date.fromisoformat(row[3]),
            at=None if row[4] is None else dt.time.fromisoformat(row[4]),
            text=row[5],
            mistake=row[6],
            lesson=row[7],
            cause=row[8],
            tags=unpacked(row[9]),
            mood=row[10],
            project=row[11],
            attachments=unpacked(row[12]),
            source=source(row[13], row[14]),
            applied=maybe_day(row[15]),
            binned=maybe_moment(row[16]),
        )


def _document(entry: Entry) -> Document:
    parts = (entry.text, entry.mistake, entry.lesson, entry.cause, entry.project)
    return Document(_KIND, entry.id, entry.date, "", "\n".join(filter(None, parts)), entry.tags)
