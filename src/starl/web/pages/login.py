"""The password, where one is set."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from limits import parse
from starlette.responses import Response

from starl.web.render import back_to, page
from starl.web.routers import page_router
from starl.web.secrets import is_password

router = page_router()
_TRIES = parse("10/minute")


@router.get("/login")
def ask(request: Request) -> Response:
    """The form."""
    return page(request, "login.html", wrong=None)


@router.post("/login")
def enter(request: Request, password: Annotated[str, Form(max_length=1000)]) -> Response:
    """Opens the journal for this session."""
    kept = request.app.state.options.password
    if kept is None:
        return back_to("/")
    if not request.app.state.limiter.hit(_TRIES, "login"):
        return page(request, "login.html", 429, wrong="Too many tries. Wait a minute.")
    if not is_password(password, kept):
        return page(request, "login.html", 403, wrong="That is not the password.")
    request.session["in"] = kept[-16:]
    return back_to("/")


@router.post("/logout")
def leave(request: Request) -> Response:
    """Closes the journal for this session."""
    request.session.clear()
    return back_to("/login")
