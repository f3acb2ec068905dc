"""Logging in: who is let in, who is not, and how guessing is slowed."""

from __future__ import annotations

from .alone import PASSWORD, Place, place, schema

LOGIN = "/login"

__all__ = ["place", "schema"]


def test_in_and_out(place: Place) -> None:
    place.account("ann")
    client = place.visitor()
    assert client.get("/").url.path == LOGIN
    wrong = client.submit(LOGIN, LOGIN, email="ann@example.org", password="not at all the words")
    assert (wrong.status_code, "do not belong together" in wrong.text) == (403, True)
    unknown = client.submit(LOGIN, LOGIN, email="eve@example.org", password="not at all the words")
    assert "do not belong together" in unknown.text
    before = client.cookies.get("starl")
    inside = client.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
    assert inside.url.path != LOGIN
    kept = client.cookies.get("starl")
    assert kept != before
    client.submit("/logout")
    assert client.get("/stories").url.path == LOGIN
    client.cookies.set("starl", kept or "")
    assert client.get("/stories").url.path == LOGIN  # the session is gone on the server, too


def test_guessing_is_slowed(place: Place) -> None:
    place.account("ann")
    client = place.visitor()
    codes = [
        client.submit(LOGIN, LOGIN, email="ann@example.org", password=f"guess number {number:03}").status_code
        for number in range(12)
    ]
    assert codes[0] == 403 and codes[-1] == 429
    assert client.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD).status_code == 429


def test_nobody_is_led_elsewhere(place: Place) -> None:
    place.account("ann")
    for target in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        client = place.visitor()
        client.get(LOGIN, params={"next": target})
        found = client.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
        assert found.url.host == "localhost"


def test_a_form_of_another_site_is_refused(place: Place) -> None:
    place.account("ann")
    client = place.enter("ann")
    assert client.post("/account/name", data={"name": "Eve"}).status_code == 403
    assert client.get("/", headers={"Host": "evil.example"}).status_code in (400, 403, 421)


def test_without_an_invitation_nobody_joins(place: Place) -> None:
    client = place.visitor()
    assert client.get("/join").status_code == 404
    assert client.get("/join", params={"ticket": "made-up"}).status_code == 404


def test_the_health_of_it(place: Place) -> None:
    client = place.visitor()
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 200
    assert client.get("/metrics").status_code in (401, 403, 404)
