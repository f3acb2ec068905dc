"""Single sign-on, with a small identity provider that signs its tokens."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyotp
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from starl.model.account import Role, Ticket
from tests.web.conftest import Browserless

from .alone import PASSWORD, Place, schema, served

__all__ = ["schema"]
SECRET_OF_CODES = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Issuer:
    """Who says who somebody is; what it says can be made wrong."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    claims: dict[str, Any] = field(default_factory=dict)
    other_key: bool = False
    nonces: dict[str, str] = field(default_factory=dict)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.about),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )

    async def about(self, _: Request) -> Response:
        at = self.address
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        asked = request.query_params
        assert asked["code_challenge_method"] == "S256"
        self.nonces["code"] = asked["nonce"]
        back = urlencode({"code": "code", "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}")

    async def token(self, request: Request) -> Response:
        assert (await request.form())["code_verifier"]
        now = int(time.time())
        claims = {"iss": self.address, "aud": "starl", "sub": "42", "iat": now, "exp": now + 60,
                  "nonce": self.nonces["code"], "name": "Ann", "email": "ann@example.org", "email_verified": True}  # fmt: skip
        key = RSAKey.generate_key(2048, {"kid": "one"}) if self.other_key else self.key
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims | self.claims, key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})

    async def keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [json.loads(json.dumps(self.key.as_dict(private=False)))]})


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    made = Issuer()
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    made.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(made.app(), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield made
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def place(schema: str, tmp_path: Path, issuer: Issuer) -> Iterator[Place]:
    more = {"STARL_OIDC_ISSUER": issuer.address, "STARL_OIDC_CLIENT": "starl", "STARL_OIDC_SECRET": "hush"}
    more |= {"STARL_SMTP": "smtp://127.0.0.1:9", "STARL_MAIL_FROM": "starl@example.org"}  # letters wait
    with served(schema, tmp_path, **more) as made:
        yield made


def invited(place: Place, email: str | None = None) -> str:
    import datetime as dt

    with place.hosted.engine.connected():
        return place.hosted.accounts.give(
            Ticket.INVITATION, dt.timedelta(days=1), role=Role.LEARNER, email=email
        )


def test_somebody_invited_comes_in_and_comes_again(place: Place) -> None:
    client = place.visitor()
    assert "Single sign-on" in client.get("/login").text
    ticket = invited(place, "ann@example.org")
    inside = client.get("/login/sso", params={"ticket": ticket})
    assert (inside.status_code, inside.url.path) == (200, "/")
    assert "ann@example.org" in client.get("/account").text
    again = place.visitor()
    assert again.get("/login/sso").url.path == "/"
    assert "ann@example.org" in again.get("/account").text
    with place.hosted.engine.connected():
        assert place.hosted.accounts.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"nonce": "another"},
        {"aud": "somebody else"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"sub": ""},
    ],
    ids=["unverified", "nonce", "audience", "issuer", "expired", "nobody"],
)
def test_what_the_issuer_does_not_vouch_for_is_refused(
    place: Place, issuer: Issuer, claims: dict[str, Any]
) -> None:
    issuer.claims = claims
    client = place.visitor()
    answer = client.get("/login/sso", params={"ticket": invited(place)})
    assert answer.status_code == 403
    assert client.get("/account").url.path == "/login"
    with place.hosted.engine.connected():
        assert place.hosted.accounts.count() == 0


def test_a_token_that_somebody_else_signed_is_refused(place: Place, issuer: Issuer) -> None:
    issuer.other_key = True
    assert place.visitor().get("/login/sso", params={"ticket": invited(place)}).status_code == 403


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(place: Place) -> None:
    answer = place.visitor().get("/login/sso/back", params={"code": "code", "state": "made-up"})
    assert answer.status_code == 403


def test_without_an_invitation_there_is_no_account(place: Place) -> None:
    assert place.visitor().get("/login/sso").status_code == 403
    other = invited(place, "somebody.else@example.org")
    assert place.visitor().get("/login/sso", params={"ticket": other}).status_code == 403


def test_an_account_with_that_address_is_not_taken_over(place: Place) -> None:
    """Nobody has proved yet that it is the same person."""
    place.account("ann")
    client = place.visitor()
    answer = client.get("/login/sso", params={"ticket": invited(place)})
    assert answer.url.path == "/login" and "log in with its password" in answer.text
    assert client.get("/account").url.path == "/login"


def test_a_disabled_account_stays_out(place: Place) -> None:
    place.visitor().get("/login/sso", params={"ticket": invited(place)})
    with place.hosted.engine.connected():
        account = place.hosted.accounts.by_email("ann@example.org")
        assert account
        place.hosted.accounts.disable(account.id, True)
    assert place.visitor().get("/login/sso").status_code == 403


def begun(place: Place, name: str = "ann") -> Browserless:
    """Somebody who is logged in with a password and has proved it again."""
    client = place.enter(name)
    said = client.submit("/account/sso", "/account", old=PASSWORD)
    assert "Your password is right" in said.text
    return client


def linked(place: Place) -> str | None:
    """Whose account the issuer's somebody opens."""
    with place.hosted.engine.connected():
        identity = place.hosted.environment.identity
        found = identity and place.hosted.accounts.by_identity(identity.issuer, "42")
    return found.email if found else None


