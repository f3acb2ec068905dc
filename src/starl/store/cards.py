"""The cards of a journal and their reviews."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from peewee import SQL, fn

from starl.errors import StarlError
from starl.model.practice import Card, CardKind, Rating, ReviewLog, State
from starl.store.repository import Repository
from starl.store.tables import CARDS, COLUMNS, ENTRIES, REVIEWS, STORIES
from starl.store.values import Row, maybe_moment, maybe_utc, moment, utc

_SOURCES = {CardKind.LESSON: ENTRIES, CardKind.STORY: STORIES}
"""Where the records lie that cards are made of."""


class Candidate(NamedTuple):
    """A lesson or story that has no card yet."""

    kind: CardKind
    item: str
    created: datetime
    """When its record was made."""


class Coming(NamedTuple):
    """When a card is due."""

    card: str
    """Its id."""
    due: datetime


class Cards(Repository[Card]):
    """The memory of stories, lessons and questions. Which numbers it has is the scheduler's business.

    A card rests while its record is in the bin, or its entry has no lesson any more: it is kept, and not due.
    """

    table = CARDS
    noun = "card"

    def add(self, card: Card) -> Card:
        """Keeps a new card. Raises StarlError where its id, or a card of its item, is there already."""
        with self._scope.transaction():
            self._insert([card])
        return card

    def of_item(self, kind: CardKind, item: str) -> Card | None:
        """The card of an item."""
        found = self._all(self._select((CARDS.kind == kind.value) & (CARDS.item == item)))
        return found[0] if found else None

    def select(
        self, kinds: Sequence[CardKind] = (), *, limit: int | None = None, offset: int = 0
    ) -> list[Card]:
        """The cards of these kinds, or all, by when they are due."""
        return self._all(self._of(kinds).order_by(CARDS.due, CARDS.id), limit, offset)

    def due(self, now: datetime, kinds: Sequence[CardKind] = (), limit: int | None = None) -> list[Card]:
        """The cards due now that do not rest, the longest due first."""
        query = self._of(kinds).where((CARDS.due <= utc(now)) & _awake()).order_by(CARDS.due, CARDS.id)
        return self._all(query, limit)

    def coming(self, until: datetime) -> list[Coming]:
        """The cards that do not rest and are due up to that moment, the longest due first."""
        query = CARDS.select(CARDS.id, CARDS.due).where(self._mine & (CARDS.due <= utc(until)) & _awake())
        rows = self._engine.rows(query.order_by(CARDS.due, CARDS.id))
        return [Coming(card, moment(due)) for card, due in rows]

    def count_due(self, now: datetime) -> dict[CardKind, int]:
        """How many cards of each kind `due` would give; kinds with none are left out."""
        query = CARDS.select(CARDS.kind, fn.COUNT(CARDS.id)).where(
            self._mine & (CARDS.due <= utc(now)) & _awake()
        )
        return {CardKind(kind): number for kind, number in self._engine.rows(query.group_by(CARDS.kind))}

    def next_due(self) -> datetime | None:
        """When the first of the cards that do not rest is due."""
        ((first,),) = self._engine.rows(CARDS.select(fn.MIN(CARDS.due)).where(self._mine & _awake()))
        return maybe_moment(first)

    def count_added(self, since: datetime) -> int:
        """How many cards were made at that moment or later."""
        query = CARDS.select(fn.COUNT(CARDS.id)).where(self._mine & (CARDS.created >= utc(since)))
        return self._number(query)

    def candidates(self, limit: int | None = None) -> list[Candidate]:
        """The lessons and stories outside of the bin that have no card, the newest first."""
        found: list[Candidate] = []
        for kind, table in _SOURCES.items():
            query = table.select(table.id, table.created).where(self._without_card(kind))
            rows = self._engine.rows(query.order_by(table.id.desc()).limit(limit))
            found += [Candidate(kind, item, moment(created)) for item, created in rows]
        return sorted(found, key=lambda one: one.item, reverse=True)[:limit]

    def count_candidates(self) -> int:
        """How many lessons and stories outside of the bin have no card."""
        return sum(
            self._number(table.select(fn.COUNT(table.id)).where(self._without_card(kind)))
            for kind, table in _SOURCES.items()
        )

    def _without_card(self, kind: CardKind) -> Any:
        table = _SOURCES[kind]
        cards = CARDS.select(SQL("1")).where(
            self._mine & (CARDS.kind == kind.value) & (CARDS.item == table.id)
        )
        return (table.owner == self._scope.owner) & _reviewable(kind) & ~fn.EXISTS(cards)

    def record(self, card: Card, log: ReviewLog) -> Card:
        """Keeps a review and the card as it is after that. Raises StarlError where the card is not there."""
        if log.card != card.id:
            raise ValueError(f"the review is of card {log.card}, not of {card.id}")
        with self._scope.transaction():
            before = self._row(self._need(card.id))
            self._replace(card)
            self._keep([(log, json.dumps(before))])
        return card

    def undo(self, identifier: str) -> Card:
        """Takes the last review of a card back and gives the card as it was before.

        Raises StarlError where there is no review, or it was taken in from elsewhere (`add_logs`).
        """
        newest = self._reviews(identifier, REVIEWS.before).order_by(
            REVIEWS.reviewed.desc(), REVIEWS.id.desc()
        )
        with self._scope.transaction():
            rows = self._engine.rows(newest.limit(1))
            if not rows or rows[0][-1] is None:
                self._need(identifier)
                raise StarlError(f"the card {identifier} has no review that can be taken back")
            card = self._record(tuple(json.loads(rows[0][-1])))
            self._engine.write(
                REVIEWS.delete().where((REVIEWS.owner == self._scope.owner) & (REVIEWS.id == rows[0][0]))
            )
            self._replace(card)
        return card

    def logs(self, identifier: str | None = None, *, since: datetime | None = None) -> list[ReviewLog]:
        """The reviews of a card, or of all, the oldest first. since: those at that moment or later."""
        query = self._reviews(identifier).order_by(REVIEWS.reviewed, REVIEWS.id)
        if since is not None:
            query = query.where(REVIEWS.reviewed >= utc(since))
        return [_log(row) for row in self._engine.rows(query)]

    def add_logs(self, logs: Sequence[ReviewLog]) -> None:
        """Keeps reviews that were made elsewhere; the cards are not changed, and must be there."""
        with self._scope.transaction():
            self._keep([(log, None) for log in logs])

    def remove(self, identifier: str) -> None:
        """Removes a card for good, with its reviews."""
        with self._scope.transaction():
            self._need(identifier)
            self._delete([identifier])

    def _of(self, kinds: Sequence[CardKind]) -> Any:
        query = self._select()
        return query.where(CARDS.kind.in_([kind.value for kind in kinds])) if kinds else query

    def _reviews(self, identifier: str | None, *more: object) -> Any:
        columns = [getattr(REVIEWS, name) for name in COLUMNS["reviews"][1:-1]]
        query = REVIEWS.select(*columns, *more).where(REVIEWS.owner == self._scope.owner)
        return query if identifier is None else query.where(REVIEWS.card == identifier)

    def _keep(self, logs: Sequence[tuple[ReviewLog, str | None]]) -> None:
        rows = [
            (self._scope.owner, log.id, log.card, int(log.rating), utc(log.reviewed), log.duration, before)
            for log, before in logs
        ]
        self._engine.add(REVIEWS, COLUMNS["reviews"], rows)

    def _row(self, record: Card) -> Row:
        return (
            record.id,
            utc(record.created),
            record.kind.value,
            record.item,
            utc(record.due),
            int(record.state),
            record.step,
            record.stability,
            record.difficulty,
            maybe_utc(record.last_review),
        )

    def _record(self, row: Row) -> Card:
        return Card(
            id=row[0],
            created=moment(row[1]),
            kind=CardKind(row[2]),
            item=row[3],
            due=moment(row[4]),
            state=State(row[5]),
            step=row[6],
            stability=row[7],
            difficulty=row[8],
            last_review=maybe_moment(row[9]),
        )


def _reviewable(kind: CardKind) -> Any:
    """Whether a record is out of the bin and has what a card of this kind asks for."""
    there = _SOURCES[kind].binned.is_null()
    if kind is CardKind.LESSON:
        return there & ENTRIES.lesson.is_null(False) & (ENTRIES.lesson != "")
    return there & STORIES.verdict.is_null(
        False
    )  # A draft that the coach cannot judge yet tells nothing to recall.


def _awake() -> Any:
    """Whether a card does not rest."""
    awake = CARDS.kind == CardKind.QUESTION.value
    for kind, table in _SOURCES.items():
        record = table.select(SQL("1")).where(
            (table.owner == CARDS.owner) & (table.id == CARDS.item) & _reviewable(kind)
        )
        awake |= (CARDS.kind == kind.value) & fn.EXISTS(record)
    return awake


def _log(row: Row) -> ReviewLog:
    identifier, card, rating, reviewed, duration = row
    return ReviewLog(identifier, card, Rating(rating), moment(reviewed), duration)
