"""The experiences of a journal: what the inventory found and the person answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from starl.model.journal import Evidence, Experience, ExperienceStatus, Source, Taken
from starl.model.search import RecordKind
from starl.store.documents import Document, Documents
from starl.store.intake import known_keys, take_in
from starl.store.links import let_go
from starl.store.repository import Repository
from starl.store.scope import Scope
from starl.store.tables import EXPERIENCES
from starl.store.values import Row, maybe_day, moment, packed, source, unpacked, utc

_KIND = RecordKind.EXPERIENCE


class Experiences(Repository[Experience]):
    """Candidates for stories. Those kept can be searched; the dismissed are remembered, not to be offered again."""

    table = EXPERIENCES
    noun = "experience"

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._documents = Documents(scope)

    def add(self, experience: Experience) -> Experience:
        """Keeps a new experience. Raises StarlError where its id or source is there already."""
        with self._scope.transaction():
            self._add([experience])
        return experience

    def add_many(self, experiences: Iterable[Experience]) -> Taken:
        """Keeps those whose id and source are not there yet, all or none."""
        return take_in(self._scope, EXPERIENCES, experiences, self._add)

    def _add(self, experiences: Sequence[Experience]) -> None:
        self._insert(experiences)
        self._documents.add([_document(item) for item in experiences if item.status is ExperienceStatus.KEPT])

    def update(self, experience: Experience) -> Experience:
        """Puts the experience in place of the one with its id; `updated` becomes now."""
        experience = replace(experience, updated=self._scope.clock())
        with self._scope.transaction():
            self._replace(experience)
            self._documents.remove(_KIND, [experience.id])
            if experience.status is ExperienceStatus.KEPT:
                self._documents.add([_document(experience)])
        return experience

    def remove(self, identifier: str) -> None:
        """Removes an experience for good."""
        with self._scope.transaction():
            self._need(identifier)
            self._documents.remove(_KIND, [identifier])
            let_go(self._scope, "experience", [identifier])
            self._delete([identifier])

    def select(
        self, statuses: Sequence[ExperienceStatus] = (), *, limit: int | None = None, offset: int = 0
    ) -> list[Experience]:
        """The experiences with one of these statuses, or all, the highest score first."""
        query = self._select()
        if statuses:
            query = query.where(EXPERIENCES.status.in_([status.value for status in statuses]))
        order = (EXPERIENCES.score.desc(), EXPERIENCES.date.desc(), EXPERIENCES.id.desc())
        return self._all(query.order_by(*order), limit, offset)

    def by_source(self, origin: Source) -> Experience | None:
        """The experience that came from there."""
        condition = (EXPERIENCES.source_kind == origin.kind) & (EXPERIENCES.source_key == origin.key)
        found = self._all(self._select(condition))
        return found[0] if found else None

    def known_keys(self, kind: str) -> set[str]:
        """The keys of all sources of this kind, whatever the person answered."""
        return known_keys(self._scope, EXPERIENCES, kind)

    def _row(self, record: Experience) -> Row:
        origin = record.source or (None, None)
        evidence = [
            [item.kind, item.reference, item.text, item.date and item.date.isoformat()]
            for item in record.evidence
        ]
        return (
            record.id,
            utc(record.created),
            utc(record.updated),
            record.title,
            record.date.isoformat(),
            record.status.value,
            record.summary,
            float(record.score),
            packed(record.reasons),
            json.dumps(evidence, ensure_ascii=False),
            record.project,
            *origin,
            record.merged,
            record.entry,
            record.story,
        )

    def _record(self, row: Row) -> Experience:
        return Experience(
            id=row[0],
            created=moment(row[1]),
            updated=moment(row[2]),
            title=row[3],
            date=dt.date.fromisoformat(row[4]),
            status=ExperienceStatus(row[5]),
            summary=row[6],
            score=row[7],
            reasons=unpacked(row[8]),
            evidence=tuple(
                Evidence(kind, place, text, maybe_day(day)) for kind, place, text, day in json.loads(row[9])
            ),
            project=row[10],
            source=source(row[11], row[12]),
            merged=row[13],
            entry=row[14],
            story=row[15],
        )


def _document(item: Experience) -> Document:
    parts = (item.summary, *item.reasons, *(evidence.text for evidence in item.evidence), item.project)
    return Document(_KIND, item.id, item.date, item.title, "\n".join(filter(None, parts)))
