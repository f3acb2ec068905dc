"""Single sign-on by OpenID Connect, with authlib: coming in by it, and linking it with the account that one has."""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.account import Account, Role, Ticket
from starl.server.entering import HALF_LIFE, ask_for_code, let_in
from starl.server.environment import Identity
from starl.server.gate import SESSION
from starl.server.pages.account import LINKING, Password, show_account, tell, unproven
from starl.server.state import account_of, hosted_of, note
from starl.web.render import back_to, flash
from starl.web.routers import page_router

router = page_router()
_TICKET = "ticket"
"""Where an invitation waits in the cookie until the person comes back."""


@router.get("/login/sso")
async def go(request: Request, ticket: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Sends the browser to the issuer. Raises 404 where there is none."""
    client = _client(request)
    request.session[_TICKET] = ticket
    return await _sent_on(request, client)


async def _sent_on(request: Request, client: Any, **more: str) -> Response:
    back = f"{hosted_of(request).environment.url}/login/sso/back"
    try:
        answer: Response = await client.authorize_redirect(request, back, **more)
    except Exception as error:
        raise HTTPException(502, "Single sign-on does not answer. Try again in a moment.") from error
    return answer


@router.get("/login/sso/back")
async def back(request: Request) -> Response:
    """Lets in whom the issuer vouches for, or links it. Its answer is bound to this browser by state and nonce.

    An answer links only where its state is the one that the linking was begun with: that of a login never does.
    """
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError

    client = _client(request)
    linking = request.session.pop(LINKING, {})
    links = compare_digest(str(linking.get("state", "")), request.query_params.get("state", "")) and linking
    try:
        token = await client.authorize_access_token(request)
    except (OAuthError, JoseError, KeyError) as error:
        raise HTTPException(403, "Single sign-on did not vouch for you. Start again at the login.") from error
    claims: dict[str, Any] = dict(token.get("userinfo") or {})
    if links:
        return await run_in_threadpool(_link, request, claims, linking)
    return await run_in_threadpool(_enter, request, claims)


@router.post("/account/sso")
def ask_link(request: Request, old: Password) -> Response:
    """Notes that it is the person who wants to link a single sign-on: the password is right. Good once, for minutes."""
    hosted, account = hosted_of(request), account_of(request)
    if hosted.environment.identity is None:
        raise HTTPException(404)
    with hosted.engine.connected():
        trouble = unproven(request, hosted, old)
        if trouble is None:
            ticket = hosted.accounts.give(Ticket.LINKING, HALF_LIFE, account=account.id)
            request.session[LINKING] = {"ticket": ticket, "session": request.state.session}
    return show_account(request, trouble, 403) if trouble else back_to("/account#sso")


@router.get("/account/sso")
async def go_link(request: Request) -> Response:
    """Sends the browser to the issuer, to come back with what is linked."""
    client = _client(request)
    linking = request.session.get(LINKING)
    if not linking:
        return back_to("/account#sso")
    state = secrets.token_urlsafe(32)
    request.session[LINKING] = linking | {"state": state}
    return await _sent_on(request, client, state=state)


@router.post("/account/sso/off")
def unlink(request: Request, old: Password) -> Response:
    """Takes the link off; every other session ends. Only who has a password can do that."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        trouble = unproven(request, hosted, old)
        if trouble is None:
            with hosted.engine.transaction():
                if hosted.accounts.unlink(account.id, request.state.session):
                    tell(request, account, "Single sign-on was taken off your account.")
                    note(request, "single sign-on unlinked")
    if trouble:
        return show_account(request, trouble, 403)
    return back_to(
        "/account#sso", request, "You log in with your password only; every other session was ended."
    )


def _link(request: Request, claims: dict[str, Any], linking: dict[str, str]) -> Response:
    """Links whom the issuer vouches for with the account whose session and password began it, if it is still there."""
    hosted = hosted_of(request)
    issuer, subject = str(claims.get("iss", "")), str(claims.get("sub", ""))
    environment = hosted.environment
    with hosted.engine.connected():
        token = str(request.session.get(SESSION, ""))
        visit = hosted.accounts.visit(token, environment.idle, environment.life)
        opened = hosted.accounts.opened(linking["ticket"], Ticket.LINKING)
        proven = visit and visit.token == linking["session"] and opened and opened.account == visit.account.id
        if not (proven and visit and opened and issuer and subject):
            raise HTTPException(
                403, "Nothing was linked: it took too long, or you logged out. Begin again under Account."
            )
        with hosted.engine.transaction():
            hosted.accounts.use(opened)
            linked = hosted.accounts.link(visit.account.id, issuer, subject)
            if linked:
                tell(
                    request,
                    visit.account,
                    "Single sign-on was linked with your account: it opens it from now on.",
                )
                note(request, "single sign-on linked", account=visit.account.id)
    if not linked:
        flash(request, "Nothing was linked: that single sign-on opens another account here.", "bad")
        return back_to("/account#sso")
    return back_to("/account#sso", request, "You can log in with it from now on.")


def _client(request: Request) -> Any:
    identity = hosted_of(request).environment.identity
    if identity is None:
        raise HTTPException(404)
    if not hasattr(request.app.state, "sso"):
        request.app.state.sso = _register(identity)
    return request.app.state.sso.create_client("sso")


def _register(identity: Identity) -> Any:
    from authlib.integrations.starlette_client import OAuth

    oauth = OAuth()
    oauth.register(
        "sso",
        server_metadata_url=f"{identity.issuer}/.well-known/openid-configuration",
        client_id=identity.client,
        client_secret=identity.secret,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
    )
    return oauth


def _enter(request: Request, claims: dict[str, Any]) -> Response:
    hosted = hosted_of(request)
    issuer, subject = str(claims.get("iss", "")), str(claims.get("sub", ""))
    if not issuer or not subject:
        raise HTTPException(403, "Single sign-on did not say who you are.")
    with hosted.engine.connected():
        account = hosted.accounts.by_identity(issuer, subject)
        try:
            account = account or _make(request, claims, (issuer, subject))
        except StarlError as error:
            return back_to("/login", request, f"{str(error).capitalize()}; log in with its password.")
        if account.disabled:
            raise HTTPException(403, "This account is disabled.")
        if account.totp:
            return ask_for_code(request, account, "single sign-on")
        return let_in(request, account, "by single sign-on")


def _make(request: Request, claims: dict[str, Any], identity: tuple[str, str]) -> Account:
    """A new account. One that has the address already is not taken over: nobody proved yet that it is the same person."""
    hosted = hosted_of(request)
    ticket = hosted.accounts.opened(str(request.session.get(_TICKET, "")), Ticket.INVITATION)
    email = str(claims.get("email", ""))
    if not claims.get("email_verified"):
        raise HTTPException(403, "Single sign-on does not vouch for your address.")
    fits = ticket is not None and (ticket.email is None or ticket.email == email.lower())
    if not fits and not hosted.environment.open_signup:
        raise HTTPException(403, "You have no account here, and accounts are by invitation.")
    with hosted.engine.transaction():
        role = ticket.role if ticket and fits else Role.LEARNER
        account = hosted.accounts.add(email, str(claims.get("name", "")), role, identity=identity)
        if ticket and fits:
            hosted.accounts.use(ticket)
            if ticket.cohort:
                hosted.cohorts.join(ticket.cohort, account.id, ticket.part)
        note(request, "account made", account=account.id)
    return account
