"""A story as a peer is given it, and what comes back: comments at its words, and what was done about each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from starl.model.peer_review import Theme
from starl.model.story import Section


class Swap(NamedTuple):
    """Words of the author that were replaced in what was shared."""

    words: tuple[str, ...]
    """Each of their spellings."""
    shown: str
    """What stands in their place."""


class SharedPart(NamedTuple):
    """A paragraph of the shared text, in code points of it."""

    section: Section | None
    start: int
    end: int


class Origin(NamedTuple):
    """A stretch of the shared text and where in the revision it comes from, both in code points."""

    start: int
    end: int
    source_start: int
    source_end: int
    swapped: bool
    """Whether other words stand there than in the revision; else both are equally long."""


@dataclass(frozen=True, slots=True)
class Share:
    """One revision of a story as it was given away."""

    id: str
    created: dt.datetime
    story: str
    """The id of the story."""
    revision: int
    title: str
    """As it was shown."""
    text: str
    """All of the story that was shown."""
    parts: tuple[SharedPart, ...] = ()
    origins: tuple[Origin, ...] = ()
    swaps: tuple[Swap, ...] = ()


class CommentState(StrEnum):
    """What the author did about a comment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer said of some words."""

    start: int
    """In the shared text, in code points, as `end`."""
    end: int
    said: str
    theme: Theme | None = None
    state: CommentState = CommentState.OPEN
    reason: str = ""
    """Why it was declined, or what the author noted."""
    revision: int | None = None
    """The revision in which it was done."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A review of a shared story, as it was received."""

    id: str
    created: dt.datetime
    """When it was received."""
    story: str
    share: str
    """The id of what was reviewed."""
    written: dt.datetime
    """When the reviewer finished it, by the reviewer's clock."""
    reviewer: str
    """The name that the reviewer chose; may be empty."""
    authenticity: int
    """1..5, as `learning`."""
    learning: int
    authenticity_why: str = ""
    learning_why: str = ""
    summary: str = ""
    comments: tuple[Comment, ...] = ()
    digest: str = ""
    """Of what was received, so that nothing is taken in twice."""


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A link to something shared. The token itself is kept nowhere."""

    id: str
    created: dt.datetime
    share: str
    digest: str
    """SHA-256 of the token, in hexadecimal digits."""
    expires: dt.datetime
    revoked: dt.datetime | None = None
    passphrase: str | None = None
    """Its hash, where one is asked for."""
    note: str = ""
    """For whom it is, in the author's words."""


class Access(StrEnum):
    """What somebody did with a link."""

    READ = "read"
    ASKED = "was asked for the passphrase"
    WRONG = "gave a wrong passphrase"
    REVIEWED = "sent a review"
    EXPIRED = "came too late"
    REVOKED = "came after the link was taken back"


@dataclass(frozen=True, slots=True)
class Visit:
    """One access through a link."""

    id: str
    link: str
    at: dt.datetime
    access: Access
    address: str = ""
    """The network address that it came from."""
