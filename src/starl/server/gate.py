"""Nothing is shown before somebody is known; then each request is given the journal of its account and no other."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from starl.errors import Unreachable
from starl.model.account import Account, Role
from starl.server.hearings import AccountHearings
from starl.server.navigation import navigation
from starl.server.state import Hosted
from starl.store.hosted.accounts import Visit
from starl.web.journal import Journal
from starl.web.options import Options

SESSION = "sid"
"""Where the session's token is in the signed cookie."""
OPEN = ("/login", "/join", "/reset", "/shared", "/static/", "/favicon.ico", "/health", "/ready", "/metrics")
"""What is shown to anybody. They read no journal, but for `/shared`, which opens the one story that a link leads to."""
REVIEWERS = ("/cohorts", "/reviews", "/account", "/logout", "/exercises/peer-review/samples")
"""What an account that only reviews may open."""


class Gate:
    """Stands before every page. Whoever is not known is sent to /login, or gets 401 from the API."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        token = scope["session"].get(SESSION)
        is_open = any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in OPEN)
        hosted: Hosted = scope["app"].state.hosted
        state = scope.setdefault("state", {})
        state["look"] = "auto"
        if is_open:
            await self.app(scope, receive, send)
            return
        try:
            visit = await run_in_threadpool(_visit, hosted, token) if token else None
        except Unreachable as error:
            await _away(path, str(error))(scope, receive, send)
            return
        if visit is None:
            await _unknown(scope)(scope, receive, send)
            return
        if not may_open(visit.account, path):
            await PlainTextResponse("Your account only reviews; it has no journal here.\n", 403)(
                scope, receive, send
            )
            return
        options: Options = scope["app"].state.options
        state["account"] = visit.account
        state["owner"] = visit.account.id
        state["session"] = visit.token
        state["look"] = json.loads(visit.theme) if visit.theme else "auto"
        state["navigation"] = navigation(visit.account.role)
        state["journal"] = Journal(hosted.engine, options.clock, visit.account.id)
        app_state = scope["app"].state
        state["hearings"] = AccountHearings(hosted, app_state.queue, visit.account.id, app_state.missing)
        state["options"] = replace(options, home=options.home / "accounts" / visit.account.id)
        await self.app(scope, receive, send)


def may_open(account: Account, path: str) -> bool:
    """Whether the account's role has this page at all."""
    if account.role is not Role.REVIEWER:
        return True
    return any(path == each or path.startswith(f"{each}/") for each in REVIEWERS)


def _visit(hosted: Hosted, token: str) -> Visit | None:
    with hosted.engine.connected():
        return hosted.accounts.visit(token, hosted.environment.idle, hosted.environment.life)


def _unknown(scope: Scope) -> Response:
    path: str = scope["path"]
    if path.startswith("/api/"):
        return JSONResponse({"detail": "log in first"}, 401)
    if scope["method"] != "GET" or path == "/":
        return RedirectResponse("/login", 303)
    return RedirectResponse(f"/login?next={quote(path)}", 303)


def _away(path: str, said: str) -> Response:
    headers = {"Retry-After": "2"}
    if path.startswith("/api/"):
        return JSONResponse({"detail": "the database is away for the moment"}, 503, headers)
    return PlainTextResponse(
        "The database is away for the moment. Do it again in a few seconds.\n", 503, headers
    )
