"""Assignments, what was handed in, who reviews it, and stories shown to coaches: copies that their authors gave out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from starl.errors import StarlError
from starl.model.attempt import Exercise
from starl.model.cohort import Assignment, Pairing, Shared, Submission
from starl.store.hosted.base import Keeper
from starl.store.values import Row, moment, utc

_PAIRING = (
    "SELECT u.assignment, p.reviewer, r.name, p.submission, u.title, u.account, a.name, p.due, p.review "
    "FROM pairings p JOIN submissions u ON u.id = p.submission "
    "JOIN accounts a ON a.id = u.account JOIN accounts r ON r.id = p.reviewer "
)
_ASSIGNMENT = "SELECT id, cohort, exercise, title, note, due, days, anonymous, matched FROM assignments "
_SUBMISSION = (
    "SELECT u.id, u.assignment, u.account, a.name, u.title, u.text, u.created "
    "FROM submissions u JOIN accounts a ON a.id = u.account "
)
_KNOWN = (
    "EXISTS (SELECT 1 FROM members m WHERE m.cohort = s.cohort AND m.account = %s AND m.part = 'coach' "
    "AND m.joined <= s.created)"
)
"""That somebody was a coach of the cohort already when a story was shown."""
_SHOWN = (
    "SELECT s.id, s.cohort, s.account, a.name, s.story, s.title, s.text, s.created "
    "FROM shown s JOIN accounts a ON a.id = s.account "
)


class Exchange(Keeper):
    """What people gave out of their hands. Nothing here is read from a journal; the author's page copies it here."""

    # Assignments.

    def assign(
        self, cohort: str, exercise: Exercise, title: str, note: str, due: dt.date, days: int, anonymous: bool
    ) -> str:
        """Gives a cohort an exercise, and its id back. days: for the reviews, after the due day."""
        identifier = self.new_id()
        self.rows(
            "INSERT INTO assignments (id, cohort, created, exercise, title, note, due, days, anonymous, matched) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, false)",
            identifier, cohort, utc(self.now()), exercise.value, title, note, due.isoformat(), days, anonymous,
        )  # fmt: skip
        return identifier

    def assignments(self, cohort: str) -> list[Assignment]:
        """Those of a cohort, the one that is due last first."""
        return [
            _assignment(row)
            for row in self.rows(_ASSIGNMENT + "WHERE cohort = %s ORDER BY due DESC, id DESC", cohort)
        ]

    def assignment(self, identifier: str) -> Assignment | None:
        """The assignment with this id."""
        rows = self.rows(_ASSIGNMENT + "WHERE id = %s", identifier)
        return _assignment(rows[0]) if rows else None

    def unmatched(self, today: dt.date) -> list[Assignment]:
        """Peer reviews whose day has passed and for which no reviewers were found yet."""
        query = _ASSIGNMENT + "WHERE exercise = %s AND NOT matched AND due < %s"
        return [_assignment(row) for row in self.rows(query, Exercise.PEER_REVIEW.value, today.isoformat())]

    # What was handed in.

    def hand_in(self, assignment: str, account: str, title: str, text: str) -> str:
        """Hands in a copy of a story, in place of an earlier one. Raises StarlError once reviewers have it."""
        identifier = self.new_id()
        with self.transaction():
            rows = self.rows("SELECT matched FROM assignments WHERE id = %s FOR SHARE", assignment)
            if not rows or rows[0][0]:
                raise StarlError("reviewers read already what was handed in; this can be changed no more")
            self.rows(
                "INSERT INTO submissions (id, assignment, account, title, text, created) VALUES (%s, %s, %s, %s, %s, %s) "
                "ON CONFLICT (assignment, account) DO UPDATE SET title = excluded.title, text = excluded.text, "
                "created = excluded.created",
                identifier, assignment, account, title, text, utc(self.now()),
            )  # fmt: skip
        return identifier

    def take_back(self, assignment: str, account: str) -> bool:
        """Removes what somebody handed in, with the reviews of it."""
        return bool(
            self.change("DELETE FROM submissions WHERE assignment = %s AND account = %s", assignment, account)
        )

    def submissions(self, assignment: str) -> list[Submission]:
        """What was handed in, the oldest first."""
        return [
            _submission(row)
            for row in self.rows(_SUBMISSION + "WHERE u.assignment = %s ORDER BY u.created", assignment)
        ]

    def handed_in(self, account: str) -> dict[str, str]:
        """By assignment: the id of what somebody handed in."""
        rows = self.rows("SELECT assignment, id FROM submissions WHERE account = %s", account)
        return dict(rows)

    def for_reviewer(self, submission: str, reviewer: str) -> tuple[Submission, Pairing] | None:
        """What a reviewer was given; None for anybody who was not."""
        pairs = self.rows(_PAIRING + "WHERE p.submission = %s AND p.reviewer = %s", submission, reviewer)
        if not pairs:
            return None
        (row,) = self.rows(_SUBMISSION + "WHERE u.id = %s", submission)
        return _submission(row), _pairing(pairs[0])

    def for_author(self, submission: str, author: str) -> Submission | None:
        """What somebody handed in; None for anybody else."""
        rows = self.rows(_SUBMISSION + "WHERE u.id = %s AND u.account = %s", submission, author)
        return _submission(rows[0]) if rows else None

    # Reviewers.

    def pair(self, pairs: Sequence[tuple[str, str]], due: dt.date) -> None:
        """Gives reviewers what they are to review: (reviewer, submission)."""
        self.engine.run(
            "INSERT INTO pairings (submission, reviewer, due) SELECT s, r, %s "
            "FROM unnest(%s::text[], %s::text[]) AS given (s, r) ON CONFLICT DO NOTHING",
            (due.isoformat(), [submission for _, submission in pairs], [reviewer for reviewer, _ in pairs]),
        )

    def hold(self, assignment: str) -> Assignment:
        """Keeps others from matching it until the transaction ends. Raises StarlError where it is gone."""
        rows = self.rows(_ASSIGNMENT + "WHERE id = %s FOR UPDATE", assignment)
        if not rows:
            raise StarlError("this assignment was removed meanwhile")
        return _assignment(rows[0])

    def set_matched(self, assignment: str) -> None:
        """Notes that reviewers were found."""
        self.change("UPDATE assignments SET matched = true WHERE id = %s", assignment)

    def past(self, cohort: str) -> set[tuple[str, str]]:
        """Every (reviewer, author) that a cohort ever had."""
        rows = self.rows(
            "SELECT p.reviewer, u.account FROM pairings p JOIN submissions u ON u.id = p.submission "
            "JOIN assignments g ON g.id = u.assignment WHERE g.cohort = %s",
            cohort,
        )
        return {(reviewer, author) for reviewer, author in rows}

    def only_reviewers(self, cohort: str) -> list[str]:
        """The accounts of a cohort that only review."""
        rows = self.rows(
            "SELECT a.id FROM members m JOIN accounts a ON a.id = m.account "
            "WHERE m.cohort = %s AND a.role = 'reviewer' AND NOT a.disabled ORDER BY a.id",
            cohort,
        )
        return [account for (account,) in rows]

    def late(self, today: dt.date) -> list[str]:
        """Assignments with reviews that should have been given before today."""
        rows = self.rows(
            "SELECT DISTINCT u.assignment FROM pairings p JOIN submissions u ON u.id = p.submission "
            "WHERE p.review IS NULL AND NOT p.late AND p.due < %s",
            today.isoformat(),
        )
        return [identifier for (identifier,) in rows]

    def mark_late(self, assignment: str, today: dt.date) -> set[str]:
        """Marks what is late and gives the reviewers. They may still review; the author does not wait for them."""
        rows = self.rows(
            "UPDATE pairings p SET late = true FROM submissions u WHERE u.id = p.submission AND u.assignment = %s "
            "AND p.review IS NULL AND NOT p.late AND p.due < %s RETURNING p.reviewer",
            assignment, today.isoformat(),
        )  # fmt: skip
        return {reviewer for (reviewer,) in rows}

    def expected(self, assignment: str) -> dict[str, int]:
        """By submission: the reviews that were given, or are not late."""
        rows = self.rows(
            "SELECT u.id, count(p.reviewer) FILTER (WHERE p.review IS NOT NULL OR NOT p.late) "
            "FROM submissions u LEFT JOIN pairings p ON p.submission = u.id WHERE u.assignment = %s GROUP BY u.id",
            assignment,
        )
        return {submission: int(number) for submission, number in rows}

    def to_give(self, reviewer: str) -> list[Pairing]:
        """What somebody was given to review, what is open first."""
        query = _PAIRING + "WHERE p.reviewer = %s ORDER BY p.review IS NOT NULL, p.due DESC LIMIT 100"
        return [_pairing(row) for row in self.rows(query, reviewer)]

    def reviews_of(self, submission: str) -> list[Pairing]:
        """The reviews that were given of what was handed in."""
        query = _PAIRING + "WHERE p.submission = %s AND p.review IS NOT NULL ORDER BY p.given"
        return [_pairing(row) for row in self.rows(query, submission)]

    def pairings(self, assignment: str) -> list[Pairing]:
        """All of an assignment, for its coach, who sees that a review was given and not what it says."""
        query = _PAIRING.replace("p.review ", "CASE WHEN p.review IS NULL THEN NULL ELSE '' END ")
        return [
            _pairing(row) for row in self.rows(query + "WHERE u.assignment = %s ORDER BY r.name", assignment)
        ]

    def review(self, submission: str, reviewer: str, review: str) -> bool:
        """Keeps a review, once. False where there is one already, or nobody asked for it."""
        return bool(
            self.change(
                "UPDATE pairings SET review = %s, given = %s WHERE submission = %s AND reviewer = %s AND review IS NULL",
                review,
                utc(self.now()),
                submission,
                reviewer,
            )
        )

    # Stories shown to coaches.

    def show(self, cohort: str, account: str, story: str, title: str, text: str) -> None:
        """Shows the coaches of a cohort a story as it is now, in place of what they were shown of it before."""
        self.rows(
            "INSERT INTO shown (id, cohort, account, story, title, text, created) VALUES (%s, %s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (cohort, account, story) DO UPDATE SET title = excluded.title, text = excluded.text, "
            "created = excluded.created",
            self.new_id(), cohort, account, story, title, text, utc(self.now()),
        )  # fmt: skip

    def hide(self, identifier: str, account: str) -> bool:
        """Takes a story back from the coaches, if it is this account's."""
        return bool(self.change("DELETE FROM shown WHERE id = %s AND account = %s", identifier, account))

    def shown_by(self, account: str) -> list[Shared]:
        """The stories that somebody shows."""
        return [
            _shared(row)
            for row in self.rows(_SHOWN + "WHERE s.account = %s ORDER BY s.created DESC", account)
        ]

    def shown_to(self, cohort: str, coach: str) -> list[Shared]:
        """The stories that a coach of a cohort is shown: those that authors showed when they could see that this is one."""
        query = f"{_SHOWN}WHERE s.cohort = %s AND {_KNOWN} ORDER BY lower(a.name), s.created DESC"
        return [_shared(row) for row in self.rows(query, cohort, coach)]

    def shown(self, cohort: str, coach: str, identifier: str) -> Shared | None:
        """One of them."""
        rows = self.rows(f"{_SHOWN}WHERE s.cohort = %s AND {_KNOWN} AND s.id = %s", cohort, coach, identifier)
        return _shared(rows[0]) if rows else None


def _assignment(row: Row) -> Assignment:
    identifier, cohort, exercise, title, note, due, days, anonymous, matched = row
    day = dt.date.fromisoformat(due)
    return Assignment(identifier, cohort, Exercise(exercise), title, note, day, days, anonymous, matched)


def _submission(row: Row) -> Submission:
    identifier, assignment, account, name, title, text, created = row
    return Submission(identifier, assignment, account, name, title, text, moment(created))


def _pairing(row: Row) -> Pairing:
    assignment, reviewer, named, submission, title, author, author_named, due, review = row
    day = dt.date.fromisoformat(due)
    return Pairing(assignment, reviewer, named, submission, title, author, author_named, day, review)


def _shared(row: Row) -> Shared:
    identifier, cohort, account, name, story, title, text, created = row
    return Shared(identifier, cohort, account, name, story, title, text, moment(created))
