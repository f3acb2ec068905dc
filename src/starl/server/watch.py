"""What the server tells its operator: a line of JSON for each request, and numbers for Prometheus. Never a path or a word
of a story: a path has the story's title in it, so the route's pattern stands for it.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("starl.server")
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10)
"""Seconds."""
_REQUESTS = Counter("starl_requests", "Requests answered.", ["method", "route", "status"])
_SECONDS = Histogram("starl_request_seconds", "Seconds until the answer began.", ["route"], buckets=BUCKETS)


class _Line(logging.Formatter):
    """A record as a line of JSON. Of an error only the kind and the place are said: its text may hold words of a story."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname.lower()}
        if record.exc_info and record.exc_info[0]:
            trace, place = record.exc_info[2], ""
            while trace:
                place, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
            line |= {"event": "error", "error": record.exc_info[0].__name__, "place": place}
        else:
            line |= getattr(record, "fields", None) or {"event": record.getMessage()}
        return json.dumps(line, ensure_ascii=False)


def log_lines() -> None:
    """Has everything that is logged come out as lines of JSON on the error stream."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "procrastinate"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
        logging.getLogger(name).setLevel(logging.WARNING)


def tell(event: str, **fields: object) -> None:
    """Logs an event. fields: ids and numbers, no words of people."""
    LOG.info(event, extra={"fields": {"event": event, **fields}})


class Watch:
    """Counts and logs each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status, taken = time.perf_counter(), 500, 0.0

        async def answer(message: Message) -> None:
            nonlocal status, taken
            if message["type"] == "http.response.start":
                status, taken = message["status"], time.perf_counter() - start
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            route = getattr(scope.get("route"), "path", None) or "none"
            _REQUESTS.labels(scope["method"], route, str(status)).inc()
            _SECONDS.labels(route).observe(taken)
            if route != "none" or status >= 400:
                tell(
                    "request",
                    id=secrets.token_hex(6),
                    method=scope["method"],
                    route=route,
                    status=status,
                    ms=round(1000 * taken, 1),
                    account=scope.get("state", {}).get("owner"),
                )


def numbers(waiting: dict[str, int]) -> bytes:
    """All numbers of all processes as Prometheus reads them. waiting: what waits in the database, by name."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    lines = ["# HELP starl_waiting What waits to be done.", "# TYPE starl_waiting gauge"]
    lines += [f'starl_waiting{{what="{name}"}} {number}' for name, number in waiting.items()]
    return generate_latest(registry) + "\n".join([*lines, ""]).encode()
