"""Letting somebody in: a new session at each login, and nothing of the one before."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import AsyncIterator

from fastapi import Request
from starlette.responses import Response

from starl.model.account import Account
from starl.server.gate import SESSION
from starl.server.state import hosted_of, note
from starl.store.hosted.base import digest
from starl.web.render import back_to

HALF = "half"
"""Where it is noted who proved the first half, when and how; the one-time code is to come."""
NEXT = "next"
"""Where the way goes on after the login."""
HASHES = 2
"""Passwords that a process hashes at once."""
HALF_LIFE = dt.timedelta(minutes=5)
_OWN = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""A path of ours: no second slash or backslash at the beginning, and no character that a browser would drop."""


async def hashing(request: Request) -> AsyncIterator[None]:
    """Lets few requests at once hash a password, which takes 64 MB and all cores; the others wait without a thread."""
    async with request.app.state.hashing:
        yield


def own_path(text: str) -> str:
    """The path itself, or / for anything that may lead elsewhere.

    >>> own_path("/stories?q=a"), own_path("//evil.example"), own_path("https://evil.example")
    ('/stories?q=a', '/', '/')
    """
    return text if _OWN.fullmatch(text) else "/"


def let_in(request: Request, account: Account, how: str) -> Response:
    """Begins a session with a new token and a new token against forged requests, and goes on to where the way led."""
    hosted = hosted_of(request)
    goal = own_path(str(request.session.get(NEXT, "/")))
    leave(request, account.id)
    request.session[SESSION] = hosted.accounts.begin(account.id, request.headers.get("user-agent", ""))
    note(request, f"login {how}", account=account.id)
    return back_to(goal)


def ask_for_code(request: Request, account: Account, how: str) -> Response:
    """Goes on to the one-time code. how: what was right already, such as `password`."""
    request.session[HALF] = [account.id, int(time.time()), how]
    return back_to("/login/code")


def leave(request: Request, account: str) -> None:
    """Ends the session of this browser, on the server and in the cookie."""
    token = request.session.get(SESSION)
    if token:
        hosted_of(request).accounts.end(account, digest(str(token)))
    request.session.clear()
