"""What search looks through: a document and labels for each record, written with the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from peewee import fn

from starl.model.search import RecordKind
from starl.store.scope import Scope
from starl.store.tables import COLUMNS, DOCUMENTS, LABELS


class Document(NamedTuple):
    """The searchable side of a record."""

    kind: RecordKind
    record: str
    """The id."""
    date: dt.date
    title: str
    """Empty where the record has none; then a hit shows the beginning of the body."""
    body: str
    labels: tuple[str, ...] = ()
    """Tags or themes."""


class Documents:
    """The documents of one owner."""

    def __init__(self, scope: Scope) -> None:
        self._engine, self._owner = scope.engine, scope.owner

    def add(self, documents: Sequence[Document]) -> None:
        """Makes records findable."""
        self._engine.insert_documents(
            [
                (self._owner, kind, record, day.isoformat(), title, body, " ".join(labels))
                for kind, record, day, title, body, labels in documents
            ]
        )

    def remove(self, kind: RecordKind, ids: Iterable[str]) -> None:
        """Makes records no longer findable."""
        self._engine.write(
            DOCUMENTS.delete().where(
                (DOCUMENTS.owner == self._owner)
                & (DOCUMENTS.kind == kind.value)
                & DOCUMENTS.record.in_(list(ids))
            )
        )

    def label(self, kind: RecordKind, labels: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Notes the labels of new records, given as (id, labels). Case does not count."""
        rows = [
            (self._owner, kind.value, label, record)
            for record, given in labels
            for label in dict.fromkeys(map(str.casefold, given))
        ]
        self._engine.add(LABELS, COLUMNS["labels"], rows)

    def unlabel(self, kind: RecordKind, ids: Iterable[str]) -> None:
        """Forgets the labels of records."""
        self._engine.write(
            LABELS.delete().where(
                (LABELS.owner == self._owner) & (LABELS.kind == kind.value) & LABELS.record.in_(list(ids))
            )
        )

    def labels(self, kind: RecordKind) -> dict[str, int]:
        """The labels of the findable records, folded, with how many have each; the most used first."""
        number = fn.COUNT(LABELS.record)
        rows = self._engine.rows(
            LABELS.select(LABELS.label, number)
            .join(
                DOCUMENTS,
                on=(DOCUMENTS.owner == LABELS.owner)
                & (DOCUMENTS.kind == LABELS.kind)
                & (DOCUMENTS.record == LABELS.record),
            )
            .where((LABELS.owner == self._owner) & (LABELS.kind == kind.value))
            .group_by(LABELS.label)
            .order_by(number.desc(), LABELS.label)
        )
        return dict(rows)
