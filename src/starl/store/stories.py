"""The stories of a journal and their revisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from starl.errors import Conflict, StarlError
from starl.model.practice import CardKind
from starl.model.search import RecordKind
from starl.model.story_record import AUTOSAVE, Revision, StoryRecord, VerdictSnapshot
from starl.store.documents import Document, Documents
from starl.store.links import forget_attempts, forget_cards, let_go
from starl.store.repository import Repository
from starl.store.revisions import Revisions, verdict_of, verdict_text
from starl.store.scope import Scope
from starl.store.tables import LABELS, STORIES
from starl.store.takes import Takes
from starl.store.values import Row, maybe_day, maybe_moment, maybe_utc, moment, packed, unpacked, utc
from starl.store.words import fold

_KIND = RecordKind.STORY
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG = 60
"""How long a slug is at most, without the number that tells it from others."""


class Stories(Repository[StoryRecord]):
    """Stories. Every text that was ever saved is kept as a revision."""

    table = STORIES
    noun = "story"

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._documents = Documents(scope)
        self._revisions = Revisions(scope)

    def add(self, record: StoryRecord, revisions: Sequence[Revision] = ()) -> StoryRecord:
        """Keeps a new story as it is given, with the revisions it had elsewhere (an import).

        Raises StarlError where its id or its slug is there already. To write its first text use `save`.
        """
        newest = revisions[-1] if revisions else None
        record = replace(
            record, revision=newest.number if newest else 0, verdict=newest.verdict if newest else None
        )
        with self._scope.transaction():
            self._insert([record])
            self._revisions.add(revisions)
            self._index(record, newest.text if newest else "")
        return record

    def save(
        self,
        record: StoryRecord,
        text: str,
        verdict: VerdictSnapshot | None = None,
        note: str = "",
        *,
        expected: int | None = None,
        session: str | None = None,
    ) -> StoryRecord:
        """Saves the story's record and its text as the next revision; gives the record as it now is.

        A text and verdict that are those of the newest revision make no new one. A record that is not there yet
        is added.

        expected: the number of the revision that the text was made from, 0 for none. Raises Conflict where another
        one is the newest by now, and not of the same session; then nothing is changed.
        session: the editing session, where an editor saves by itself. That revision has the note `AUTOSAVE` and takes
        the place of the newest one, if the same session made that less than `AUTOSAVE_WINDOW` ago. What a person
        saved is never replaced, even where it says the same as the autosave before.
        """
        note = note if session is None else AUTOSAVE
        now = self._scope.clock()
        with self._scope.transaction():
            before = self.get(record.id)
            if before is None:
                self._insert([replace(record, revision=0)])
            newest = self._revisions.newest(record.id)
            number = newest.number if newest else 0
            own = session is not None and newest is not None and newest.session == session
            if expected is not None and number != expected and not own:
                raise Conflict(
                    f"the story '{record.title}' has revision {number} by now, and this was made from revision "
                    f"{expected}; nothing was saved. Look at what came between, and save again",
                    number,
                )
            newest = self._revisions.follow(
                newest, Revision(record.id, number + 1, now, text, verdict, note, session)
            )
            record = replace(record, updated=now, revision=newest.number, verdict=newest.verdict)
            self._replace(record)
            self._index(record, text)
        return record

    def update(self, record: StoryRecord) -> StoryRecord:
        """Saves what the record says of the story, without its text; `updated` becomes now."""
        with self._scope.transaction():
            newest = self._revisions.newest(record.id)
            record = replace(
                record,
                updated=self._scope.clock(),
                revision=newest.number if newest else 0,
                verdict=newest.verdict if newest else None,
            )
            self._replace(record)
            self._index(record, newest.text if newest else "")
        return record

    def bin(self, identifier: str) -> StoryRecord:
        """Throws a story into the bin; one that is there stays as it is."""
        with self._scope.transaction():
            record = self._need(identifier)
            return record if record.binned else self.update(replace(record, binned=self._scope.clock()))

    def restore(self, identifier: str) -> StoryRecord:
        """Takes a story out of the bin."""
        with self._scope.transaction():
            record = self._need(identifier)
            return self.update(replace(record, binned=None)) if record.binned else record

    def purge(self, identifier: str) -> None:
        """Removes a story for good, with its revisions, cards, uses, dismissals, the attempts at it, and its takes."""
        with self._scope.transaction():
            self._need(identifier)
            self._documents.remove(_KIND, [identifier])
            self._documents.unlabel(_KIND, [identifier])
            forget_cards(self._scope, CardKind.STORY, [identifier])
            forget_attempts(self._scope, [identifier])
            Takes(self._scope).forget(identifier)
            let_go(self._scope, "story", [identifier])
            self._delete([identifier])

    def free_slug(self, title: str) -> str:
        """A slug for this title that no story has."""
        stem = _NOT_SLUG.sub("-", fold(title))[:_SLUG].strip("-") or "story"
        taken = {
            row[0]
            for row in self._engine.rows(
                STORIES.select(STORIES.slug).where(
                    self._mine & (STORIES.slug >= stem) & (STORIES.slug < stem + "~")
                )
            )
        }
        slug, number = stem, 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def by_slug(self, slug: str) -> StoryRecord | None:
        """The story with this slug."""
        found = self._all(self._select(STORIES.slug == slug))
        return found[0] if found else None

    def select(
        self,
        themes: Sequence[str] = (),
        *,
        binned: bool | None = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StoryRecord]:
        """The stories with all of these themes, the one saved last first. binned: None for both sides of the bin."""
        query = self._select()
        if binned is not None:
            query = query.where(STORIES.binned.is_null(not binned))
        for theme in themes:
            having = LABELS.select(LABELS.record).where(
                (LABELS.owner == self._scope.owner)
                & (LABELS.kind == _KIND.value)
                & (LABELS.label == theme.casefold())
            )
            query = query.where(STORIES.id.in_(having))
        return self._all(query.order_by(STORIES.updated.desc(), STORIES.id.desc()), limit, offset)

    def themes(self) -> dict[str, int]:
        """The themes outside of the bin, in lower case, with how many stories have each; the most used first."""
        return self._documents.labels(_KIND)

    def text(self, identifier: str, number: int | None = None) -> str:
        """The text of a revision, or of the newest; empty before the first. Raises StarlError for a wrong number."""
        if number is not None:
            return self.revision(identifier, number).text
        newest = self._revisions.newest(identifier)
        return newest.text if newest else ""

    def revision(self, identifier: str, number: int) -> Revision:
        """One revision. Raises StarlError where there is none of that number."""
        found = self._revisions.get(identifier, number)
        if found is None:
            record = self._need(identifier)
            raise StarlError(
                f"the story '{record.title}' has no revision {number}; its newest is {record.revision}"
            )
        return found

    def revisions(self, identifier: str) -> list[Revision]:
        """All revisions, the oldest first."""
        return self._revisions.select(identifier)

    def _index(self, record: StoryRecord, text: str) -> None:
        self._documents.unlabel(_KIND, [record.id])
        self._documents.label(_KIND, [(record.id, record.themes)])
        self._documents.remove(_KIND, [record.id])
        if record.binned is None:
            day = record.date or record.created.date()
            self._documents.add([Document(_KIND, record.id, day, record.title, text, record.themes)])

    def _row(self, record: StoryRecord) -> Row:
        return (
            record.id,
            utc(record.created),
            utc(record.updated),
            record.slug,
            record.title,
            record.date and record.date.isoformat(),
            packed(record.themes),
            record.revision,
            verdict_text(record.verdict),
            record.entry,
            record.experience,
            maybe_utc(record.binned),
        )

    def _record(self, row: Row) -> StoryRecord:
        return StoryRecord(
            id=row[0],
            created=moment(row[1]),
            updated=moment(row[2]),
            slug=row[3],
            title=row[4],
            date=maybe_day(row[5]),
            themes=unpacked(row[6]),
            revision=row[7],
            verdict=verdict_of(row[8]),
            entry=row[9],
            experience=row[10],
            binned=maybe_moment(row[11]),
        )
