"""One-time codes from a phone."""

from __future__ import annotations

import re
import time

import pyotp

from .alone import PASSWORD, Place, place, schema

__all__ = ["place", "schema"]
LOGIN = "/login"


def switched_on(place: Place) -> str:
    """Ann's secret, once codes are asked for."""
    place.account("ann")
    client = place.enter("ann")
    page = client.submit("/account/codes", "/account").text
    found = re.search(r"secret=([A-Z2-7]{16,})|\b([A-Z2-7]{32})\b", page)
    assert found
    secret = found[1] or found[2]
    wrong = client.submit("/account/codes/on", "/account", code="000000")
    assert wrong.status_code == 422
    done = client.submit("/account/codes/on", "/account", code=pyotp.TOTP(secret).at(int(time.time()) - 30))
    assert done.status_code == 200
    return secret


def test_a_code_is_asked_for_and_good_once(place: Place) -> None:
    secret = switched_on(place)
    client = place.visitor()
    half = client.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
    assert half.url.path == "/login/code"
    assert client.get("/stories").url.path == LOGIN, "the password alone opens nothing"
    assert client.submit("/login/code", "/login/code", code="000000").status_code == 403
    code = pyotp.TOTP(secret).now()
    inside = client.submit("/login/code", "/login/code", code=code)
    assert inside.url.path == "/stories", "where the way led"
    other = place.visitor()
    other.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
    again = other.submit("/login/code", "/login/code", code=code)
    assert again.status_code == 403 and "used already" in again.text


def test_guessing_a_code_is_slowed(place: Place) -> None:
    switched_on(place)
    client = place.visitor()
    client.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
    codes = [client.submit("/login/code", "/login/code", code=f"{n:06}").status_code for n in range(11)]
    assert codes[0] == 403 and codes[-1] == 429


def test_it_takes_the_password_to_switch_them_off(place: Place) -> None:
    secret = switched_on(place)
    client = place.visitor()
    client.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
    client.submit("/login/code", "/login/code", code=pyotp.TOTP(secret).now())
    assert client.submit("/account/codes/off", "/account", old="not the one").status_code == 403
    assert client.submit("/account/codes/off", "/account", old=PASSWORD).status_code == 200
    plain = place.visitor()
    assert plain.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD).url.path == "/"
