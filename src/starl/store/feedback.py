"""The reviews that came back."""

from __future__ import annotations

import json
from typing import Any

from peewee import fn

from starl.model.peer_review import Theme
from starl.model.sharing import Comment, CommentState, Feedback
from starl.store.repository import Repository
from starl.store.tables import FEEDBACK
from starl.store.values import Row, moment, utc


class Feedbacks(Repository[Feedback]):
    """Reviews of shared stories. They go with what was shared, and with the story."""

    table = FEEDBACK
    noun = "review"

    def add(self, feedback: Feedback) -> Feedback:
        """Keeps a new review. Raises StarlError where its id is there already, or what it is about is not."""
        with self._scope.transaction():
            self._insert([feedback])
        return feedback

    def update(self, feedback: Feedback) -> Feedback:
        """Puts the review in place of the one with its id."""
        with self._scope.transaction():
            self._replace(feedback)
        return feedback

    def remove(self, identifier: str) -> None:
        """Removes a review for good."""
        with self._scope.transaction():
            self._need(identifier)
            self._delete([identifier])

    def select(
        self, story: str | None = None, *, share: str | None = None, digest: str | None = None
    ) -> list[Feedback]:
        """All, or those of one story or share, or of this digest; the oldest first."""
        query = self._select()
        for column, wanted in (
            (FEEDBACK.story, story),
            (FEEDBACK.share, share),
            (FEEDBACK.digest, digest),
        ):
            if wanted is not None:
                query = query.where(column == wanted)
        return self._all(query.order_by(FEEDBACK.id))

    def counts(self) -> dict[str, int]:
        """How many reviews each story has, by its id."""
        query = FEEDBACK.select(FEEDBACK.story, fn.COUNT(FEEDBACK.id)).where(self._mine)
        return dict(self._engine.rows(query.group_by(FEEDBACK.story)))

    def _row(self, record: Feedback) -> Row:
        return (
            record.id,
            utc(record.created),
            record.story,
            record.share,
            utc(record.written),
            record.reviewer,
            record.authenticity,
            record.learning,
            record.authenticity_why,
            record.learning_why,
            record.summary,
            json.dumps(list(map(_data, record.comments)), ensure_ascii=False),
            record.digest,
        )

    def _record(self, row: Row) -> Feedback:
        return Feedback(
            id=row[0],
            created=moment(row[1]),
            story=row[2],
            share=row[3],
            written=moment(row[4]),
            reviewer=row[5],
            authenticity=row[6],
            learning=row[7],
            authenticity_why=row[8],
            learning_why=row[9],
            summary=row[10],
            comments=tuple(map(_comment, json.loads(row[11]))),
            digest=row[12],
        )


def _data(comment: Comment) -> list[Any]:
    theme = comment.theme and comment.theme.value
    return [
        *(comment.start, comment.end, comment.said, theme),
        *(comment.state.value, comment.reason, comment.revision),
    ]


def _comment(data: list[Any]) -> Comment:
    start, end, said, theme, state, reason, revision = data
    return Comment(start, end, said, theme and Theme(theme), CommentState(state), reason, revision)
