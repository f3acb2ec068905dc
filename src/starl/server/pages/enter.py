"""The ways in and out: password, one-time code, an invitation, a new password, logging out."""

from __future__ import annotations

import datetime as dt
import time
from typing import Annotated

from fastapi import Depends, Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.account import Account, Role, Ticket
from starl.server import passwords, totp
from starl.server.entering import HALF, HALF_LIFE, NEXT, ask_for_code, hashing, leave, let_in, own_path
from starl.server.letters import reset_letter, tell_of_change
from starl.server.queue import POST
from starl.server.state import account_of, address_of, hosted_of, note
from starl.store.hosted.accounts import Accounts, Opened
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
ACCOUNT_TRIES, ADDRESS_TRIES, MINUTES = 10, 100, 15
"""Tries at one account, and from one address, in so many minutes (OWASP ASVS 2.2.1: at most 100 an hour)."""
RESET_LIFE = dt.timedelta(hours=2)
_WRONG = "That address and password do not belong together."
_TOO_MANY = "Too many tries. Wait a quarter of an hour; nobody is locked out for longer."
Text = Annotated[str, Form(max_length=300)]
Password = Annotated[str, Form(max_length=1000)]
Link = Annotated[str, Query(max_length=100)]


@router.get("/login")
def ask(request: Request, next: Annotated[str, Query(max_length=500)] = "") -> Response:
    """The form."""
    if next:
        request.session[NEXT] = own_path(next)
    return _login(request)


@router.post("/login", dependencies=[Depends(hashing)])
def enter(request: Request, email: Text, password: Password) -> Response:
    """Lets somebody in who knows the password, or asks for the code."""
    hosted = hosted_of(request)
    email = email.strip().lower()
    with hosted.engine.connected():
        if not _may_try(request, email):
            return _login(request, email, _TOO_MANY, 429)
        account = hosted.accounts.by_email(email)
        right = passwords.fits(password, account.password if account else None)
        if account is None or not right or account.disabled:
            note(request, "login refused", account=account.id if account else None)
            return _login(request, email, _WRONG, 403)
        if account.password and passwords.is_old(account.password):
            hosted.accounts.rehash(account.id, passwords.encoded(password))
        if account.totp:
            return ask_for_code(request, account, "password")
        hosted.accounts.forget_tries(f"account {email}")
        return let_in(request, account, "by password")


@router.get("/login/code")
def ask_code(request: Request) -> Response:
    """The form for the one-time code."""
    return page(request, "login_code.html", wrong=None) if request.session.get(HALF) else back_to("/login")


@router.post("/login/code")
def enter_code(request: Request, code: Text) -> Response:
    """Lets somebody in whose code is right, and was not used before."""
    identifier, since, how = request.session.get(HALF) or ("", 0, "")
    if not identifier or time.time() - since > HALF_LIFE.total_seconds():
        request.session.pop(HALF, None)
        return back_to("/login")
    hosted = hosted_of(request)
    with hosted.engine.connected():
        account = hosted.accounts.get(identifier)
        if account is None or account.disabled or account.totp is None:
            return back_to("/login")
        if not _may_try(request, f"code {account.id}"):
            return page(request, "login_code.html", 429, wrong=_TOO_MANY)
        step = totp.step_of(account.totp, code)
        if step is None or not hosted.accounts.use_totp(account.id, step):
            note(request, "code refused", account=account.id)
            return page(request, "login_code.html", 403, wrong="That code is not right, or was used already.")
        hosted.accounts.forget_tries(f"account {account.email}")
        return let_in(request, account, f"by {how} and code")


@router.post("/logout")
def go(request: Request) -> Response:
    """Ends this session."""
    with hosted_of(request).engine.connected():
        note(request, "logout")
        leave(request, account_of(request).id)
    return back_to("/login")


@router.get("/join")
def ask_join(request: Request, ticket: Link = "") -> Response:
    """The form for a new account: with an invitation, or for anybody where that is wanted."""
    with hosted_of(request).engine.connected():
        opened = _invitation(request, ticket)
    return page(request, "join.html", opened=opened, ticket=ticket, email="", name="", wrong=None)


