"""The takes of a journal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from starl.model.take import SpokenWord, Take, TakeSource
from starl.store.recordings import Recordings
from starl.store.repository import Repository
from starl.store.scope import Scope
from starl.store.tables import TAKES
from starl.store.values import Row, moment, utc

_WORDS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Takes(Repository[Take]):
    """Rehearsals. Those of a story go with it when it is purged, and a take's recording goes with the take."""

    table = TAKES
    noun = "take"

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._recordings = Recordings(scope)

    def add(self, take: Take, audio: bytes | None = None) -> Take:
        """Keeps a new take, and its recording where that is given; `take.audio` is that file's name.

        Raises StarlError where its id is there already, or the recording cannot be kept; then nothing is.
        """
        with self._scope.transaction():
            self._check(take)
            self._insert([take])
            if audio is not None and take.audio:
                self._recordings.keep(take.audio, audio)
        return take

    def update(self, take: Take) -> Take:
        """Puts the take in place of the one with its id. A recording that it no longer names is removed."""
        with self._scope.transaction():
            self._check(take)
            before = self._need(take.id)
            self._replace(take)
            if before.audio and before.audio != take.audio:
                self._recordings.drop([before.audio])
        return take

    def remove(self, identifier: str) -> None:
        """Removes a take and its recording for good."""
        with self._scope.transaction():
            self._remove([self._need(identifier)])

    def remove_audio(self, identifier: str) -> Take:
        """Removes only the recording; what was said in it stays."""
        with self._scope.transaction():
            return self.update(replace(self._need(identifier), audio=None))

    def forget(self, story: str) -> None:
        """Removes the takes of a story, with their recordings."""
        with self._scope.transaction():
            self._remove(self.select(story=story))

    def recording(self, take: Take) -> Path | None:
        """Where a take's recording is; None where it was not kept, or the file is gone."""
        path = self._recordings.path(take.audio) if take.audio else None
        return path if path and path.is_file() else None

    def recorded_bytes(self) -> int:
        """What the recordings that were kept take on the disk."""
        return self._recordings.size()

    def take_in_recording(self, name: str, data: bytes) -> bool:
        """Keeps a recording that came from elsewhere, where a take names it and it is not there yet."""
        path = self._recordings.path(name)
        take = self.get(path.stem)
        if take is None or take.audio != name or path.exists():
            return False
        with self._scope.transaction():
            self._recordings.keep(name, data)
        return True

    def select(self, *, story: str | None = None, limit: int | None = None) -> list[Take]:
        """The takes, of one story where its id is given, the newest first."""
        query = self._select()
        if story is not None:
            query = query.where(TAKES.story == story)
        return self._all(query.order_by(TAKES.created.desc(), TAKES.id.desc()), limit)

    def before(self, take: Take) -> Take | None:
        """The take of the same story right before this one; None for the first, and for one without a story."""
        if take.story is None:
            return None
        made = utc(take.created)
        earlier = (TAKES.created < made) | ((TAKES.created == made) & (TAKES.id < take.id))
        query = self._select().where((TAKES.story == take.story) & earlier)
        return next(iter(self._all(query.order_by(TAKES.created.desc(), TAKES.id.desc()), 1)), None)

    def days_by_story(self, zone: dt.tzinfo = dt.UTC) -> dict[str, list[dt.date]]:
        """The days on which each story was rehearsed, by its id, one for each take, the earliest first.

        zone: in which the person counts days. Takes without a story are left out.
        """
        query = TAKES.select(TAKES.story, TAKES.created).where(self._mine & TAKES.story.is_null(False))
        days: dict[str, list[dt.date]] = {}
        for story, created in self._engine.rows(query.order_by(TAKES.created)):
            days.setdefault(story, []).append(moment(created).astimezone(zone).date())
        return days

    def _check(self, take: Take) -> None:
        if take.audio is not None:
            self._recordings.path(take.audio)

    def _remove(self, takes: Sequence[Take]) -> None:
        self._delete([take.id for take in takes])
        self._recordings.drop([take.audio for take in takes if take.audio])

    def _row(self, record: Take) -> Row:
        return (
            record.id,
            utc(record.created),
            record.story,
            record.question,
            record.source.value,
            record.text,
            record.seconds,
            _WORDS.encode(record.words),
            record.engine,
            record.audio,
            None if record.metrics is None else json.dumps(record.metrics, ensure_ascii=False),
            record.note,
        )

    def _record(self, row: Row) -> Take:
        return Take(
            id=row[0],
            created=moment(row[1]),
            story=row[2],
            question=row[3],
            source=TakeSource(row[4]),
            text=row[5],
            seconds=row[6],
            words=tuple(SpokenWord(*word) for word in json.loads(row[7])),
            engine=row[8],
            audio=row[9],
            metrics=None if row[10] is None else json.loads(row[10]),
            note=row[11],
        )
