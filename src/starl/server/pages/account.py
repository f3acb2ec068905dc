"""One's own account: name, password, one-time codes, sessions, and all one has, taken out or removed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from typing import Annotated

from fastapi import Form, HTTPException, Request
from starlette.responses import Response, StreamingResponse

from starl.errors import StarlError
from starl.model.account import Account, Role
from starl.server import passwords, totp
from starl.server.letters import tell_of_change
from starl.server.queue import EXPORT, POST
from starl.server.state import Hosted, account_of, address_of, hosted_of, note
from starl.store.hosted.base import digest
from starl.store.recordings import FOLDER as RECORDINGS
from starl.store.store import Store
from starl.web import patterns
from starl.web.pages.settings import ERASE
from starl.web.render import back_to, flash, page
from starl.web.routers import page_router

router = page_router()
_SECRET = "totp"  # noqa: S105 (where a new secret waits in the cookie for its first code)
LINKING = "linking"
"""Where in the cookie it is noted that the password was right and a single sign-on may be linked."""
Text = Annotated[str, Form(max_length=300)]
Password = Annotated[str, Form(max_length=1000)]


@router.get("/account")
def show(request: Request) -> Response:
    """All of it."""
    return show_account(request)


def show_account(request: Request, wrong: str | None = None, status: int = 200) -> Response:
    """The page. wrong: what to say of a form that was sent."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        sessions = hosted.accounts.sessions(account.id)
        export = hosted.work.export_of(account.id)
        events = hosted.audit.list(20, account.id)
        linked = hosted.accounts.has_identity(account.id)
    secret = request.session.get(_SECRET)
    return page(
        request,
        "account.html",
        status,
        sessions=sessions,
        this=request.state.session,
        export=export,
        events=events,
        journal=account.role is not Role.REVIEWER,
        secret=secret,
        uri=totp.address(secret, account.email) if secret else "",
        erase=ERASE,
        wrong=wrong,
        identity=hosted.environment.identity,
        linked=linked,
        linking=LINKING in request.session,
    )


@router.post("/account/name")
def rename(request: Request, name: Annotated[str, Form(min_length=1, max_length=80)]) -> Response:
    """Sets the name that the cohort sees."""
    with hosted_of(request).engine.connected():
        hosted_of(request).accounts.set_name(account_of(request).id, name)
    return back_to("/account", request, "Your name is set.")


@router.post("/account/password")
def change(request: Request, old: Password, new: Password) -> Response:
    """Sets a new password; every other session ends."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        trouble = unproven(request, hosted, old)
        if trouble is None:
            try:
                passwords.check_password(new, account.email, account.name)
                with hosted.engine.transaction():
                    hosted.accounts.set_password(account.id, passwords.encoded(new), request.state.session)
                    tell(request, account, "The password of your account was changed.")
                note(request, "password changed")
            except StarlError as error:
                trouble = f"{error}."
    if trouble:
        return show_account(request, trouble, 422)
    return back_to("/account", request, "The new password is set; every other session was ended.")


@router.post("/account/codes")
def ask_codes(request: Request) -> Response:
    """Shows a new secret for one-time codes; nothing is asked for before its first code came."""
    request.session[_SECRET] = totp.new_secret()
    return back_to("/account#codes")


@router.post("/account/codes/on")
def codes_on(request: Request, code: Text) -> Response:
    """Asks for codes from now on, once the first one is right."""
    hosted, account = hosted_of(request), account_of(request)
    secret = request.session.get(_SECRET)
    step = totp.step_of(secret, code) if secret else None
    if step is None:
        return show_account(
            request, "That code is not right. Look at the clock of your phone, and try the next one.", 422
        )
    with hosted.engine.connected():
        hosted.accounts.set_totp(account.id, secret)
        hosted.accounts.use_totp(account.id, step)
        note(request, "codes on")
    request.session.pop(_SECRET, None)
    return back_to("/account#codes", request, "A code is asked for at each login from now on.")


@router.post("/account/codes/off")
def codes_off(request: Request, old: Password) -> Response:
    """Asks for no codes any more."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        trouble = unproven(request, hosted, old)
        if trouble is None:
            with hosted.engine.transaction():
                hosted.accounts.set_totp(account.id, None)
                tell(
                    request,
                    account,
                    "One-time codes were switched off: the password alone opens your account now.",
                )
            note(request, "codes off")
    return (
        show_account(request, trouble, 403)
        if trouble
        else back_to("/account#codes", request, "No code is asked for.")
    )


