"""Links to a shared story: unguessable, expiring, revocable, and every use of one noted."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.sharing import Access, Share, ShareLink, Visit
from starl.store.engine import Engine
from starl.store.shares import owner_of_link
from starl.store.store import Store

PATH = "/shared/"
"""Where a server shows what a token leads to."""
DAYS = 14
LONGEST_DAYS = 90
_BYTES = 32
"""Random bytes of a token: 256 bits."""
_LONGEST_NOTE = 100
_LONGEST_ADDRESS = 64


class Made(NamedTuple):
    """A new link. This is the one moment at which its token is known."""

    link: ShareLink
    token: str


class State(StrEnum):
    """Whether a link still leads anywhere."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "taken back"


def make(store: Store, share: Share, days: int = DAYS, passphrase: str | None = None, note: str = "") -> Made:
    """A link to what was shared. passphrase: its hash. Raises StarlError for a time outside of 1 to 90 days."""
    if not 1 <= days <= LONGEST_DAYS:
        raise StarlError(f"a link holds for 1 to {LONGEST_DAYS} days, not {days}")
    token = secrets.token_urlsafe(_BYTES)
    now = store.now()
    link = ShareLink(
        id=store.new_id(),
        created=now,
        share=share.id,
        digest=_digest(token),
        expires=now + dt.timedelta(days=days),
        passphrase=passphrase,
        note=" ".join(note.split())[:_LONGEST_NOTE],
    )
    return Made(store.share_links.add(link), token)


def owner_of(engine: Engine, token: str) -> tuple[str, str] | None:
    """Whose link a token opens, and its id; None for one that was never given out."""
    return owner_of_link(engine, _digest(token))


def state(link: ShareLink, now: dt.datetime) -> State:
    """How a link stands at a moment."""
    if link.revoked is not None:
        return State.REVOKED
    return State.EXPIRED if now >= link.expires else State.OPEN


def revoke(store: Store, identifier: str) -> ShareLink:
    """Takes a link back for good; it may be given by the beginning of its id."""
    with store.transaction():
        link = store.share_links.find(identifier)
        return link if link.revoked else store.share_links.update(replace(link, revoked=store.now()))


def note_visit(store: Store, link: ShareLink, access: Access, address: str = "") -> Visit:
    """Notes what somebody did with a link, for its owner."""
    return store.share_visits.add(
        Visit(store.new_id(), link.id, store.now(), access, address[:_LONGEST_ADDRESS])
    )


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
