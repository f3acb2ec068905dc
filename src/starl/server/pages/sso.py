"""Single sign-on by OpenID Connect, with authlib."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.account import Account, Role, Ticket
from starl.server.entering import let_in
from starl.server.environment import Identity
from starl.server.state import hosted_of, note
from starl.web.render import back_to

router = APIRouter()
_TICKET = "ticket"
"""Where an invitation waits in the cookie until the person comes back."""


@router.get("/login/sso")
async def go(request: Request, ticket: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Sends the browser to the issuer. Raises 404 where there is none."""
    client = _client(request)
    request.session[_TICKET] = ticket
    back = f"{hosted_of(request).environment.url}/login/sso/back"
    try:
        answer: Response = await client.authorize_redirect(request, back)
    except Exception as error:
        raise HTTPException(502, "Single sign-on does not answer. Try again in a moment.") from error
    return answer


@router.get("/login/sso/back")
async def back(request: Request) -> Response:
    """Lets in whom the issuer vouches for. Its answer is bound to this browser by state and nonce."""
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError

    client = _client(request)
    try:
        token = await client.authorize_access_token(request)
    except (OAuthError, JoseError, KeyError) as error:
        raise HTTPException(403, "Single sign-on did not vouch for you. Start again at the login.") from error
    claims: dict[str, Any] = dict(token.get("userinfo") or {})
    return await run_in_threadpool(_enter, request, claims)


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
