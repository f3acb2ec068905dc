"""Streamable HTTP on this machine only: for programs that hold the token, and under no other host's name."""

from __future__ import annotations

import hmac
import os
import secrets
import socket
from pathlib import Path

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from starl.errors import StarlError
from starl.mcp.server import Server

TOKEN = "assistant-token"  # noqa: S105
"""The name of the token's file in the journal's folder."""
PATH = "/mcp"
_SHORTEST = 32


def token(home: Path, *, new: bool = False) -> str:
    """The token of this home, made at the first use; only its owner may read the file.

    new: makes another one, so that the old one is worth nothing. Raises StarlError where it cannot be read or made.
    """
    path = home / TOKEN
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not new and path.exists():
            kept = path.read_text(encoding="ascii").strip()
            if len(kept) >= _SHORTEST:
                return kept
        made = secrets.token_urlsafe(_SHORTEST)
        fresh = path.with_suffix(".new")
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(made)
        fresh.replace(path)
    except (OSError, ValueError) as error:
        raise StarlError(f"{path}: the token can be neither read nor made ({error})") from error
    return made


def serve(server: Server, listening: socket.socket, expected: str) -> None:
    """Answers on a socket of this machine until it is interrupted."""
    port = listening.getsockname()[1]
    hosts = [f"127.0.0.1:{port}", f"localhost:{port}"]
    rules = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[])
    app = server.streamable_http_app(streamable_http_path=PATH, transport_security=rules)
    config = uvicorn.Config(
        _Bearer(app, expected),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listening])


class _Bearer:
    """Lets nobody through without the token. Behind it the SDK refuses foreign hosts and every page of a browser."""

    def __init__(self, app: ASGIApp, expected: str) -> None:
        self._app = app
        self._expected = f"Bearer {expected}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            given = Headers(scope=scope).get("authorization", "").encode()
            if not hmac.compare_digest(given, self._expected):
                answer = PlainTextResponse(
                    "This takes a token: Authorization: Bearer, and what `starl mcp token` prints.\n",
                    401,
                    {"WWW-Authenticate": "Bearer"},
                )
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
