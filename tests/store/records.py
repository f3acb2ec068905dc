"""A clock, and records to keep."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from starl.model.attempt import Attempt, Exercise
from starl.model.dismissal import Dismissal
from starl.model.interview import Interview, Use
from starl.model.journal import Entry, Experience, Improvement
from starl.model.mock_record import MockRecord
from starl.model.peer_review import Theme
from starl.model.practice import Card, CardKind
from starl.model.report import Dimension
from starl.model.sharing import (
    Access,
    Comment,
    CommentState,
    Feedback,
    Origin,
    Share,
    SharedPart,
    ShareLink,
    Swap,
    Visit,
)
from starl.model.story import Section
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.model.take import SpokenWord, Take, TakeSource
from starl.store.store import Store

MORNING = dt.datetime(2025, 3, 14, 9, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that goes on a second at each look."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


class Randomness:
    """Bytes that count."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self, size: int) -> bytes:
        return next(self._numbers).to_bytes(size, "big")


def _new(store: Store, **fields: Any) -> dict[str, Any]:
    now = store.now()
    return {"id": store.new_id(), "created": now, "updated": now} | fields


def entry(store: Store, text: str = "The import stopped half way", **more: Any) -> Entry:
    """A new entry, not yet kept."""
    return Entry(**_new(store, text=text, **{"date": MORNING.date()} | more))


def story(store: Store, title: str = "The import", **more: Any) -> StoryRecord:
    """A new story, not yet kept."""
    return StoryRecord(**_new(store, title=title, **{"slug": store.stories.free_slug(title)} | more))


def experience(store: Store, title: str = "Revert of the new parser", **more: Any) -> Experience:
    """A new experience, not yet kept."""
    return Experience(**_new(store, title=title, **{"date": MORNING.date()} | more))


def improvement(store: Store, **more: Any) -> Improvement:
    """A new improvement, not yet kept."""
    said = {"weakness": "I guess", "learning": "Measure first", "change": "A number in every plan"}
    return Improvement(**_new(store, **said | more))


def card(store: Store, item: str = "why-this-job", kind: CardKind = CardKind.QUESTION, **more: Any) -> Card:
    """A new card, not yet kept."""
    now = store.now()
    fields: dict[str, Any] = {"id": store.new_id(), "created": now, "due": now} | more
    return Card(kind=kind, item=item, **fields)


def interview(store: Store, **more: Any) -> Interview:
    """A new interview, not yet kept."""
    return Interview(**_new(store, **{"date": MORNING.date(), "company": "Harbour"} | more))


def use(store: Store, told: str, **more: Any) -> Use:
    """A new use of a story, not yet kept."""
    fields: dict[str, Any] = {"date": MORNING.date()} | more
    return Use(id=store.new_id(), created=store.now(), story=told, **fields)


def attempt(
    store: Store, item: str = "late-release", kind: Exercise = Exercise.REFRAMING, **more: Any
) -> Attempt:
    """A new attempt, not yet kept."""
    fields: dict[str, Any] = {"text": "I said yes too soon, and learned to ask first"} | more
    return Attempt(id=store.new_id(), created=store.now(), kind=kind, item=item, **fields)


def take(store: Store, told: str | None = None, **more: Any) -> Take:
    """A new spoken take, not yet kept."""
    fields: dict[str, Any] = {
        "question": None,
        "source": TakeSource.RECORDED,
        "text": "I dropped um the table",
        "seconds": 2.5,
        "words": (SpokenWord("I", 0.1, 0.25, 0.98), SpokenWord("um", 0.7, 0.9, 0.4, True)),
        "engine": "by hand",
        "audio": None,
        "metrics": {"pace": 130.5},
    }
    return Take(id=store.new_id(), created=store.now(), story=told, **fields | more)


def mock(store: Store, **more: Any) -> MockRecord:
    """A new mock interview, not yet kept."""
    return MockRecord(**_new(store, **{"state": {"asked": ["failure"]}} | more))


def dismissal(store: Store, told: str, **more: Any) -> Dismissal:
    """A finding set aside, not yet kept."""
    said = {"code": "B201", "evidence": "the vendor broke it", "reason": "they did, by contract"}
    return Dismissal(story=told, created=store.now(), **said | more)


def keep_shared(store: Store, told: str, said: str = "We lost a day") -> Feedback:
    """A shared story with a review, a link and a visit, all kept."""
    now = store.now()
    share = store.shares.add(
        Share(
            store.new_id(), now, told, 1, said, said,
            (SharedPart(Section.RESULT, 0, 4), SharedPart(None, 4, 5)),
            (Origin(0, 4, 3, 7, False), Origin(4, 5, 7, 9, True)), (Swap((said, "b"), "Person A"),),
        )
    )  # fmt: skip
    link = store.share_links.add(
        ShareLink(store.new_id(), now, share.id, "ab" * 32, now, now, "scrypt$a$b", said)
    )
    store.share_visits.add(Visit(store.new_id(), link.id, now, Access.WRONG, "::1"))
    comments = (
        Comment(0, 4, said, Theme.LEARNING, CommentState.DONE, said, 2),
        Comment(4, 5, said, state=CommentState.DECLINED, reason=said),
    )
    return store.feedback.add(
        Feedback(store.new_id(), now, told, share.id, now, said, 4, 2, said, said, said, comments, "0a")
    )


VERDICT = VerdictSnapshot(60, False, (), dict.fromkeys(Dimension, 2), "0")
"""What a coach might have said of a story that can be judged."""
