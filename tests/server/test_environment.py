"""What the environment may say, and how a wrong one is answered."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.server.environment import read_environment

from .alone import environment

ADDRESS = "postgresql://starl@127.0.0.1/starl"


def test_what_is_right(tmp_path: Path) -> None:
    found = read_environment(
        environment(ADDRESS, tmp_path, STARL_URL="https://stories.example.org/", STARL_WORKERS="4")
    )
    assert (found.url, found.secure, found.workers, found.open_signup) == (
        "https://stories.example.org",
        True,
        4,
        False,
    )
    assert found.hosts == ("stories.example.org",)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("STARL_DATABASE", "", "STARL_DATABASE is not set"),
        ("STARL_DATABASE", "journal.sqlite", "is no PostgreSQL address"),
        ("STARL_SECRET", "short", "too easy to guess"),
        ("STARL_SECRET", "a" * 64, "too easy to guess"),
        ("STARL_URL", "http://stories.example.org", "would send passwords in the open"),
        ("STARL_URL", "stories.example.org", "is no address of a server"),
        ("STARL_HOME", "here", "is no whole path"),
        ("STARL_WORKERS", "many", "'many' is no number from 1 to 64"),
        ("STARL_POOL", "1", "is no number from 2 to 100"),
        ("STARL_QUOTA_MB", "0", "is no number from 1 to 1000000"),
        ("STARL_SIGNUP", "all", "neither `invitation` nor `open`"),
        ("STARL_METRICS_TOKEN", "abc", "shorter than 16"),
        ("STARL_OIDC_ISSUER", "https://id.example.org", "STARL_OIDC_CLIENT and STARL_OIDC_SECRET"),
        ("STARL_SMTP", "smtp://mail.example.org", "needs STARL_MAIL_FROM"),
        ("STARL_LISTEN", "8328", "is no address to listen on"),
    ],
)
def test_what_is_wrong(tmp_path: Path, name: str, value: str, says: str) -> None:
    with pytest.raises(StarlError) as error:
        read_environment(environment(ADDRESS, tmp_path) | {name: value})
    assert says in str(error.value)
    assert "short" not in str(error.value) or name != "STARL_SECRET" or value != "short"


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(StarlError) as error:
        read_environment({})
    assert all(
        name in str(error.value) for name in ("STARL_DATABASE", "STARL_SECRET", "STARL_URL", "STARL_HOME")
    )


def test_an_answer_does_not_wait_for_another(tmp_path: Path) -> None:
    """Else a browser that keeps its connection gets each answer 40 ms late."""
    pytest.importorskip("procrastinate", reason="the shared server needs starl[server]")
    from starl.server.workers import listen

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at_once: list[int] = []

    def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        at_once.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def connect() -> None:
        given = read_environment(environment(ADDRESS, tmp_path, STARL_LISTEN=f"127.0.0.1:{port}"))
        async with await asyncio.start_server(connected, sock=listen(given)):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await reader.read()
            writer.close()

    asyncio.run(connect())
    assert at_once == [1]
