"""What somebody may try who is not welcome: guessing, forged forms, planted sessions, foreign names, huge bodies."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.server.environment import read_environment
from starl.server.watch import _Line
from tests.store.records import entry
from tests.web.conftest import SOUND, Browserless

from .alone import PASSWORD, Place, environment, place, schema, served
from .test_isolation import LISTED

__all__ = ["place", "schema"]
LOGIN = "/login"
SAFE = ("GET", "HEAD")


def guess(client: Browserless, number: int, **headers: str) -> int:
    fields = {"email": f"x{number}@example.org", "password": "guess of somebody"}
    return client.post(LOGIN, data={"_csrf": client.token(LOGIN), **fields}, headers=headers).status_code


def test_guessing_from_one_address_is_slowed_for_all_accounts(schema: str, tmp_path: Path) -> None:
    """Whoever says that he comes from elsewhere is believed only if he is the proxy."""
    with served(schema, tmp_path, trusted="192.0.2.1") as place:
        client = place.visitor()
        with place.hosted.engine.connected():
            for _ in range(99):
                place.hosted.accounts.may_try("address 127.0.0.1", 100, 15)
        assert guess(client, 1, **{"X-Forwarded-For": "198.51.100.1"}) == 403
        assert guess(client, 2, **{"X-Forwarded-For": "198.51.100.2"}) == 429


def test_behind_the_proxy_each_visitor_has_an_address(place: Place) -> None:
    client = place.visitor()
    with place.hosted.engine.connected():
        for _ in range(100):
            place.hosted.accounts.may_try("address 198.51.100.1", 100, 15)
    assert guess(client, 1, **{"X-Forwarded-For": "198.51.100.1"}) == 429
    assert guess(client, 2, **{"X-Forwarded-For": "198.51.100.2"}) == 403


def test_nobody_is_locked_out_for_good(place: Place) -> None:
    import datetime as dt

    accounts = place.hosted.accounts
    with place.hosted.engine.connected():
        assert [accounts.may_try("account ann", 10, 15) for _ in range(11)] == [True] * 10 + [False]
        now = accounts.clock
        accounts.clock = lambda: now() + dt.timedelta(minutes=16)
        assert accounts.may_try("account ann", 10, 15)


def test_a_planted_session_is_not_taken_over(place: Place) -> None:
    """What a browser brings to the login is thrown away there."""
    place.account("ann")
    place.account("eve")
    eve, ann = place.enter("eve"), place.visitor()
    planted = eve.cookies.get("starl") or ""
    ann.cookies.set("starl", planted, domain="localhost.local")
    inside = ann.submit(LOGIN, LOGIN, email="ann@example.org", password=PASSWORD)
    assert inside.url.path != LOGIN
    assert ann.cookies.get("starl") != planted
    assert "ann@example.org" in ann.get("/account").text
    assert "ann@example.org" not in eve.get("/account").text


def test_a_new_password_ends_the_other_sessions(place: Place) -> None:
    place.account("ann")
    here, there = place.enter("ann"), place.enter("ann")
    done = here.submit("/account/password", "/account", old=PASSWORD, new="a quite different tram")
    assert done.status_code == 200
    assert here.get("/account").url.path == "/account"
    assert there.get("/account").url.path == LOGIN


@pytest.mark.parametrize("given", [{}, {"X-CSRF-Token": "made-up"}, {"Origin": "https://evil.example"}])
def test_no_route_changes_anything_for_a_forged_form(place: Place, given: dict[str, str]) -> None:
    place.account("ann")
    client = place.enter("ann")
    before = client.get("/account").text
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        kind, method, path = line.split()
        if method in SAFE or kind == "link":
            continue
        headers = {"Sec-Fetch-Site": "cross-site"} if path.startswith("/api/") else {}
        answer = client.request(
            method, re.sub(r"\{[^}]+\}", "x", path), headers=given | headers, data={"x": "1"}
        )
        assert answer.status_code == 403, (method, path, answer.status_code)
    strip = re.compile(r'content="[^"]*"|value="[^"]*"')
    assert strip.sub("", client.get("/account").text) == strip.sub("", before)


def test_links_begin_with_the_address_that_the_operator_set(place: Place) -> None:
    from starl.model.account import Role

    place.account("root", Role.ADMIN)
    client = place.enter("root")
    token = client.token("/admin")
    foreign = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example", "X-CSRF-Token": token}
    made = client.post("/admin/invite", headers=foreign, data={"email": "new@example.org", "role": "learner"})
    assert "/join?ticket=" in made.text
    assert "evil.example" not in made.text
    assert f"{place.address}/join?ticket=" in made.text
    for host in ("evil.example", "localhost.evil.example", ""):
        assert client.get("/", headers={"Host": host}).status_code in (400, 421)


def test_bodies_have_a_limit(place: Place) -> None:
    place.account("ann")
    client = place.enter("ann")
    token = client.token("/account")
    for path in ("/account/name", "/stories/new", "/api/v1/check", "/login"):
        answer = client.post(path, content=b"x" * (3 << 20), headers={"X-CSRF-Token": token})
        assert answer.status_code == 413, path
    try:
        status = client.post("/login", content=(b"x" * (1 << 20) for _ in range(4))).status_code
    except httpx.HTTPError:
        status = 413
    assert status in (400, 403, 413, 422)
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize("name", ["../../evil.md", "/etc/passwd", "a\x00b.md", "x" * 300, "CON"])
def test_a_file_is_never_kept_under_the_name_that_it_brings(place: Place, name: str, tmp_path: Path) -> None:
    place.account("ann")
    client = place.enter("ann")
    token = client.token("/journal")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    for path in ("/settings/import", "/api/v1/hearings", "/stories/new"):
        client.post(path, files={"file": (name, b"PK\x03\x04" + b"0" * 400)}, headers={"X-CSRF-Token": token})
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert not [path for path in after - before if "evil" in path.name or "passwd" in path.name]
    assert client.get("/").status_code == 200


def test_answers_carry_the_policy_and_cookies_their_flags(schema: str, tmp_path: Path) -> None:
    with served(schema, tmp_path, STARL_URL="https://stories.example.org", STARL_HOSTS="localhost") as place:
        answer = place.visitor().get(LOGIN)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    assert "max-age=" in answer.headers["strict-transport-security"]
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-starl=")
    for flag in ("path=/", "httponly", "secure", "samesite=lax"):
        assert flag in cookie.lower()
    assert "domain=" not in cookie.lower()
    assert "server" not in answer.headers or "starl" not in answer.headers["server"]


def test_a_failure_shows_nothing_of_the_inside(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.account("ann")
    client = place.enter("ann")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("zanzibar is in the traceback")

    monkeypatch.setattr("starl.store.stories.Stories.select", broken)
    answer = client.get("/stories")
    assert answer.status_code == 500
    for word in ("zanzibar", "Traceback", "RuntimeError", ".py"):
        assert word not in answer.text


def test_no_word_of_a_story_is_in_a_log(
    place: Place, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    ann = place.account("ann")
    with place.hosted.engine.connected():
        store = place.store(ann)
        save(store, new_record(store, "The zanzibar outage"), f"# The zanzibar outage\n{SOUND} zanzibar")
        store.entries.add(entry(store, "zanzibar again"))
    client = place.enter("ann")
    token = client.token("/")
    client.get("/stories/the-zanzibar-outage")
    client.get("/journal", params={"q": "zanzibar"})
    client.post("/api/v1/check", json={"text": "zanzibar " * 50}, headers={"X-CSRF-Token": token})
    client.post("/api/v1/entries", json={"text": ["zanzibar"]}, headers={"X-CSRF-Token": token})

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("zanzibar is in the error")

    monkeypatch.setattr("starl.store.stories.Stories.select", broken)
    client.get("/stories")
    lines = [
        _Line().format(record) for record in caplog.records if record.name.startswith(("starl", "uvicorn"))
    ]
    assert any('"route": "/stories/{slug}"' in line for line in lines)
    for line in lines:
        assert "zanzibar" not in line.lower()
        assert json.loads(line)["level"]


def test_numbers_are_for_who_has_the_token(
    schema: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    token = "0123456789abcdefghij"
    with served(schema, tmp_path, STARL_METRICS_TOKEN=token) as place:
        client = place.visitor()
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
        told = client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
        assert told.status_code == 200
        assert 'starl_waiting{what="letters"} 0' in told.text
        assert client.get("/health").text == "ok\n"


def test_an_address_that_has_an_account_answers_like_one_that_has_none(place: Place) -> None:
    place.account("ann")
    client = place.visitor()
    said = [
        client.submit(LOGIN, LOGIN, email=f"{name}@example.org", password="not the right one").text
        for name in ("ann", "nobody")
    ]
    plain = [re.sub(r'(content|value)="[^"]*"', "", text) for text in said]
    assert plain[0] == plain[1]


def test_the_secret_is_never_told(tmp_path: Path) -> None:
    found = read_environment(environment("postgresql://starl:hush-hush@127.0.0.1/starl", tmp_path))
    for hidden in ("hush-hush", found.secret):
        assert hidden not in repr(found)