def test_an_account_is_linked_and_the_link_taken_off(place: Place) -> None:
    place.account("ann")
    client = begun(place)
    other = place.enter("ann")
    assert "You can log in with it from now on" in client.get("/account/sso").text
    inside = place.visitor()
    assert inside.get("/login/sso").url.path == "/"
    assert "ann@example.org" in inside.get("/account").text
    with place.hosted.engine.connected():
        assert place.hosted.accounts.count() == 1
    assert client.submit("/account/sso/off", "/account", old="not the one at all").status_code == 403
    assert linked(place) == "ann@example.org"
    assert "every other session was ended" in client.submit("/account/sso/off", "/account", old=PASSWORD).text
    assert linked(place) is None
    for ended in (inside, other):
        assert ended.get("/account").url.path == "/login"
    assert client.get("/account").url.path == "/account"
    with place.hosted.engine.connected():
        assert place.hosted.work.waiting_letters() == 2, "one of each change"


def test_it_is_not_linked_without_the_password(place: Place) -> None:
    place.account("ann")
    client = place.enter("ann")
    assert client.submit("/account/sso", "/account", old="not the one at all").status_code == 403
    assert client.get("/account/sso").url.path == "/account"
    assert linked(place) is None


def test_who_has_no_password_cannot_take_the_link_off(place: Place) -> None:
    client = place.visitor()
    client.get("/login/sso", params={"ticket": invited(place, "ann@example.org")})
    assert client.submit("/account/sso/off", "/account", old="").status_code in (403, 422)
    assert linked(place) == "ann@example.org"


def test_an_identity_of_another_account_is_refused(place: Place) -> None:
    place.visitor().get("/login/sso", params={"ticket": invited(place, "ann@example.org")})
    place.account("bob")
    answer = begun(place, "bob").get("/account/sso")
    assert answer.url.path == "/account" and "opens another account here" in answer.text
    assert linked(place) == "ann@example.org"


def answer_for(client: Browserless, path: str) -> str:
    """Where the issuer sends the browser back to, before it goes there."""
    to_issuer = client.get(path, follow_redirects=False).headers["location"]
    return client.get(to_issuer, follow_redirects=False).headers["location"]


def test_an_answer_of_somebody_elses_browser_links_nothing(place: Place) -> None:
    """What one person's browser began does not end in another's, logged in and proven or not."""
    place.account("ann")
    place.account("eve")
    eve = begun(place, "eve")
    answer = answer_for(eve, "/account/sso")
    for victim in (place.visitor(), place.enter("ann"), begun(place)):
        assert victim.get(answer).status_code == 403
    assert linked(place) is None


def test_the_answer_of_a_login_links_nothing(place: Place) -> None:
    """A page elsewhere can send a browser through a login, but not so link what comes of it."""
    place.account("ann")
    client = begun(place)
    client.get("/account/sso", follow_redirects=False)
    answer = client.get(answer_for(client, "/login/sso"))
    assert answer.status_code == 403 or answer.url.path == "/login"
    assert linked(place) is None


def test_an_answer_links_once(place: Place) -> None:
    """Also where the browser's cookies from before are brought again."""
    place.account("ann")
    client = begun(place)
    answer = answer_for(client, "/account/sso")
    before = dict(client.cookies)
    assert client.get(answer).status_code == 200 and linked(place)
    client.submit("/account/sso/off", "/account", old=PASSWORD)
    assert client.get(answer).status_code == 403
    client.cookies.clear()
    client.cookies.update(before)
    assert client.get(answer).status_code == 403
    assert linked(place) is None


def test_an_answer_after_logging_out_links_nothing(place: Place) -> None:
    place.account("ann")
    client = begun(place)
    answer = answer_for(client, "/account/sso")
    with place.hosted.engine.connected():
        account = place.hosted.accounts.by_email("ann@example.org")
        assert account
        place.hosted.accounts.set_password(account.id, account.password or "")
    refused = client.get(answer)
    assert refused.status_code == 403 and "Nothing was linked" in refused.text
    assert linked(place) is None


def test_a_code_is_asked_for_all_the_same(place: Place) -> None:
    account = place.account("ann")
    client = begun(place)
    client.get("/account/sso")
    with place.hosted.engine.connected():
        place.hosted.accounts.set_totp(account.id, SECRET_OF_CODES)
    comes = place.visitor()
    assert comes.get("/login/sso").url.path == "/login/code"
    assert comes.get("/account").url.path == "/login"
    comes.submit("/login/code", "/login/code", code=pyotp.TOTP(SECRET_OF_CODES).now())
    assert comes.get("/account").url.path == "/account"
    with place.hosted.engine.connected():
        actions = [event.action for event in place.hosted.audit.list(20, account.id)]
    assert {"single sign-on linked", "login by single sign-on and code"} <= set(actions)


def test_an_issuer_that_is_away_is_said_plainly(schema: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more = {
        "STARL_OIDC_ISSUER": f"http://127.0.0.1:{port}",
        "STARL_OIDC_CLIENT": "starl",
        "STARL_OIDC_SECRET": "x",
    }
    with served(schema, tmp_path, **more) as place:
        answer = place.visitor().get("/login/sso")
    assert answer.status_code == 502 and "does not answer" in answer.text
