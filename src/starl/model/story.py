"""A story: the user's text and where its parts lie in it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Section(StrEnum):
    """The five parts of a STAR-L story, in the order in which they are told."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    LEARNING = "learning"


class Span(NamedTuple):
    """A stretch of text, as code points from `start` up to and without `end`."""

    start: int
    end: int


class Fact(NamedTuple):
    """One `- key: value` line of the specification's template."""

    section: Section
    key: str
    value: str
    span: Span
    """Where the value stands."""


class Ignore(NamedTuple):
    """A comment that silences a rule for its section, or for the whole story before the first heading."""

    code: str
    section: Section | None


class Part(NamedTuple):
    """A run of text under one heading, without the heading."""

    section: Section | None
    """None: text under no heading of ours."""
    span: Span


class Story(NamedTuple):
    """A text taken apart. `text` is exactly what was read; nothing of it is lost or moved."""

    text: str
    title: str | None
    meta: dict[str, object]
    themes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    headings: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    hidden: tuple[Span, ...] = ()
    """What is not prose: front matter, headings, code, comments, the keys of facts."""
    error: str | None = None
    """What is wrong with the front matter, if something is; the rest is read all the same."""

    @property
    def has_headings(self) -> bool:
        return any(part.section is not None for part in self.parts)