@router.post("/join", dependencies=[Depends(hashing)])
def join(request: Request, email: Text, name: Text, password: Password, ticket: Text = "") -> Response:
    """Makes the account, puts it into its cohort, and lets it in."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        opened = _invitation(request, ticket)
        if not hosted.accounts.may_try(f"join {address_of(request)}", ADDRESS_TRIES, MINUTES):
            return page(
                request,
                "join.html",
                429,
                opened=opened,
                ticket=ticket,
                email=email,
                name=name,
                wrong=_TOO_MANY,
            )
        try:
            account = _make(request, opened, email, name, password)
        except StarlError as error:
            return page(
                request,
                "join.html",
                422,
                opened=opened,
                ticket=ticket,
                email=email,
                name=name,
                wrong=str(error),
            )
        return let_in(request, account, "first")


@router.get("/login/forgot")
def ask_reset(request: Request) -> Response:
    """The form for a new password, where letters can be sent."""
    return page(
        request, "login_forgot.html", mail=hosted_of(request).environment.mail is not None, sent=False
    )


@router.post("/login/forgot")
def send_reset(request: Request, email: Text) -> Response:
    """Sends a link, if the address has an account; the answer is the same where it has none."""
    hosted = hosted_of(request)
    if hosted.environment.mail is None:
        raise HTTPException(404)
    email = email.strip().lower()
    with hosted.engine.connected():
        if not hosted.accounts.may_try(f"reset {address_of(request)}", 10, MINUTES):
            raise HTTPException(429, _TOO_MANY, {"Retry-After": str(60 * MINUTES)})
        account = hosted.accounts.by_email(email)
        if account and not account.disabled and hosted.accounts.may_try(f"reset {email}", 3, 60):
            with hosted.engine.transaction():
                token = hosted.accounts.give(Ticket.RESET, RESET_LIFE, account=account.id)
                hosted.work.write(email, *reset_letter(hosted.environment.url, token))
            note(request, "reset asked for", account=account.id)
    return page(request, "login_forgot.html", mail=True, sent=True)


@router.get("/reset")
def ask_new(request: Request, ticket: Link = "") -> Response:
    """The form for a new password."""
    with hosted_of(request).engine.connected():
        _reset(hosted_of(request).accounts, ticket)
    return page(request, "reset.html", ticket=ticket, wrong=None)


@router.post("/reset", dependencies=[Depends(hashing)])
def set_new(request: Request, ticket: Text, password: Password) -> Response:
    """Sets the password and ends every session of the account."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        opened, account = _reset(hosted.accounts, ticket)
        try:
            passwords.check_password(password, account.email, account.name)
            with hosted.engine.transaction():
                hosted.accounts.use(opened)
                hosted.accounts.set_password(account.id, passwords.encoded(password))
                told = tell_of_change(
                    hosted, account, "A new password was set through a link, and every session ended."
                )
        except StarlError as error:
            return page(request, "reset.html", 422, ticket=ticket, wrong=str(error))
        note(request, "password reset", account=account.id)
    if told:
        request.app.state.queue.say(POST)
    return back_to("/login", request, "The new password is set. Log in with it.")


def _login(request: Request, email: str = "", wrong: str | None = None, status: int = 200) -> Response:
    environment = hosted_of(request).environment
    return page(
        request,
        "login.html",
        status,
        email=email,
        wrong=wrong,
        identity=environment.identity,
        open_signup=environment.open_signup,
        mail=environment.mail is not None,
    )


def _may_try(request: Request, what: str) -> bool:
    accounts = hosted_of(request).accounts
    return accounts.may_try(f"address {address_of(request)}", ADDRESS_TRIES, MINUTES) and accounts.may_try(
        f"account {what}", ACCOUNT_TRIES, MINUTES
    )


def _invitation(request: Request, ticket: str) -> Opened | None:
    """What an invitation says; None where anybody may join without one. Raises 404 for one that is of no use."""
    hosted = hosted_of(request)
    opened = hosted.accounts.opened(ticket, Ticket.INVITATION) if ticket else None
    if opened is None and (ticket or not hosted.environment.open_signup):
        raise HTTPException(404, "This invitation was used already, or is too old. Ask for a new one.")
    return opened


def _make(request: Request, opened: Opened | None, email: str, name: str, password: str) -> Account:
    hosted = hosted_of(request)
    if opened and opened.email:
        email = opened.email
    passwords.check_password(password, email, name)
    role = opened.role if opened else Role.LEARNER
    with hosted.engine.transaction():
        if opened:
            hosted.accounts.use(opened)
        account = hosted.accounts.add(email, name, role, passwords.encoded(password))
        if opened and opened.cohort:
            hosted.cohorts.join(opened.cohort, account.id, opened.part)
        note(request, "account made", account=account.id)
    return account


def _reset(accounts: Accounts, ticket: str) -> tuple[Opened, Account]:
    opened = accounts.opened(ticket, Ticket.RESET)
    account = accounts.get(opened.account) if opened and opened.account else None
    if opened is None or account is None:
        raise HTTPException(404, "This link was used already, or is too old. Ask for a new one.")
    return opened, account
