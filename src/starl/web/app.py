"""The application: what guards it, its pages, its API."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from itertools import chain
from threading import Event, Thread

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from starl import __version__
from starl.coach.deep import shipped_deep
from starl.errors import StarlError, Unreachable
from starl.inventory.last import FOLDER as INVENTORY
from starl.model.report import Tier
from starl.practice.mock_steps import StaleError
from starl.speech.worker import Recogniser
from starl.store.store import open_engine
from starl.web.access import PasswordGate, new_limiter
from starl.web.api.interviews import stale
from starl.web.guard import Guard
from starl.web.hearings import Hearings, Listener
from starl.web.journal import POOL, Journal
from starl.web.options import Options
from starl.web.overviews import Overviews
from starl.web.pages import shared
from starl.web.readings import Readings
from starl.web.render import STATIC, page
from starl.web.scans import Scans
from starl.web.secrets import session_secret

PAGES = (
    *("home", "login", "plan", "stories", "editor", "history", "sharing", "reviews"),
    *("journal", "reflect", "entry", "inventory", "kept"),
    *("portfolio", "sheet", "paper", "questions"),
    *("exercises", "development", "reframing", "peer_review", "rehearse", "takes"),
    *("drills", "outcomes", "interview"),
    *("rules", "learn", "sample"),
    *("review", "insights", "settings", "backups", "transfer"),
)
"""The modules of `pages`, in the order in which routes are tried."""
PARTS = (
    *("coach", "stories", "plan", "entries", "search", "experiences", "portfolio", "questions"),
    *("exercises", "hearings", "takes", "interviews", "review", "improvements", "insights"),
)
"""The modules of `api`."""
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""FastAPI would export what it sees when the environment says so; this app never does."""
_YEAR = 365 * 86400
_FIRST_PAGE = 1.0
"""Seconds in which the browser gets its first page, before anything is prepared for the others."""


class _Static(StaticFiles):
    """Files whose addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if scope["query_string"]:
            answer.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return answer


def create_app(options: Options, listener: Listener | None = None) -> FastAPI:
    """The web app over one journal. listener: what turns recordings into words; starl's own unless given.

    Raises StarlError where the journal or the secret cannot be opened.
    """
    engine = open_engine(options.location, POOL)
    journal = Journal(engine, options.clock)
    scans = Scans(journal, options.home / INVENTORY)
    readings = Readings()
    overviews = Overviews(readings)
    hearings = Hearings(journal, options.home, listener or Recogniser(options.home, os.environ))

    deep, stopping = Event(), Event()

    def warm() -> None:
        if stopping.wait(_FIRST_PAGE):
            return
        if options.tier is Tier.DEEP:
            with suppress(StarlError):
                shipped_deep()
                deep.set()
        if readings.warm(journal):
            overviews.warm(journal)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = Thread(target=warm, daemon=True)
        warming.start()
        yield
        stopping.set()
        readings.stop()
        scans.stop(2)
        hearings.close(2)
        warming.join(10)
        engine.close()

    app = FastAPI(
        title="starl",
        version=__version__,
        summary="A failure journal and STAR-L story coach on your own machine.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        telemetry=SILENT,
        lifespan=lifespan,
    )
    app.state.options = options
    app.state.deep = deep
    app.state.journal = journal
    app.state.scans = scans
    app.state.hearings = hearings
    app.state.limiter = new_limiter()
    app.state.readings = readings
    app.state.overviews = overviews
    with journal.open() as store:
        app.state.look = store.settings.get("web.theme", "auto")
    app.add_middleware(PasswordGate)
    app.add_middleware(
        SessionMiddleware,
        secret_key=session_secret(options.home),
        session_cookie="starl",
        same_site="strict",
        max_age=14 * 86400,
    )
    app.add_middleware(Guard, hosts=options.hosts)
    furnish(app, chain.from_iterable(routes_of(f"starl.web.pages.{name}") for name in PAGES))
    if options.share:
        app.router.routes.extend(shared.router.routes)
    return app


def routes_of(module: str, without: Collection[str] = ()) -> list[BaseRoute]:
    """The routes of a module, but for those at the paths of `without`."""
    return [route for route in import_module(module).router.routes if route.path not in without]


def furnish(app: FastAPI, pages: Iterable[BaseRoute]) -> None:
    """Gives an application its files, these pages, the API, and what it says where something fails."""
    app.mount("/static", _Static(directory=STATIC), name="static")
    app.router.routes.extend(pages)
    for name in PARTS:
        app.router.routes.extend(routes_of(f"starl.web.api.{name}"))
    app.add_exception_handler(StarlError, _said)
    app.add_exception_handler(StaleError, stale)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _failed)


def _answer(request: Request, status: int, said: str, headers: dict[str, str] | None = None) -> Response:
    answer: Response
    if request.url.path.startswith("/api/"):
        answer = JSONResponse({"detail": said}, status)
    else:
        answer = page(request, "error.html", status, code=status, said=said)
    answer.headers.update(headers or {})
    return answer


async def _said(request: Request, error: Exception) -> Response:
    if isinstance(error, Unreachable):
        return _answer(request, 503, str(error), {"Retry-After": "2"})
    return _answer(request, 400, str(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = str(error.detail)
    if said == "Not Found" and not request.url.path.startswith("/api/"):
        said = "There is no such page."
    return _answer(request, error.status_code, said, dict(error.headers or {}))


async def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
    return _answer(request, 422, f"{where}: {first['msg']}")


async def _failed(request: Request, error: Exception) -> Response:
    return _answer(
        request, 500, "Something in starl went wrong. What was saved is safe; the terminal says more."
    )
