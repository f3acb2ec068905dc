"""What every request passes first: is it for us, from us, of a sane size. And what every answer carries."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 2 << 20
"""Bytes of a request at most."""
MAX_UPLOAD = 200 << 20
"""Bytes at most where journals and recordings are taken in."""
UPLOADS = re.compile(r"/settings/import|/api/v1/hearings|/stories/[^/]+/rehearse")
"""The paths on which files are sent."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing."""


def host_name(host: str) -> str:
    """The name in a Host header or an origin, without its port and brackets.

    >>> host_name("[::1]:8000"), host_name("LocalHost:80")
    ('::1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _most(scope: Scope) -> int:
    """Bytes that a request may have."""
    return MAX_UPLOAD if UPLOADS.fullmatch(scope["path"]) else MAX_BODY


class Guard:
    """Refuses foreign hosts and origins and too large bodies; sets the headers of every answer.

    A page on another site cannot reach the server by a name of its own (DNS rebinding: the Host header tells), nor
    send anything in the person's name (the Origin and Sec-Fetch-Site headers tell).
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], *, https: bool = False) -> None:
        """https: that browsers come by TLS only, and are told to keep to that for a year."""
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.headers = _HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        await self.app(scope, _Measured(receive, _most(scope)), answer)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1 or host_name(headers["host"]) not in self.hosts:
            return PlainTextResponse("starl does not answer under this host name.\n", 421)
        if scope["method"] not in SAFE:
            origin = headers.get("origin")
            foreign = origin is not None and urlsplit(origin).netloc.lower() != headers["host"].lower()
            if foreign or headers.get("sec-fetch-site") in ("cross-site", "same-site"):
                return PlainTextResponse(
                    "This came from another site; starl takes nothing from there.\n", 403
                )
        most = _most(scope)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > most:
            return PlainTextResponse(f"That is more than {most >> 20} MB, the most starl takes here.\n", 413)
        return None


class _Measured:
    """A body whose length nobody said: cut off where it becomes too long."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            return {"type": "http.disconnect"}
        return message
