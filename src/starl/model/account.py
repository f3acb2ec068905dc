"""Who has a journal on a shared server, and who belongs together there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for. None of them opens somebody else's journal."""

    LEARNER = "learner"
    REVIEWER = "reviewer"
    """Only reads and reviews what it is given; has no journal."""
    COACH = "coach"
    """A learner who may lead cohorts."""
    ADMIN = "admin"
    """Invites, disables, makes cohorts, reads the audit log."""


class Part(StrEnum):
    """What somebody is in a cohort."""

    LEARNER = "learner"
    COACH = "coach"


class Ticket(StrEnum):
    """What a link that was given out is good for, once."""

    INVITATION = "invitation"
    RESET = "reset"
    LINKING = "linking"
    """Of an account with a single sign-on; the browser that proved the password holds it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person on the server. The id is also the owner of the journal."""

    id: str
    email: str
    """In lower case."""
    name: str
    """As others of the cohort see it."""
    role: Role
    created: dt.datetime
    password: str | None = None
    """As argon2 encodes it; None where the person comes by OpenID Connect only."""
    totp: str | None = None
    """The secret of the one-time codes, in base32; None where none are asked for."""
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which somebody is logged in."""

    token: str
    """The digest of its token; the token itself is only in the browser."""
    created: dt.datetime
    seen: dt.datetime
    agent: str
    """What the browser calls itself, cut short."""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the audit log. It names records by id and holds no word of a journal."""

    at: dt.datetime
    account: str | None
    action: str
    about: str
    address: str