@router.post("/account/sessions/end")
def end(request: Request, token: Text = "") -> Response:
    """Ends one of one's sessions; without a token all but this one."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        for session in hosted.accounts.sessions(account.id):
            if session.token == token or (not token and session.token != request.state.session):
                hosted.accounts.end(account.id, session.token)
        note(request, "session ended")
    return back_to("/account#sessions", request, "Ended.")


@router.post("/account/export")
def ask_export(request: Request) -> Response:
    """Has all that one has written to a file."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        identifier = hosted.work.ask_export(account_of(request).id)
        note(request, "export asked for")
    request.app.state.queue.say(EXPORT, identifier=identifier)
    return back_to("/account#export", request, "Your export is being made. Look again in a moment.")


@router.get("/account/export/{identifier}")
def fetch(request: Request, identifier: str) -> Response:
    """The file. Raises 404 where it is not one's own, or not ready."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        size = hosted.work.may_fetch(identifier, account_of(request).id)
        if size is None:
            raise HTTPException(404, "There is no such export; it may be too old. Ask for a new one.")
        note(request, "export fetched", identifier)
    headers = {"Content-Disposition": 'attachment; filename="starl-export.zip"', "Content-Length": f"{size}"}
    return StreamingResponse(_file(hosted, identifier), media_type="application/zip", headers=headers)


@router.post("/account/erase")
def erase(request: Request, words: Text, old: Password = "") -> Response:
    """Removes the journal, the account and all that was given to others, for good."""
    hosted, account = hosted_of(request), account_of(request)
    if " ".join(words.split()).lower() != ERASE:
        flash(request, f"Nothing was removed. Type “{ERASE}” if you mean it.", "bad")
        return back_to("/account#erase")
    with hosted.engine.connected():
        if account.password:
            trouble = unproven(request, hosted, old)
            if trouble:
                return show_account(request, trouble, 403)
        erase_account(hosted, account.id)
    patterns.forget()
    request.session.clear()
    return back_to(
        "/login", request, "Everything is gone: your journal, your account, and what you showed to others."
    )


def _file(hosted: Hosted, export: str) -> Iterator[bytes]:
    """An export as it is sent: each part may be asked for in another thread, so each has the connection for itself."""
    for number in count():
        with hosted.engine.connected():
            part = hosted.work.part("export", export, number)
        if part is None:
            return
        yield part


def erase_account(hosted: Hosted, account: str) -> None:
    """Removes a journal and its account. A reader never finds the one without the other, nor a worker an account's recording
    without the account. Then its files are removed, in the home that all machines share.
    """
    with hosted.engine.transaction():
        Store(hosted.engine, account).erase()
        hosted.accounts.remove(account)
        hosted.audit.note("account erased", about=digest(account)[:12])
    for folder in (hosted.environment.home / "accounts" / account, hosted.engine.home / RECORDINGS / account):
        shutil.rmtree(folder, ignore_errors=True)


def tell(request: Request, account: Account, what: str) -> None:
    """Has the person told by letter what was changed."""
    if tell_of_change(hosted_of(request), account, what):
        request.app.state.queue.say(POST)


def unproven(request: Request, hosted: Hosted, password: str) -> str | None:
    """What to say where this is not the person's password; tries are counted."""
    account = account_of(request)
    if not hosted.accounts.may_try(f"proof {account.id}", 10, 15):
        note(request, "proof refused", address_of(request))
        return "Too many tries. Wait a quarter of an hour."
    if not passwords.fits(password, account.password):
        return "That is not your password. Nothing was changed."
    return None
