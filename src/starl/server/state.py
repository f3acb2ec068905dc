"""What a shared server has at hand, and what a request is given of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import HTTPException, Request

from starl.model.account import Account, Role
from starl.server.environment import Environment
from starl.store.engine import Engine
from starl.store.hosted.accounts import Accounts
from starl.store.hosted.audit import Audit

if TYPE_CHECKING:
    from starl.store.hosted.cohorts import Cohorts
    from starl.store.hosted.exchange import Exchange
    from starl.store.hosted.hearings import Hearings
    from starl.store.hosted.work import Work


def utc_now() -> dt.datetime:
    """The moment. Days are counted in UTC: the server does not know where people live."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Hosted:
    """What all requests share."""

    environment: Environment
    engine: Engine
    accounts: Accounts
    audit: Audit
    cohorts: Cohorts
    exchange: Exchange
    work: Work
    hearings: Hearings


def hosted_of(request: Request) -> Hosted:
    """The server that was asked."""
    found: Hosted = request.app.state.hosted
    return found


def account_of(request: Request) -> Account:
    """Who asks. Only behind the gate."""
    account: Account = request.state.account
    return account


def address_of(request: Request) -> str:
    """From where it is asked, as the proxy says it."""
    return request.client.host if request.client else ""


def note(request: Request, action: str, about: str = "", account: str | None = None) -> None:
    """Writes a line of the audit log."""
    who = account or getattr(request.state, "owner", None)
    hosted_of(request).audit.note(action, who, about, address_of(request))


def admin_only(request: Request) -> None:
    """Raises 404 for everybody else: there is no such page for them."""
    if account_of(request).role is not Role.ADMIN:
        raise HTTPException(404)
