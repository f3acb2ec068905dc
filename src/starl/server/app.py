"""The application of a shared server: the web app's pages behind a gate, and its own."""

from __future__ import annotations

import os
from asyncio import Semaphore
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain
from pathlib import Path
from threading import Event

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import BaseRoute

from starl import __version__
from starl.coach.deep import shipped_deep
from starl.model.report import Tier
from starl.server.entering import HASHES
from starl.server.environment import Environment
from starl.server.gate import Gate
from starl.server.queue import Queue, bring_up_queue
from starl.server.state import Hosted, utc_now
from starl.server.watch import Watch
from starl.speech.worker import Recogniser
from starl.store.hosted.accounts import Accounts
from starl.store.hosted.audit import Audit
from starl.store.hosted.cohorts import Cohorts
from starl.store.hosted.exchange import Exchange
from starl.store.hosted.hearings import Hearings
from starl.store.hosted.work import Work
from starl.store.store import open_engine
from starl.web.access import new_limiter
from starl.web.app import PAGES, SILENT, furnish, routes_of
from starl.web.guard import Guard
from starl.web.journal import Journal
from starl.web.options import Options
from starl.web.overviews import Overviews
from starl.web.pages import shared as shared_pages
from starl.web.readings import Readings

OWN = (
    "enter",
    "sso",
    "health",
    "preferences",
    "account",
    "jobs",
    "cohorts",
    "reviewing",
    "coaching",
    "administration",
)
"""The modules of `pages`."""
OWN_MACHINE = ("login", "inventory", "backups")
"""Pages of the web app that read the disk of whoever runs it, or know one password."""
WITHOUT = frozenset({"/settings", "/settings/check", "/settings/erase", "/settings/export"})
"""Paths of the web app that would reach beyond one account; `pages.account` has what they are for."""
TEMPLATES = (Path(__file__).parent / "templates",)
"""Folders of templates beside the web app's."""
_OVERVIEWS = 400
"""Portfolios kept in each process."""
_WAIT = 10.0
"""Seconds to wait for another request that holds the same journal."""


def open_hosted(environment: Environment) -> Hosted:
    """The keepers over the database. Raises StarlError where it cannot be opened."""
    engine = open_engine(environment.database, environment.pool, wait=_WAIT)
    engine.home, engine.room = environment.home, environment.quota
    return Hosted(
        environment,
        engine,
        Accounts(engine, utc_now),
        Audit(engine, utc_now),
        Cohorts(engine, utc_now),
        Exchange(engine, utc_now),
        Work(engine, utc_now),
        Hearings(engine, utc_now),
    )


def create_hosted(environment: Environment) -> FastAPI:
    """The app for many people. Raises StarlError where the database cannot be opened."""
    bring_up_queue(environment.database)
    shared = open_hosted(environment)
    options = Options(
        environment.database,
        environment.home,
        environment.hosts,
        share=True,
        address=environment.url,
        tier=environment.tier,
        clock=utc_now,
    )
    readings = Readings()
    queue = Queue(environment.database)
    deep = Event()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # As many requests at once as there are connections: one that waited for a connection would hold a thread.
        anyio.to_thread.current_default_thread_limiter().total_tokens = environment.pool
        if environment.tier is Tier.DEEP:
            await anyio.to_thread.run_sync(shipped_deep)
            deep.set()
        yield
        queue.close()
        shared.engine.close()

    app = FastAPI(
        title="starl",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry=SILENT,
        lifespan=lifespan,
    )
    app.state.options = options
    app.state.hosted = shared
    app.state.queue = queue
    app.state.deep = deep
    app.state.hashing = Semaphore(HASHES)
    app.state.journal = Journal(shared.engine, utc_now, "nobody")
    app.state.missing = Recogniser(environment.home, os.environ).ready
    app.state.limiter = new_limiter()
    app.state.readings = readings
    app.state.overviews = Overviews(readings, _OVERVIEWS)
    app.state.look = "auto"
    app.state.templates = TEMPLATES
    app.add_middleware(Gate)
    app.add_middleware(
        SessionMiddleware,
        secret_key=environment.secret,
        session_cookie="__Host-starl" if environment.secure else "starl",
        same_site="lax",
        https_only=environment.secure,
        max_age=int(environment.life.total_seconds()),
    )
    app.add_middleware(Guard, hosts=environment.hosts, https=environment.secure)
    app.add_middleware(Watch)
    furnish(app, pages())
    app.router.routes.extend(shared_pages.router.routes)
    return app


def pages() -> list[BaseRoute]:
    """All pages: those of the server, and those of the web app that are for one account."""
    own = [routes_of(f"starl.server.pages.{name}") for name in OWN]
    shown = [routes_of(f"starl.web.pages.{name}", WITHOUT) for name in PAGES if name not in OWN_MACHINE]
    return list(chain.from_iterable([*own, *shown]))
