"""Who may do what: sessions, tokens against forged requests, the password, and limits on what is costly."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets as random
from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from starl.web.guard import SAFE
from starl.web.secrets import is_password

HEADER = "X-CSRF-Token"
FIELD = "_csrf"
LIVE_RATE = "5000/10 seconds"
"""How often the coach may be asked while somebody types."""
_OPEN = ("/login", "/static/", "/favicon.ico")
"""What is shown before the password is given."""


def token(connection: HTTPConnection) -> str:
    """The session's token, which every form carries."""
    found = connection.session.get("csrf")
    if not found:
        found = connection.session["csrf"] = random.token_urlsafe(24)
    return str(found)


def _holds(connection: HTTPConnection, given: str) -> bool:
    kept = connection.session.get("csrf")
    return bool(kept) and hmac.compare_digest(str(kept).encode(), given.encode())


async def own_form(request: Request) -> None:
    """Lets only forms of our own pages through. Raises 403 for others."""
    if request.method in SAFE:
        return
    given = request.headers.get(HEADER)
    if given is None:
        given = str((await request.form()).get(FIELD, ""))
    if not _holds(request, given):
        raise HTTPException(403, "This page was open for too long. Go back, reload it, and send it again.")


async def own_call(request: Request) -> None:
    """Lets a browser's call through only from our own pages; a program on this machine needs no token.

    Raises 403 for others. A browser always says where a call comes from, or brings its session.
    """
    if request.method in SAFE:
        return
    headers = request.headers
    browser = "origin" in headers or "sec-fetch-site" in headers or "cookie" in headers
    if browser and not _holds(request, headers.get(HEADER, "")):
        raise HTTPException(403, f"the header {HEADER} is missing or stale; reload the page")


def limited(rate: str) -> Callable[[Request], Awaitable[None]]:
    """A limit for a route, such as `10/minute`. Raises 429 where it is passed; each server counts for itself, a shared
    one for each account."""
    item: RateLimitItem = parse(rate)

    async def allow(request: Request) -> None:
        limiter: MovingWindowRateLimiter = request.app.state.limiter
        account = getattr(request.state, "owner", None)
        who = () if account is None else (account,)
        if not limiter.hit(item, request.scope["route"].path, *who):
            raise HTTPException(
                429, "That was too much at once; wait a moment.", {"Retry-After": str(item.get_expiry())}
            )

    return allow


def new_limiter() -> MovingWindowRateLimiter:
    """Counts in memory."""
    return MovingWindowRateLimiter(MemoryStorage())


class PasswordGate:
    """Asks for the password, where one is set, before anything else is shown."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _may_pass(scope):
            await self.app(scope, receive, send)
            return
        answer: Response
        if scope["path"].startswith("/api/"):
            answer = JSONResponse(
                {"detail": "the password is needed, as HTTP Basic with any name"},
                401,
                {"WWW-Authenticate": 'Basic realm="starl"'},
            )
        else:
            answer = RedirectResponse("/login", 303)
        await answer(scope, receive, send)


def _may_pass(scope: Scope) -> bool:
    kept = scope["app"].state.options.password
    shared = scope["app"].state.options.share and scope["path"].startswith("/shared/")
    if kept is None or shared or scope["path"].startswith(_OPEN) or scope["session"].get("in") == kept[-16:]:
        return True
    given = Headers(scope=scope).get("authorization", "")
    if not (given.startswith("Basic ") and scope["path"].startswith("/api/")):
        return False
    limiter: MovingWindowRateLimiter = scope["app"].state.limiter
    if not limiter.hit(parse("20/minute"), "basic"):
        return False
    try:
        password = base64.b64decode(given[6:], validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return False
    return is_password(password, kept)
