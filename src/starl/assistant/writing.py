"""What an assistant proposes to write, and the writing of it once the person agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

from starl.capture.noting import add, noted
from starl.errors import StarlError
from starl.model.journal import Source
from starl.model.mock import Strictness
from starl.model.question import Theme
from starl.practice.mock import MOST_QUESTIONS
from starl.practice.mocks import QUESTIONS, Focus, Kept, find, start
from starl.store.store import Store

SOURCE = "assistant"
"""The kind of source of an entry that an assistant proposed."""
_SESSIONS = "assistant.sessions"
"""Holds the ids of the mock interviews that the person agreed to have with an assistant."""
_MOST_SESSIONS = 50


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A proposed entry."""

    text: str
    mistake: str | None = None
    lesson: str | None = None
    cause: str | None = None
    tags: tuple[str, ...] = ()
    day: str | None = None
    """In words or as 2026-05-01; None for now."""

    def check(self, now: dt.datetime) -> None:
        """Raises StarlError where it could not be kept as it is."""
        if not self.text.strip():
            raise StarlError("the entry is empty; ask the person what happened")
        noted(self.text, now, said=self.day, tags=self.tags)

    def told(self) -> str:
        """What the person agrees to, line by line."""
        fields = {"mistake": self.mistake, "lesson": self.lesson, "cause": self.cause, "day": self.day}
        named = [f"{name}: {value.strip()}" for name, value in fields.items() if value and value.strip()]
        tags = [f"tags: {', '.join(self.tags)}"] if self.tags else []
        return "\n".join([self.text.strip(), *named, *tags])

    def keep(self, store: Store, now: dt.datetime) -> str:
        """Writes it, and gives its id. Raises StarlError as `check`."""
        self.check(now)
        entry = noted(
            self.text,
            now,
            said=self.day,
            tags=self.tags,
            mistake=self.mistake,
            lesson=self.lesson,
            cause=self.cause,
        )
        return add(store, replace(entry, source=Source(SOURCE, store.new_id()))).id


@dataclass(frozen=True, slots=True)
class InterviewDraft:
    """A proposed mock interview."""

    questions: int = QUESTIONS
    theme: str | None = None
    role: str | None = None
    strictness: str = Strictness.USUAL.value

    def check(self, now: dt.datetime) -> None:
        """Raises StarlError for a theme, a role or a strictness that there is not, or both a theme and a role."""
        from starl.practice.mock_questions import find_role

        if not 1 <= self.questions <= MOST_QUESTIONS:
            raise StarlError(f"an interview has 1 to {MOST_QUESTIONS} questions, not {self.questions}")
        if self.theme and self.role:
            raise StarlError("choose by a theme or by a role, not by both")
        if self.theme and self.theme not in set(Theme):
            raise StarlError(f"there is no theme '{self.theme}'; there are {', '.join(Theme)}")
        if self.strictness not in set(Strictness):
            raise StarlError(f"there is no strictness '{self.strictness}'; there are {', '.join(Strictness)}")
        if self.role:
            find_role(self.role)

    def told(self) -> str:
        """What the person agrees to."""
        about = f", theme {self.theme}" if self.theme else f", role {self.role}" if self.role else ""
        number = "1 question" if self.questions == 1 else f"{self.questions} questions"
        return (
            f"A mock interview of {number}{about}, follow-ups {self.strictness}. Your answers in it are kept."
        )

    def keep(self, store: Store, now: dt.datetime) -> str:
        """Begins it, and gives its id. Raises StarlError as `check`, and as `start`."""
        self.check(now)
        with store.transaction():
            focus = Focus(Theme(self.theme) if self.theme else None, self.role)
            kept = start(store, focus, number=self.questions, strictness=Strictness(self.strictness))
            sessions = [*store.settings.get(_SESSIONS, []), kept.id]
            store.settings.set(_SESSIONS, sessions[-_MOST_SESSIONS:])
        return kept.id


Draft = EntryDraft | InterviewDraft


def as_json(draft: Draft) -> dict[str, Any]:
    """A draft as JSON can hold it."""
    return {"kind": "entry" if isinstance(draft, EntryDraft) else "interview", **asdict(draft)}


def from_json(data: dict[str, Any]) -> Draft:
    """The draft that `as_json` wrote."""
    fields = {name: value for name, value in data.items() if name != "kind"}
    if data["kind"] == "interview":
        return InterviewDraft(**fields)
    return EntryDraft(**{**fields, "tags": tuple(fields["tags"])})


def agreed_interview(store: Store, identifier: str) -> Kept:
    """The mock interview of this whole id. Raises StarlError for one that the person did not begin with an assistant."""
    if identifier not in store.settings.get(_SESSIONS, []):
        raise StarlError(
            f"there is no interview '{identifier}' that was begun here; start_interview begins one"
        )
    return find(store, identifier)


def open_interview(store: Store) -> Kept | None:
    """The newest interview with an assistant that is not done."""
    there = set(store.settings.get(_SESSIONS, []))
    return next(
        (Kept.of(record) for record in store.mocks.select(finished=False) if record.id in there), None
    )
