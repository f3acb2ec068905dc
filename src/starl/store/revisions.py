"""The revisions of stories, and which of them an autosave may replace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from starl.model.report import Dimension, Pitfall
from starl.model.story_record import AUTOSAVE_WINDOW, Revision, VerdictSnapshot
from starl.store.scope import Scope
from starl.store.tables import COLUMNS, REVISIONS
from starl.store.values import Row, moment, utc


class Revisions:
    """The saved states of all stories of one owner."""

    def __init__(self, scope: Scope) -> None:
        self._engine, self._owner = scope.engine, scope.owner

    def select(self, story: str) -> list[Revision]:
        """All of a story, the oldest first."""
        return self._all(self._of(story).order_by(REVISIONS.number))

    def without_texts(self) -> dict[str, list[Revision]]:
        """Those of all stories by the story's id, the oldest first; their texts are left empty."""
        columns = [getattr(REVISIONS, name) for name in ("story", "number", "saved", "verdict")]
        query = REVISIONS.select(*columns).where(REVISIONS.owner == self._owner)
        found: dict[str, list[Revision]] = {}
        for story, number, saved, verdict in self._engine.rows(
            query.order_by(REVISIONS.story, REVISIONS.number)
        ):
            revision = Revision(story, number, moment(saved), "", verdict_of(verdict))
            found.setdefault(story, []).append(revision)
        return found

    def get(self, story: str, number: int) -> Revision | None:
        """The one of this number."""
        found = self._all(self._of(story).where(REVISIONS.number == number))
        return found[0] if found else None

    def newest(self, story: str) -> Revision | None:
        """The last one."""
        found = self._all(self._of(story).order_by(REVISIONS.number.desc()).limit(1))
        return found[0] if found else None

    def add(self, revisions: Sequence[Revision]) -> None:
        """Keeps new ones."""
        rows = [
            (
                self._owner,
                item.story,
                item.number,
                utc(item.saved),
                item.text,
                verdict_text(item.verdict),
                item.note,
                item.session,
            )
            for item in revisions
        ]
        self._engine.add(REVISIONS, COLUMNS["revisions"], rows)

    def follow(self, newest: Revision | None, revision: Revision) -> Revision:
        """Keeps a revision after the newest, or in its place, and gives the newest as it then is.

        What says the same as the newest makes no new one.
        """
        if newest is not None:
            same = (newest.text, newest.verdict) == (revision.text, revision.verdict)
            if same and (newest.session is None or revision.session is not None):
                return newest
            if _is_replaced(newest, revision, same):
                revision = replace(revision, number=newest.number)
                self._engine.write(
                    REVISIONS.delete().where(
                        (REVISIONS.owner == self._owner)
                        & (REVISIONS.story == newest.story)
                        & (REVISIONS.number == newest.number)
                    )
                )
        self.add([revision])
        return revision

    def _of(self, story: str) -> Any:
        columns = [getattr(REVISIONS, name) for name in COLUMNS["revisions"][1:]]
        return REVISIONS.select(*columns).where((REVISIONS.owner == self._owner) & (REVISIONS.story == story))

    def _all(self, query: Any) -> list[Revision]:
        return [_revision(row) for row in self._engine.rows(query)]


def _is_replaced(newest: Revision, revision: Revision, same: bool) -> bool:
    """Whether the newest was saved by an editor, and this one is its next step or a person's word for the same."""
    if revision.session is None:
        return newest.session is not None and same
    since = revision.saved - newest.saved
    return newest.session == revision.session and timedelta(0) <= since < AUTOSAVE_WINDOW


def _revision(row: Row) -> Revision:
    story, number, saved, text, verdict, note, session = row
    return Revision(story, number, moment(saved), text, verdict_of(verdict), note, session)


def verdict_text(verdict: VerdictSnapshot | None) -> str | None:
    """A verdict as JSON, or None."""
    if verdict is None:
        return None
    return json.dumps(
        {
            "score": verdict.score,
            "ready": verdict.ready,
            "pitfalls": verdict.pitfalls,
            "rubric": verdict.rubric,
            "coach": verdict.coach,
        }
    )


def verdict_of(text: str | None) -> VerdictSnapshot | None:
    """The verdict that `verdict_text` wrote, or None."""
    if text is None:
        return None
    data = json.loads(text)
    return VerdictSnapshot(
        score=data["score"],
        ready=data["ready"],
        pitfalls=tuple(map(Pitfall, data["pitfalls"])),
        rubric={Dimension(name): score for name, score in data["rubric"].items()},
        coach=data["coach"],
    )
