"""Attacks on the server, each tried."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from limits import parse

from starl.cli.app import app as cli
from starl.web.access import LIVE_RATE
from starl.web.guard import MAX_BODY
from starl.web.options import Options
from starl.web.secrets import is_password, kept_password, session_secret, set_password

from .conftest import Browserless, Site, Ticking, run


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", "", "[::2]:80"]
)
def test_a_name_of_another_site_is_refused(site: Site, host: str) -> None:
    """DNS rebinding: a page of the attacker's that resolves to this machine sends the attacker's name."""
    assert httpx.get(site.address, headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:9", "LOCALHOST:1"])
def test_names_of_this_machine_are_answered(site: Site, host: str) -> None:
    assert httpx.get(site.address, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_can_change_nothing(client: Browserless, site: Site, headers: dict[str, str]) -> None:
    token = client.token()
    data = {"_csrf": token, "title": "Stolen"}
    assert client.post("/stories/new", data=data, headers=headers).status_code == 403
    answer = client.post(
        "/api/v1/stories", json={"title": "Stolen"}, headers={**headers, "X-CSRF-Token": token}
    )
    assert answer.status_code == 403
    with site.store() as store:
        assert store.stories.count() == 0


def test_a_form_without_the_token_is_refused(client: Browserless) -> None:
    client.get("/")
    assert client.post("/stories/new", data={"title": "x"}).status_code == 403
    assert client.post("/stories/new", data={"title": "x", "_csrf": "é"}).status_code == 403
    with httpx.Client(base_url=client.base_url) as other:
        assert other.post("/stories/new", data={"title": "x", "_csrf": client.token()}).status_code == 403


def test_a_browser_needs_the_token_for_the_api_and_a_program_does_not(
    client: Browserless, site: Site
) -> None:
    client.get("/")
    assert client.post("/api/v1/stories", json={"title": "x"}).status_code == 403
    assert httpx.post(f"{site.address}/api/v1/stories", json={"title": "x"}).status_code == 201


def test_every_answer_carries_the_policy(client: Browserless) -> None:
    for path in ("/", "/nowhere", "/static/starl.css", "/api/v1/rules", "/stories/nope"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def test_no_template_has_anything_inline() -> None:
    templates = Path(__file__).parents[2] / "src" / "starl" / "web" / "templates"
    for path in templates.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, path
        assert "<script>" not in text, path
        assert not re.search(r"<[^>]*\son[a-z]+\s*=", text), path
        assert "|safe" not in text, path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/stories/..%2f..%2fetc%2fpasswd",
        "/stories/x/../../../etc/passwd",
    ],
)
def test_no_way_out_of_the_folder(site: Site, path: str) -> None:
    import http.client

    connection = http.client.HTTPConnection(site.address.removeprefix("http://"))
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (404, 400)
    assert b"create_app" not in body
    assert b"root:" not in body


def test_bodies_have_a_limit(site: Site) -> None:
    assert httpx.post(f"{site.address}/api/v1/check", content=b"x" * (MAX_BODY + 1)).status_code == 413

    def chunks() -> object:
        for _ in range(40):
            yield b"x" * (MAX_BODY // 20)

    try:
        status = httpx.post(f"{site.address}/api/v1/check", content=chunks()).status_code  # type: ignore[arg-type]
    except httpx.HTTPError:
        status = 413
    assert status in (400, 413, 422)
    assert httpx.get(site.address).status_code == 200


def test_sessions_are_signed_and_strict(client: Browserless) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    client.cookies.set("starl", "eyJjc3JmIjogIngifQ==.forged.signature")
    assert client.post("/stories/new", data={"title": "x", "_csrf": "x"}).status_code == 403


def test_the_secret_is_random_kept_and_private(tmp_path: Path) -> None:
    secret = session_secret(tmp_path / "a")
    assert secret == session_secret(tmp_path / "a")
    assert secret != session_secret(tmp_path / "b")
    assert stat.S_IMODE((tmp_path / "a" / "web-secret").stat().st_mode) == 0o600


def test_a_password_is_kept_as_a_hash(tmp_path: Path) -> None:
    set_password(tmp_path, "correct horse")
    kept = kept_password(tmp_path)
    assert kept is not None
    assert "correct" not in kept
    assert is_password("correct horse", kept)
    assert not is_password("wrong", kept)
    assert stat.S_IMODE((tmp_path / "web-password").stat().st_mode) == 0o600
    set_password(tmp_path, None)
    assert kept_password(tmp_path) is None


def test_with_a_password_nothing_is_shown_without_it(tmp_path: Path) -> None:
    set_password(tmp_path, "correct horse")
    options = Options(
        str(tmp_path / "journal.sqlite"), tmp_path, password=kept_password(tmp_path), clock=Ticking()
    )
    server, thread, address = run(options)
    with Browserless(address) as client:
        assert client.get("/stories").url.path == "/login"
        assert 'autocomplete="username"' in client.get("/login").text
        assert httpx.get(f"{address}/api/v1/stories").status_code == 401
        assert httpx.get(f"{address}/api/v1/stories", auth=("", "wrong")).status_code == 401
        assert httpx.get(f"{address}/api/v1/stories", auth=("", "correct horse")).status_code == 200
        assert client.submit("/login", "/login", password="wrong").status_code == 403
        assert client.get("/stories").url.path == "/login"
        client.submit("/login", "/login", password="correct horse")
        assert client.get("/stories").url.path == "/stories"
        client.submit("/logout", "/")
        assert client.get("/stories").url.path == "/login"
        codes = [client.submit("/login", "/login", password="wrong").status_code for _ in range(12)]
        assert codes[-1] == 429
    server.should_exit = True
    thread.join(10)


def test_other_machines_need_a_password(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["serve", "--host", "0.0.0.0", "--no-open", "--home", str(tmp_path)])
    assert done.exit_code != 0
    assert "set a password first" in str(done.exception)


def test_costly_routes_are_limited(site: Site) -> None:
    rate = parse(LIVE_RATE)
    while site.app.state.limiter.hit(rate, "/api/v1/check"):
        pass
    answer = httpx.post(f"{site.address}/api/v1/check", json={"text": ""})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
