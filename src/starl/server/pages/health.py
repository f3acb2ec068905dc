"""Whether the server is there, whether it can work, and its numbers."""

from __future__ import annotations

import hmac

from fastapi import HTTPException, Request
from starlette.responses import PlainTextResponse, Response

from starl.errors import StarlError
from starl.server.state import hosted_of
from starl.server.watch import numbers
from starl.web.routers import page_router

router = page_router()


@router.get("/health")
def alive() -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


@router.get("/ready")
def ready(request: Request) -> Response:
    """The database answers too; 503 where it does not."""
    try:
        with hosted_of(request).engine.connected():
            hosted_of(request).engine.run("SELECT 1")
    except StarlError:
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ok\n")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Numbers for Prometheus, for who has the token. Raises 404 for others."""
    hosted = hosted_of(request)
    token = hosted.environment.metrics
    given = request.headers.get("authorization", "")
    if token is None or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise HTTPException(404)
    with hosted.engine.connected():
        waiting = {f"jobs {status}": number for status, number in hosted.work.jobs().items()}
        waiting |= {
            "letters": hosted.work.waiting_letters(),
            "exports": len(hosted.work.unmade_exports()),
            "recordings": hosted.hearings.waiting(),
        }
    return Response(numbers(waiting), media_type="text/plain; version=0.0.4")
